import type { Page } from '@playwright/test';
import { withScriptedEngine } from '../testing/browser/engine';
import { inputMethodOf } from '../testing/browser/inputMethod';
import { expect, test } from './support/fixtures';

/** Keys that choose, send, close, stop and move where no input method takes them. */
const keys = ['Enter', 'Escape', 'ArrowDown', '?'];

/** Writes with an input method that takes each of the keys, in Chromium's order of events and in Safari's. */
async function write(page: Page, text: string) {
  const method = await inputMethodOf(page);
  for (const key of keys) {
    await method.compose(text);
    await method.press(key);
  }
  await method.accept(text);
  for (const key of keys) await method.pressAfter(key);
}

test('keys of an input method choose, send, rename, stop and open nothing', async () => {
  await withScriptedEngine(async (scripted) => {
    const { page } = scripted;
    scripted.script = { answers: [['Say', 'ready']], tokenMs: 100 };
    const dialogs = page.getByRole('dialog');

    await page.goto('translate?from=en&to=fr');
    const source = page.getByRole('textbox', { name: 'Source text' });
    const picker = page.getByRole('combobox', { name: 'Translate to' });
    await picker.focus();
    await write(page, '德语');
    await expect(picker).toHaveValue('德语');
    await expect(page.getByRole('option').first()).toHaveText(/German/);
    await expect(dialogs).toHaveCount(0);
    // The real key means it.
    await page.keyboard.press('Enter');
    await expect(picker).toHaveValue('German');

    // Typing goes on in the text, where a running translation is not stopped either.
    await expect(source).toBeFocused();
    await page.keyboard.insertText(Array.from({ length: 99 }, (_, i) => `Word ${i}.`).join(' '));
    const stop = page.getByRole('button', { name: 'Stop' });
    await expect(stop).toBeVisible();
    await (await inputMethodOf(page)).pressAfter('Escape');
    await expect(stop).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(stop).toBeHidden();

    await page.goto('chat');
    const message = page.getByRole('textbox', { name: 'Message' });
    await message.focus();
    await write(page, '你好');
    await expect(message).toHaveValue('你好');
    await expect(page.getByRole('article')).toHaveCount(0);
    await page.keyboard.insertText(' Say');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('article')).toHaveCount(2);
    await expect(page.getByRole('article').last()).toHaveText(/ready/);

    await page.getByRole('button', { name: /^Rename:/ }).click();
    const name = page.getByRole('textbox', { name: 'New name' });
    await name.selectText();
    await write(page, '问候');
    await expect(name).toHaveValue('问候');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: '问候', exact: true })).toBeVisible();
    await expect(dialogs).toHaveCount(0);
  });
});
