import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures';
import { withScriptedEngine } from '../testing/browser/engine';

/** How the app behaves around an engine that answers at once; app-demo.spec.ts has the real model. */
const answers = [
  // Later turns come first, because the prompt of a chat contains the earlier ones too.
  ['markup', '**bold** <img src=x onerror=alert(1)> ![pixel](http://127.0.0.1:9/pixel.png)'],
  ['German translation for this sentence: in 3 days', 'in 3 Tagen'],
  ['French translation for this sentence: in 3 days', 'dans 3 jours'],
  ['Arabic translation for this sentence: in 3 days', 'خلال 3 أيام'],
  ['Now in German.', 'in 3 Tagen'],
  ['Say it in French', 'dans 3 jours'],
] as const;

const source = (page: Page) => page.getByRole('textbox', { name: 'Source text' });
const translation = (page: Page) => page.getByRole('region', { name: 'Translation' });
const picker = (page: Page, side: 'from' | 'to') =>
  page.getByRole('combobox', { name: `Translate ${side}` });
const turns = (page: Page) => page.getByRole('log', { name: 'Conversation' }).getByRole('article');

async function say(page: Page, text: string) {
  await page.getByRole('textbox', { name: 'Message' }).fill(text);
  await page.getByRole('button', { name: 'Send' }).click();
}

test('translate: type, stream, stop, copy, swap, clear', async () => {
  await withScriptedEngine(async (scripted) => {
    const { page } = scripted;
    scripted.script = { answers, tokenMs: 20 };
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto('translate?from=en&to=fr');
    await expect(page.getByRole('status', { name: 'Model status' })).toContainText('ready');

    // A pause in typing is enough.
    await source(page).fill('in 3 days');
    await expect(translation(page)).toHaveText('dans 3 jours');
    await expect(translation(page)).toHaveAttribute('lang', 'fr');

    await page.getByRole('button', { name: 'Copy' }).click();
    await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('dans 3 jours');

    await page.getByRole('button', { name: 'Swap languages' }).click();
    await expect(source(page)).toHaveValue('dans 3 jours');
    await expect(picker(page, 'from')).toHaveValue('French');
    await expect(picker(page, 'to')).toHaveValue('English');

    await page.getByRole('button', { name: 'Clear' }).click();
    await expect(source(page)).toHaveValue('');
    await expect(source(page)).toBeFocused();
    await expect(translation(page)).toHaveText('');

    // Unknown to the script, so echoed: at 20 ms per token, long enough to be stopped. The demo's sentences
    // appear whole.
    const words = Array.from({ length: 300 }, (_, i) => `Word ${i}.`);
    await source(page).fill(words.join(' '));
    // The second click finds a button that says "Stop", but comes too soon to mean it.
    await page.getByRole('button', { name: 'Translate', exact: true }).dblclick();
    await expect(translation(page)).not.toHaveText('');
    await page.waitForTimeout(450);
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(page.getByRole('button', { name: 'Translate', exact: true })).toBeVisible();
    const stopped = await translation(page).textContent();
    await page.waitForTimeout(200);
    expect(await translation(page).textContent()).toBe(stopped);
  });
});

test('translate: what the demo does not know is left out, and said', async () => {
  await withScriptedEngine(async (scripted) => {
    const { page } = scripted;
    scripted.script = {
      answers: [...answers, ['sentence: Glaciers', 'Désolé, cette démo ne connaît pas cela.']],
    };
    await page.goto('translate?from=en&to=fr');
    await source(page).fill('Glaciers melt.');
    const notice = page.getByRole('status', { name: 'Translation notice' });
    await expect(notice).toContainText('The demo does not know this sentence.');
    await expect(translation(page)).toHaveText('');
    await expect(notice.getByRole('link', { name: 'Get a BayLing model' })).toBeVisible();

    await source(page).fill('in 3 days\nGlaciers melt.\nin 3 days');
    await expect(notice).toContainText('does not know 1 of these sentences');
    await expect(notice.getByRole('listitem')).toHaveText(['Glaciers melt.']);
    await expect(translation(page)).toHaveText('dans 3 jours\n\ndans 3 jours', {
      useInnerText: true,
    });

    await source(page).fill('in 3 days');
    await expect(translation(page)).toHaveText('dans 3 jours');
    await expect(notice).toBeEmpty();
    // Scripts get what the model wrote.
    const text = await page.evaluate(async () => {
      const pair = { sourceLanguage: 'en', targetLanguage: 'fr' };
      return (await window.bayling.Translator.create(pair)).translate('Glaciers melt.');
    });
    expect(text).toBe('Désolé, cette démo ne connaît pas cela.');
  });
});

