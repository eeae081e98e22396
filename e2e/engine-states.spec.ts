import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures';
import { withScriptedEngine } from '../testing/browser/engine';

const status = (page: Page) => page.getByRole('status', { name: 'Model status' });

/** Translates through the public API; returns the text, or the name of the error. */
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

/** Whether the state is in sight from its first letter to its last; the model's name before it may be cut. */
const isWhole = (page: Page) =>
  status(page).evaluate((pill) => {
    const state = pill.lastElementChild!;
    const { left, right } = state.getBoundingClientRect();
    const around = pill.getBoundingClientRect();
    const fits = state.scrollWidth <= state.clientWidth;
    const isWithin = left >= around.left && right <= around.right && around.right <= innerWidth;
    return fits && isWithin && document.documentElement.scrollWidth <= innerWidth;
  });

test('where the navigation leaves little room, the state is told whole', async () => {
  await withScriptedEngine(async (scripted) => {
    const { page } = scripted;
    const says = async (state: string) => {
      await expect(status(page)).toContainText(state);
      expect(await isWhole(page), state).toBe(true);
    };
    await page.setViewportSize({ width: 768, height: 1024 });
    scripted.script = { failLoad: 'out-of-memory' };
    await page.goto('translate?from=en&to=fr');
    await says('did not load');
    scripted.script = { loadMs: 8_000, tokenMs: 20, loseGpuAfterTokens: 1_000 };
    await page.reload();
    await says('loading');
    // A sentence that comes again is translated once.
    const words = Array.from({ length: 300 }, (_, i) => `Word ${i}.`);
    await page.getByRole('textbox', { name: 'Source text' }).fill(words.join(' '));
    await page.getByRole('button', { name: 'Translate', exact: true }).click();
    await says('tokens/s');
    await says('lost the GPU');
  });
});

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
    scripted.script = { answers, tokenMs: 20, loseGpuAfterTokens: 1 };
    await page.goto('settings');
    await load(page);
    scripted.script = { answers, tokenMs: 20, loseGpuAfterTokens: 3 };
    // A word of the answer was there when the GPU was lost; nobody notices.
    expect(await translate(page, 'The cat sleeps.')).toBe('le chat dort');
    await expect(status(page)).toContainText('ready');
    await translate(page, 'The cat sleeps.');
    await expect(status(page)).toContainText('lost');
    scripted.script = { answers };
    expect(await translate(page, 'The cat sleeps.')).toBe('le chat dort');
    await expect(status(page)).toContainText('ready');
  });
});

test('a tab that has a large model on the GPU is named, and lets go of it on request', async () => {
  await withScriptedEngine(async (scripted) => {
    const { page } = scripted;
    const stored = { kind: 'stored', bytes: 4.5e9, quantization: 'q4f32_1' } as const;
    scripted.weights = { stored: { 'bayling-3-8b': stored } };
    scripted.script = { answers: [['cat', 'le chat dort '.repeat(100)]], tokenMs: 100 };
    const card = (tab: Page) => tab.getByRole('article', { name: 'BayLing-3-8B' });
    const press = (tab: Page, name: string) => card(tab).getByRole('button', { name }).click();

    await page.goto('models');
    await press(page, 'Load');
    await expect(card(page)).toContainText('Loaded and ready.');
    await page.getByRole('link', { name: 'Translate' }).first().click();
    await page.getByRole('textbox', { name: 'Source text' }).fill('The cat sleeps.');
    await expect(page.getByRole('region', { name: 'Translation' })).toContainText('le chat');
    const title = await page.title();

    const other = await page.context().newPage();
    await other.goto('models');
    await press(other, 'Load');
    await expect(card(other)).toContainText(`Another tab is running a large model`);
    await expect(card(other)).toContainText(title);
    await press(other, 'Take over');
    await expect(card(other)).toContainText('Loaded and ready.');

    await expect(page.getByRole('main')).toContainText('Another tab has taken over');
    await expect(status(page)).toContainText('in use in another tab');
    await page.getByRole('link', { name: 'Models' }).first().click();
    await expect(card(page)).toContainText('Another tab has taken over');
    await press(page, 'Load');
    await press(page, 'Take over');
    await expect(card(page)).toContainText('Loaded and ready.');
    await expect(card(other)).toContainText('Another tab has taken over');

    // A closed tab leaves the GPU to the others.
    await page.close();
    await press(other, 'Load');
    await expect(card(other)).toContainText('Loaded and ready.');
  });
});
