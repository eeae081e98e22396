import type { Page } from '@playwright/test';
import { createSiteServer } from '../tools/serve/server';
import { listen } from '../tools/serve/listen';
import { withProfile } from '../testing/browser/profile';
import { expect, test } from './support/fixtures';

/** End to end with the real demo model: what is typed into the page, and what it shows. */

async function expectReady(page: Page) {
  await expect(page.getByRole('status', { name: 'Model status' })).toContainText('ready', {
    timeout: 120_000,
  });
}

async function expectApi(page: Page) {
  const text = await page.evaluate(async () => {
    const { Translator } = window.bayling;
    const translator = await Translator.create({ sourceLanguage: 'en', targetLanguage: 'fr' });
    return translator.translate('in 3 days');
  });
  expect(text).toBe('dans 3 jours');
}

async function expectPanes(page: Page) {
  await page.getByRole('link', { name: 'Translate' }).click();
  await page.getByRole('combobox', { name: 'Translate to' }).fill('French');
  await page.keyboard.press('Enter');
  const source = page.getByRole('textbox', { name: 'Source text' });
  await source.fill('in 3 days\n\nin 3 days');
  // The button may say "Stop" by then, because a pause in typing also starts a translation.
  await source.press('Control+Enter');
  const translation = page.getByRole('region', { name: 'Translation' });
  await expect(translation).toHaveText('dans 3 jours\n\ndans 3 jours', { useInnerText: true });
}

async function expectChat(page: Page) {
  await page.getByRole('link', { name: 'Chat' }).click();
  await page.getByRole('button', { name: 'New chat' }).click();
  const turns = page.getByRole('log', { name: 'Conversation' }).getByRole('article');
  const message = page.getByRole('textbox', { name: 'Message' });
  await message.fill('Provide the French translation for this sentence: in 3 days');
  await message.press('Enter');
  await expect(turns.nth(1)).toHaveText('dans 3 jours');
  // All words may be there before the answer has ended; until then nothing can be sent.
  await expect(page.getByRole('button', { name: 'Send' })).toBeVisible();
  await message.fill('Now in German.');
  await message.press('Enter');
  await expect(turns.nth(3)).toHaveText('in 3 Tagen');
}

test('the demo translates in the panes and talks in the chat', async ({ page }) => {
  await page.goto('translate');
  await expectReady(page);
  await expectPanes(page);
  await expectChat(page);
});

const sentences = [
  ...['in 3 days', 'in 5 weeks', '5 kilometers', '100 US dollars', '250 euros', 'Tuesday'],
  ...['Hello, how are you?', 'March 5, 2024', '12 hours ago', 'I love you', 'Friday', '7 liters'],
];

test('many sentences at a time come in order, each as if it were alone', async ({ page }) => {
  await page.goto('translate?from=en&to=fr');
  await expectReady(page);
  const alone = await page.evaluate(async (texts) => {
    const { Translator } = window.bayling;
    const translator = await Translator.create({ sourceLanguage: 'en', targetLanguage: 'fr' });
    const results: string[] = [];
    for (const text of texts) results.push(await translator.translate(text));
    return results;
  }, sentences);
  expect(new Set(alone).size).toBe(sentences.length);
  expect(alone[0]).toBe('dans 3 jours');

  await page.getByRole('textbox', { name: 'Source text' }).fill(sentences.join('\n'));
  const translation = page.getByRole('region', { name: 'Translation' });
  await expect(translation).toHaveText(alone.join('\n'), { useInnerText: true, timeout: 90_000 });
});

test('the best translation is searched for, and others are offered', async ({ page }) => {
  await page.goto('translate?from=en&to=fr');
  await expectReady(page);
  const best = page.getByRole('radio', { name: 'Best' });
  await best.check();
  await page.getByRole('textbox', { name: 'Source text' }).fill('in 3 days');
  const translation = page.getByRole('region', { name: 'Translation' });
  await expect(translation).toHaveText('dans 3 jours');
  const others = page.getByRole('list', { name: 'Other translations' }).getByRole('button');
  await expect(others).toHaveCount(2);
  const other = await others.first().innerText();
  await others.first().click();
  await expect(translation).toHaveText(other);
  await expect(others.first()).toHaveText('dans 3 jours');
  // The tests of this file share the user's choices.
  await page.getByRole('radio', { name: 'Fast' }).check();
});

test('after the first visit it does so without a network, reload included', async () => {
  await withProfile(async (context) => {
    const server = createSiteServer({ folder: 'dist', base: '/' });
    const port = await listen(server);
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${port}/translate`);
    await expectReady(page);
    await page.evaluate(() => navigator.serviceWorker.ready);

    server.close();
    server.closeAllConnections();
    await page.reload();
    await expectApi(page);
    await expectPanes(page);
    await expectChat(page);
  });
});