test('translate: the best of several, and the others to choose from, by keyboard', async () => {
  await withScriptedEngine(async (scripted) => {
    const { page } = scripted;
    const prompt = 'French translation for this sentence: in 3 days';
    const ways = ['dans trois jours', 'dans 3 jours', "d'ici trois jours"];
    scripted.script = { answers: ways.map((answer) => [prompt, answer] as const) };
    await page.goto('translate?text=in+3+days&from=en&to=fr');
    await expect(translation(page)).toHaveText(ways[0]!);
    const others = page.getByRole('list', { name: 'Other translations' }).getByRole('button');
    await expect(others).toHaveCount(0);

    await page.getByRole('radio', { name: 'Fast' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('radio', { name: 'Best' })).toBeChecked();
    await expect(others).toHaveText([ways[1]!, ways[2]!]);
    await others.nth(1).press('Enter');
    await expect(translation(page)).toHaveText(ways[2]!);
    await expect(others).toHaveText([ways[0]!, ways[1]!]);
    await expect(others.nth(1)).toBeFocused();

    // Alternatives are not offered for one of several sentences. What was chosen stays.
    await source(page).fill('in 3 days\nin 3 days.');
    await expect(translation(page)).toHaveText(`${ways[2]}\n${ways[0]}`, { useInnerText: true });
    await expect(others).toHaveCount(0);
    await page.reload();
    await expect(page.getByRole('radio', { name: 'Best' })).toBeChecked();
  });
});

test('translate: languages by keyboard, in several names, right to left', async () => {
  await withScriptedEngine(async (scripted) => {
    const { page } = scripted;
    scripted.script = { answers };
    await page.goto('translate?text=in+3+days&to=de');
    await expect(translation(page)).toHaveText('in 3 Tagen');
    await expect(picker(page, 'from')).toHaveValue('English, detected');
    // The address has been used; a reload must not undo later edits.
    expect(new URL(page.url()).search).toBe('');

    await picker(page, 'to').focus();
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('option')).toHaveCount(102);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('listbox')).toBeHidden();
    await expect(picker(page, 'to')).toHaveValue('German');

    await page.keyboard.type('العر');
    await page.keyboard.press('Enter');
    await expect(picker(page, 'to')).toHaveValue('Arabic');
    await expect(translation(page)).toHaveText('خلال 3 أيام');
    await expect(translation(page)).toHaveAttribute('dir', 'rtl');

    // The language just used is offered first.
    await picker(page, 'to').click();
    await expect(page.getByRole('group', { name: 'Recent' }).getByRole('option')).toHaveText([
      /Arabic/,
    ]);
    await page.getByRole('option', { name: /^French français/ }).click();
    await expect(translation(page)).toHaveText('dans 3 jours');
    await expect(translation(page)).toHaveAttribute('dir', 'ltr');
  });
});

test('translate: a failure is told, nothing is lost, and it can be tried again', async () => {
  await withScriptedEngine(async (scripted) => {
    const { page } = scripted;
    scripted.script = { failGenerate: 'out-of-memory' };
    await page.goto('translate?from=en&to=fr');
    await source(page).fill('in 3 days');
    await expect(page.getByRole('alert')).toContainText('not enough graphics memory');

    scripted.script = { answers };
    await page.reload();
    await expect(source(page)).toHaveValue('in 3 days');
    await expect(translation(page)).toHaveText('dans 3 jours');
  });
});

test('translate: a pasted book does not freeze the page', async () => {
  await withScriptedEngine(async ({ page }) => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto('translate');
    await source(page).focus();
    await page.evaluate(() => navigator.clipboard.writeText('All the words. '.repeat(700_000)));
    const started = Date.now();
    await page.keyboard.press('Control+v');
    await expect(page.getByText('The text has 10,500,000 characters.')).toBeVisible();
    expect(Date.now() - started).toBeLessThan(5_000);
    await expect(page.getByText('10,000,000 characters')).toBeVisible();
    await expect(source(page)).toBeHidden();
  });
});

