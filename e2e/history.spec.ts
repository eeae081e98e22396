import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { withPrivateWindow } from '../testing/browser/profile';
import { expect, test } from './support/fixtures';

const tmx = new URL('../testing/tmx/translate-toolkit.tmx', import.meta.url);
const rows = (page: Page) => page.getByRole('main').getByRole('listitem');

/** The database of chats as earlier versions made it. */
async function makeFormer(page: Page) {
  await page.evaluate(async () => {
    const opening = indexedDB.open('bayling-history', 1);
    opening.onupgradeneeded = () => {
      for (const store of ['summaries', 'messages']) {
        opening.result.createObjectStore(store, { keyPath: 'id' });
      }
    };
    await new Promise((resolve) => (opening.onsuccess = resolve));
    const transaction = opening.result.transaction(['summaries', 'messages'], 'readwrite');
    transaction.objectStore('summaries').put({ id: 'a', title: 'From before', changedAt: 1 });
    transaction
      .objectStore('messages')
      .put({ id: 'a', messages: [{ id: '1', role: 'user', text: 'An old question' }] });
    await new Promise((resolve) => (transaction.oncomplete = resolve));
    opening.result.close();
  });
}

test('former chats, an imported memory, a backup, all deleted, and back again', async () => {
  await withPrivateWindow(async (context) => {
    const page = await context.newPage();
    await page.goto('documents');
    await makeFormer(page);
    await page.goto('chat');
    await expect(page.getByRole('button', { name: 'From before', exact: true })).toBeVisible();

    await page.goto('history');
    await page.getByText('Translation memory').click();
    await page
      .getByLabel('Import TMX')
      .last()
      .setInputFiles({
        name: 'memory.tmx',
        mimeType: 'application/xml',
        buffer: readFileSync(tmx),
      });
    await expect(page.getByText('4 added.')).toBeVisible();
    await expect(rows(page)).toHaveCount(4);
    await page.getByLabel('Search both texts').fill('打开');
    await expect(rows(page)).toHaveCount(1);
    await rows(page).getByRole('button', { name: 'Delete' }).click();
    await expect(rows(page)).toHaveCount(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(rows(page)).toHaveCount(1);

    await page.goto('settings');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save backup' }).click();
    const file = await (await download).path();
    const kept = readFileSync(file);
    await page.getByRole('button', { name: 'Clear all data' }).click();
    const reloaded = page.waitForEvent('load');
    await page.getByRole('dialog').getByRole('button', { name: 'Clear all data' }).click();
    await reloaded;
    await expect(page.getByRole('row', { name: /Translation memory 0 entries/ })).toBeVisible();

    await page.getByLabel('Restore backup').last().setInputFiles({
      name: 'backup.json.gz',
      mimeType: 'application/gzip',
      buffer: kept,
    });
    const restored = page.waitForEvent('load');
    await page.getByRole('button', { name: 'Replace' }).click();
    await restored;
    await expect(page.getByRole('row', { name: /Translation memory 4 entries/ })).toBeVisible();
    await page.goto('chat');
    await expect(page.getByRole('button', { name: 'From before', exact: true })).toBeVisible();
  });
});

test('private mode keeps no draft', async () => {
  await withPrivateWindow(async (context) => {
    const page = await context.newPage();
    await page.goto('settings');
    await page.getByLabel('Private mode').check();
    await page.goto('translate');
    await page.getByRole('textbox', { name: 'Source text' }).fill('A secret');
    await page.reload();
    await expect(page.getByRole('textbox', { name: 'Source text' })).toHaveValue('');
  });
});
