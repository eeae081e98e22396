import type { Page } from '@playwright/test';
import { withScriptedEngine } from '../testing/browser/engine';
import { expect, test } from './support/fixtures';

/*
 * What a text or a stored record can do to the page, and what becomes of both where nothing can be stored.
 */

/** The first whose key is in the prompt counts, and that has what was asked before in it, too. */
const answers = [
  ['link', '[https://bank.example/](http://other.example/?q=1) and [this](javascript:alert(1))'],
  ['table', `${'|a'.repeat(500)}\n${'|-'.repeat(500)}\n${'|\n'.repeat(500)}`],
  ['nest', `${'>'.repeat(3000)}x`],
  ['Hello', 'Hello, too.'],
] as const;

const turns = (page: Page) => page.getByRole('log', { name: 'Conversation' }).getByRole('article');

async function say(page: Page, text: string) {
  await page.getByRole('textbox', { name: 'Message' }).fill(text);
  await page.getByRole('button', { name: 'Send' }).click();
}

test('an answer that would break the page is text, and so it is after a reload', async () => {
  await withScriptedEngine(async (scripted) => {
    const { page } = scripted;
    scripted.script = { answers };
    await page.goto('chat');
    await say(page, 'nest');
    await expect(turns(page).nth(1)).toContainText('>>>>');
    await say(page, 'table');
    await expect(turns(page).nth(3)).toContainText('|a|a');
    await say(page, 'link');
    await expect(turns(page).nth(5).getByRole('link')).toHaveText(
      'https://bank.example/ (other.example)',
    );
    await page.reload();
    await expect(turns(page)).toHaveCount(6);
    expect(await page.locator('main *').count()).toBeLessThan(1000);
  });
});

const denials = {
  'no storage': () => {
    const deny = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) {
      Object.defineProperty(window, name, { get: deny });
    }
  },
  'full storage': () => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  },
  'a private window': () => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('private', 'InvalidStateError');
    };
  },
};

for (const [name, deny] of Object.entries(denials)) {
  test(`with ${name} a chat is there without alarm, and says what is not kept`, async () => {
    await withScriptedEngine(async (scripted) => {
      const { page } = scripted;
      scripted.script = { answers };
      await page.addInitScript(deny);
      await page.goto('chat');
      await say(page, 'Hello');
      await expect(turns(page)).toHaveText([/Hello/, 'Hello, too.']);
      await expect(page.getByText(/until this tab is closed/)).toBeVisible();
      await expect(page.getByRole('alert')).toHaveCount(0);
      await expect(page.getByRole('button', { name: 'Try again' })).toHaveCount(0);
      await page.getByRole('button', { name: 'New chat' }).click();
      await page.getByRole('button', { name: 'Hello', exact: true }).click();
      await expect(turns(page)).toHaveCount(2);
    });
  });
}

test('altered history breaks nothing', async () => {
  await withScriptedEngine(async (scripted) => {
    const { page } = scripted;
    scripted.script = { answers };
    await page.goto('chat');
    await say(page, 'Hello');
    await expect(turns(page)).toHaveCount(2);
    await page.evaluate(async () => {
      const opening = indexedDB.open('bayling');
      await new Promise((resolve) => (opening.onsuccess = resolve));
      const transaction = opening.result.transaction(['summaries', 'messages'], 'readwrite');
      transaction.objectStore('summaries').put({ id: 'x', title: { bad: 1 }, changedAt: 'now' });
      transaction.objectStore('messages').put({ id: 'x', messages: [{ text: {} }, null, 7] });
      transaction.objectStore('summaries').put({ id: 7, title: 'seven' });
      await new Promise((resolve) => (transaction.oncomplete = resolve));
      opening.result.close();
    });
    await page.reload();
    await expect(turns(page)).toHaveCount(2);
    await expect(page.getByText('1 stored conversation cannot be read.')).toBeVisible();
    await page.getByRole('button', { name: 'Untitled', exact: true }).click();
    await expect(page.getByText(/Some messages of this conversation/)).toBeVisible();
  });
});