test('translate: beside a long text the actions stay in sight, on a phone the result too', async () => {
  await withScriptedEngine(async (scripted) => {
    const { page } = scripted;
    scripted.script = { answers: [['line', 'ligne']] };
    await page.goto('translate?from=en&to=fr');
    await source(page).fill('A line of text.\n'.repeat(60));
    await expect(translation(page)).toContainText('ligne');
    await page.getByRole('main').evaluate((main) => main.scrollTo(0, 0));
    await expect(page.getByRole('button', { name: 'Translate', exact: true })).toBeInViewport();
    await expect(page.getByRole('button', { name: 'Copy' })).toBeInViewport();

    await page.setViewportSize({ width: 360, height: 740 });
    await expect(page.getByRole('button', { name: 'Translate', exact: true })).toBeInViewport();
    await expect(translation(page)).toBeInViewport();
  });
});

test('chat: two turns, safe markup, history after a reload, deletion', async () => {
  await withScriptedEngine(async (scripted) => {
    const { page } = scripted;
    scripted.script = { answers };
    const foreign: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('pixel')) foreign.push(request.url());
    });
    await page.goto('chat');
    await say(page, 'Say it in French: in 3 days');
    await expect(turns(page)).toHaveText([/Say it in French/, 'dans 3 jours']);
    await say(page, 'Now in German.');
    await expect(turns(page).nth(3)).toHaveText('in 3 Tagen');
    await say(page, 'markup');
    await expect(turns(page).nth(5).locator('strong')).toHaveText('bold');
    await expect(turns(page).locator('img')).toHaveCount(0);
    expect(foreign).toEqual([]);

    await page.getByRole('textbox', { name: 'Message' }).fill('half a thought');
    await page.reload();
    await expect(turns(page)).toHaveCount(6);
    await expect(page.getByRole('textbox', { name: 'Message' })).toHaveValue('half a thought');

    await page.getByRole('button', { name: 'New chat' }).click();
    await expect(turns(page)).toHaveCount(0);
    const title = 'Say it in French: in 3 days';
    await page.getByRole('button', { name: title, exact: true }).click();
    await expect(turns(page)).toHaveCount(6);

    await page.getByRole('button', { name: `Delete: ${title}` }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await expect(turns(page)).toHaveCount(0);
    await page.reload();
    await expect(page.getByText('No conversations yet.')).toBeVisible();
  });
});

test('chat: stop keeps what was written, and the user keeps their place', async () => {
  await withScriptedEngine(async (scripted) => {
    const { page } = scripted;
    scripted.script = { tokenMs: 40, answers: [['long', 'line\n\n'.repeat(400)]] };
    await page.goto('chat');
    await say(page, 'long');
    const toEnd = page.getByRole('button', { name: 'Go to the end' });
    await expect(turns(page).nth(1)).toContainText('line line line');
    await expect(toEnd).toBeHidden();
    await expect(page.getByRole('log')).toHaveAttribute('aria-busy', 'true');
    // As soon as there is something to scroll, the user scrolls up and stays there.
    await expect(async () => {
      await turns(page).first().hover();
      await page.mouse.wheel(0, -2_000);
      await expect(toEnd).toBeVisible({ timeout: 300 });
    }).toPass();
    await expect(turns(page).first()).toBeInViewport();
    await toEnd.click();
    await expect(toEnd).toBeHidden();
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(turns(page).nth(1)).toContainText('Stopped here.');
  });
});

test('theme and interface language hold over a reload', async () => {
  await withScriptedEngine(async ({ page }) => {
    await page.goto('settings');
    await page.getByRole('radio', { name: 'Dark' }).check();
    await page.getByRole('radio', { name: '简体中文' }).check();
    await expect(page.getByRole('heading', { name: '设置' })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('heading', { name: '设置' })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
    await expect(page.locator('body')).toHaveCSS('color', 'rgb(237, 234, 228)');

    await page.goto('translate');
    await expect(page.getByRole('combobox', { name: '目标语言' })).toHaveValue('英语');
    await page.getByRole('button', { name: '3天后' }).click();
    await expect(page.getByRole('textbox', { name: '原文' })).toHaveValue('3天后');
  });
});

test('without WebGPU the page says what is missing and what to do', async () => {
  await withScriptedEngine(async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(Navigator.prototype, 'gpu', { value: undefined });
    });
    for (const route of ['translate', 'chat']) {
      await page.goto(route);
      await expect(page.getByRole('main')).toContainText(
        'does not let web pages compute on the graphics processor',
      );
      await expect(page.getByRole('main')).toContainText('Safari: use version 26');
    }
    await expect(page.getByRole('status', { name: 'Model status' })).toContainText('cannot run');
    await page.goto('models');
    await expect(page.getByRole('article')).toHaveCount(4);
  });
});
