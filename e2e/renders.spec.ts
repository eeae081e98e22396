import { expect, test } from './support/fixtures';
import { withScriptedEngine } from '../testing/browser/engine';
import { rendersAfter, tellRenders, watchRenders } from './support/renders';

/** Enough frames of a growing text to see who is drawn with each. */
const FRAMES = 30;

test('while a translation grows, only what shows it is drawn', async () => {
  await withScriptedEngine(async (scripted) => {
    const { page } = scripted;
    await tellRenders(page);
    // Unknown to the script, and so echoed, word by word.
    scripted.script = { tokenMs: 20 };
    await page.goto('translate?from=en&to=fr');
    const words = Array.from({ length: 400 }, (_, i) => `Word ${i}.`);
    await page.getByRole('textbox', { name: 'Source text' }).fill(words.join(' '));
    await page.getByRole('button', { name: 'Translate', exact: true }).click();
    await expect(page.getByRole('region', { name: 'Translation' })).not.toBeEmpty();

    await watchRenders(page, {
      source: '[aria-label="Source text"]',
      pickers: '[role="combobox"]',
      button: '.min-w-24',
      quality: '[role="radio"], [type="radio"]',
      translation: '[data-segment]',
      page: '[aria-label="Translation"]',
    });
    // The demo's sentences appear whole, several at a time.
    const { translation, ...others } = await rendersAfter(page, 4 * FRAMES);
    expect(translation).toBeGreaterThan(2);
    expect(others).toEqual({ source: 0, pickers: 0, button: 0, quality: 0, page: 0 });
  });
});

test('while an answer grows, only its message is drawn', async () => {
  await withScriptedEngine(async (scripted) => {
    const { page } = scripted;
    await tellRenders(page);
    scripted.script = {
      tokenMs: 20,
      answers: [
        ['long', 'line '.repeat(400)],
        ['Say', 'ready'],
      ],
    };
    await page.goto('chat');
    const articles = page.getByRole('log', { name: 'Conversation' }).getByRole('article');
    const say = async (text: string) => {
      await page.getByRole('textbox', { name: 'Message' }).fill(text);
      await page.getByRole('button', { name: 'Send' }).click();
    };
    await say('Say it');
    await expect(articles.nth(1)).toHaveText('ready');
    await say('long');
    await expect(articles.nth(3)).toContainText('line line');

    await watchRenders(page, {
      composer: '[aria-label="Message"]',
      conversations: 'aside li button',
      list: 'aside ul',
      finished: 'article:not(:last-child)',
      growing: 'article:last-child',
    });
    const { growing, ...others } = await rendersAfter(page, FRAMES);
    expect(growing).toBeGreaterThan(FRAMES / 4);
    expect(others).toEqual({ composer: 0, conversations: 0, list: 0, finished: 0 });
  });
});
