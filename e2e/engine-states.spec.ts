import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures';
import { withScriptedEngine } from './support/scripted/engine';

const status = (page: Page) => page.getByRole('status', { name: 'Model status' });

/** Asks through the public interface; gives the text, or the name of the error. */
const translate = (page: Page, text: string) =>
  page.evaluate(async (source) => {
    const { Translator } = window.bayling;
    const translator = await Translator.create({ sourceLanguage: 'en', targetLanguage: 'fr' });
    return translator.translate(source).catch((error: unknown) => (error as Error).name);
  }, text);

const load = (page: Page) =>
  page.evaluate(() =>
    window.bayling.ready('demo').then(
      () => 'ready',
      () => 'failed',
    ),
  );

test('a load that fails can be tried again', async () => {
  await withScriptedEngine(async (scripted) => {
    const { page } = scripted;
    scripted.script = { failLoad: 'out-of-memory' };
    await page.goto('settings');
    expect(await load(page)).toBe('failed');
    await expect(status(page)).not.toContainText('ready');
    scripted.script = {};
    expect(await load(page)).toBe('ready');
    await expect(status(page)).toContainText('ready');
  });
});

test('a lost GPU comes back once by itself, and then on request', async () => {
  await withScriptedEngine(async (scripted) => {
    const { page } = scripted;
    const answers = [['cat', 'le chat dort']] as const;
    scripted.script = { answers, tokenMs: 20, loseGpuAfterTokens: 0 };
    await page.goto('settings');
    await load(page);
    // Nothing of the answer was shown when the GPU went, so nobody notices.
    scripted.script = { answers, tokenMs: 20, loseGpuAfterTokens: 3 };
    expect(await translate(page, 'The cat sleeps.')).toBe('le chat dort');
    await expect(status(page)).toContainText('ready');
    await translate(page, 'The cat sleeps.');
    await expect(status(page)).toContainText('lost');
    scripted.script = { answers };
    expect(await translate(page, 'The cat sleeps.')).toBe('le chat dort');
    await expect(status(page)).toContainText('ready');
  });
});
