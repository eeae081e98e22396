import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { withScriptedEngine, type ScriptedPage } from '../testing/browser/engine';
import { sites } from '../testing/browser/sites';
import { expect, test } from './support/fixtures';
import { endSentence, heard, sayAloud, scriptSpeech, setVoices } from './support/speech';
import { card, sentences, source, translation } from './support/workspace';
import { answers } from './support/workspaceRules';

/** What surrounds a translation: what the model is told, what is found out, and the ways in and out. */

const three = 'The word is red. The word is green. The word is blue.';
const inFrench = 'Le mot est red. Le mot est green. Le mot est blue.';

async function open({ page }: ScriptedPage, text = three): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('translate?from=en&to=fr');
  await source(page).fill(text);
}

async function openCard(page: Page, index: number) {
  await sentences(page).nth(index).click();
  await expect(card(page)).toBeVisible();
  return card(page);
}

/** Lines of its own, which a script can tell from the rest of a request. */
const told: ScriptedPage['script']['answers'] = [
  ['Use formal language.', 'Très formel.'],
  ['Keep it short.', 'Court.'],
  ...answers,
];

test('a model is told the sentences before, a register, and own words, until it is told nothing', async () => {
  await withScriptedEngine(async (scripted) => {
    const { page } = scripted;
    scripted.script = { answers: told, answersAfter: [['Le mot est red.', 'Après le rouge.']] };
    await open(scripted);
    await expect(translation(page)).toHaveText(inFrench);
    await page.getByText('Context and style').click();
    const panel = page.locator('details', { hasText: 'Context and style' });

    await panel.getByLabel('Give the sentences before').check();
    await expect(translation(page)).toHaveText('Le mot est red. Après le rouge. Après le rouge.');
    await (await openCard(page, 1)).getByRole('button', { name: 'Prompt' }).click();
    await expect(card(page).locator('pre')).toContainText(
      /The word is red\.[^]*Le mot est red\.[^]*The word is green\./,
    );
    await page.keyboard.press('Escape');

    await panel.getByRole('radio', { name: 'Formal', exact: true }).check();
    await expect(translation(page)).toHaveText('Très formel. Très formel. Très formel.');
    await panel.getByRole('button', { name: 'As trained' }).click();
    await expect(translation(page)).toHaveText(inFrench);
    await panel.getByRole('textbox', { name: 'In your own words' }).fill('Keep it short.');
    await expect(translation(page)).toHaveText('Court. Court. Court.');
    await page.reload();
    await expect(translation(page)).toHaveText('Court. Court. Court.');
    await expect(panel).toContainText('on');
  });
});

test('words are marked by how likely they were, and others are offered', async () => {
  await withScriptedEngine(async (scripted) => {
    const { page } = scripted;
    scripted.script = {
      answers: [
        ['The dog sleeps.', 'Le grand chat dort.'],
        ['Le grand chat dort.', 'The big cat sleeps.'],
      ],
      // As sure as the demo has to be, on the whole.
      logprobs: [-0.01, -0.25, -0.6, -0.01],
    };
    await open(scripted, 'The dog sleeps.');
    await expect(translation(page)).toHaveText('Le grand chat dort.');
    const shown = await openCard(page, 0);
    await shown.getByRole('button', { name: 'Translate back' }).click();
    const back = shown.getByRole('region', { name: /back in the language/ });
    await expect(back.locator('ins').first()).toHaveText('big');
    await expect(back.locator('del').first()).toHaveText('dog');

    await shown.getByRole('button', { name: 'Word by word' }).click();
    const word = (name: string) => shown.getByRole('button', { name, exact: true });
    const lines = ['Le', 'grand', 'chat'].map((name) =>
      word(name).evaluate((one) => getComputedStyle(one).borderBottomStyle),
    );
    expect(await Promise.all(lines)).toEqual(['solid', 'dashed', 'dashed']);
    await expect(word('grand')).toHaveAttribute('title', '77% likely');
    await word('grand').click();
    await expect(shown.getByRole('button', { name: 'grand*… 77%' })).toBeVisible();
  });
});

test('the demo shows what it reads: the tokens of a prompt are that prompt', async ({ page }) => {
  await page.goto('translate?from=en&to=zh');
  await source(page).fill('in 3 days');
  await expect(translation(page)).toHaveText('3天后', { timeout: 120_000 });
  const shown = await openCard(page, 0);
  await shown.getByRole('button', { name: 'Prompt' }).click();
  const tokens = shown.getByRole('list', { name: 'Tokens' }).getByRole('listitem');
  await expect(tokens.first()).toBeVisible();
  const read = await tokens.evaluateAll((all) =>
    all.map((one) => [...one.children].map((part) => part.textContent)),
  );
  expect(read[0]).toEqual(['<s>', '1']);
  expect(read.filter(([, id]) => !/^\d+$/.test(id ?? ''))).toEqual([]);
  const prompt = (await shown.locator('pre').textContent()) ?? '';
  const visible = (text: string) => text.replaceAll('\n', '↵').replaceAll(' ', '·');
  expect(visible(read.map(([text]) => text).join(''))).toBe(visible(prompt));
});

test('voices and recognition stay on the device, and nothing is offered where there is none', async () => {
  await withScriptedEngine(async (scripted) => {
    const { page } = scripted;
    scripted.script = { answers };
    await open(scripted);
    await expect(translation(page)).toHaveText(inFrench);
    const listen = page.getByRole('button', { name: 'Listen' });
    const dictate = page.getByRole('button', { name: 'Dictate' });
    await expect(listen).toHaveCount(0);
    await expect(dictate).toHaveCount(0);

    const english = { lang: 'en-US', localService: true };
    const remote = { lang: 'fr-FR', localService: false };
    await scriptSpeech(page, { voices: [remote, english], understands: 'en-US' });
    await page.reload();
    await expect(translation(page)).toHaveText(inFrench);
    // Of both sides, one has a voice that does not send the text away.
    await expect(listen).toHaveCount(1);
    await setVoices(page, [remote, english, { lang: 'fr-CA', localService: true }]);
    await expect(listen).toHaveCount(2);
    await listen.last().click();
    await expect(page.locator('[data-lit]')).toHaveText('Le mot est red.');
    await endSentence(page);
    await expect(page.locator('[data-lit]')).toHaveText('Le mot est green.');
    await page.getByRole('button', { name: 'Stop reading aloud' }).click();
    await endSentence(page);
    const { spoken } = await heard(page);
    expect(spoken).toEqual([
      ['fr-CA', 'Le mot est red.'],
      ['fr-CA', 'Le mot est green.'],
    ]);

    await dictate.click();
    await sayAloud(page, 'The word is one.');
    await expect(source(page)).toHaveValue(`${three} The word is one.`);
    await page.getByRole('button', { name: 'Stop dictating' }).click();
    expect((await heard(page)).listened).toEqual([true]);
    await page.getByRole('combobox', { name: 'Translate from' }).fill('German');
    await page.keyboard.press('Enter');
    await expect(dictate).toHaveCount(0);
  });
});

interface Manifest {
  readonly share_target: { readonly action: string; readonly params: Record<string, unknown> };
  readonly protocol_handlers: readonly { readonly protocol: string; readonly url: string }[];
}

/** What is installed asks for these. */
const manifest = JSON.parse(
  readFileSync(new URL('../public/manifest.webmanifest', import.meta.url), 'utf8'),
) as Manifest;

/** Sends what another program shares, as the browser does: a form, and the page that comes of it. */
async function share(page: Page, fields: Record<string, string>, file?: string) {
  const action = new URL(manifest.share_target.action, sites.root.address).href;
  // The app's own pages send no forms.
  await page.goto('about:blank');
  await page.evaluate(
    ({ to, texts, content }) => {
      const form = document.createElement('form');
      Object.assign(form, { action: to, method: 'post', enctype: 'multipart/form-data' });
      for (const [name, value] of Object.entries(texts)) {
        form.append(Object.assign(document.createElement('textarea'), { name, value }));
      }
      if (content !== undefined) {
        const input = Object.assign(document.createElement('input'), {
          ...{ type: 'file', name: 'file' },
        });
        const transfer = new DataTransfer();
        transfer.items.add(new File([content], 'note.txt', { type: 'text/plain' }));
        input.files = transfer.files;
        form.append(input);
      }
      document.body.append(form);
      form.submit();
    },
    { to: action, texts: fields, content: file },
  );
}

test('what is shared with the app comes through the service worker alone', async ({ page }) => {
  await page.goto('translate');
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect
    .poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null))
    .toBe(true);
  const posts: boolean[] = [];
  page.on('response', (response) => {
    if (response.request().method() === 'POST') posts.push(response.fromServiceWorker());
  });
  expect(Object.keys(manifest.share_target.params)).toEqual(['title', 'text', 'url', 'files']);
  await share(page, { title: 'A page', text: 'in 3 days\r\n& more #1', url: '' });
  await expect(source(page)).toHaveValue('in 3 days\n& more #1');
  expect(page.url()).toMatch(/\/translate$/);
  await share(page, { title: 'note.txt', text: '', url: '' }, 'in 5 weeks');
  await expect(source(page)).toHaveValue('in 5 weeks');
  expect(posts).toEqual([true, true]);
});

test('a link of the own protocol, and a file that the system opens, bring their text', async () => {
  await withScriptedEngine(async (scripted) => {
    const { page } = scripted;
    scripted.script = { answers };
    await page.addInitScript(() => {
      Object.defineProperty(window, 'launchQueue', {
        value: { setConsumer: (open: unknown) => Object.assign(window, { launch: open }) },
      });
    });
    const [handler] = manifest.protocol_handlers;
    const link = `${handler!.protocol}:?text=The%20word%20is%20red.&from=en&to=de`;
    await page.goto(handler!.url.replace('%s', encodeURIComponent(link)));
    await expect(source(page)).toHaveValue('The word is red.');
    await expect(translation(page)).toHaveText('Das Wort ist red.');
    expect(new URL(page.url()).hash).toBe('');

    await page.getByRole('link', { name: 'Chat' }).click();
    await page.evaluate(() => {
      const file = new File(['The word is green.'], 'green.md');
      const { launch } = window as unknown as { launch: (one: unknown) => void };
      launch({ files: [{ getFile: () => Promise.resolve(file) }] });
    });
    await expect(translation(page)).toHaveText('Das Wort ist green.');
    await expect(source(page)).toHaveValue('The word is green.');
  });
});

test('a translation is taken along as a table, as Markdown, and on paper', async () => {
  await withScriptedEngine(async (scripted) => {
    const { page } = scripted;
    scripted.script = {
      answers: [
        ['word is red', 'الكلمة حمراء | نعم.'],
        ['word is blue', 'الكلمة زرقاء.'],
      ],
    };
    await open(scripted, 'The word is red.\n\nThe word is blue.');
    await page.getByRole('combobox', { name: 'Translate to' }).fill('Arabic');
    await page.keyboard.press('Enter');
    await expect(translation(page)).toContainText('الكلمة حمراء | نعم.');
    const choose = async (name: string) => {
      await page.getByRole('button', { name: 'Other formats' }).click();
      await page.getByRole('menuitem', { name }).click();
      await expect(page.getByRole('status', { name: 'Messages' })).toContainText('Copied');
    };
    await choose('Copy as a Markdown table');
    const markdown = await page.evaluate(() => navigator.clipboard.readText());
    expect(markdown.split('\n').slice(0, 3)).toEqual([
      ...['| English | Arabic |', '| --- | --- |', '| The word is red. | الكلمة حمراء \\| نعم. |'],
    ]);
    await choose('Copy as a table of both languages');
    // What was copied before is said as long as it is read.
    await expect(async () => {
      const [html, plain] = await page.evaluate(async () => {
        const [item] = await navigator.clipboard.read();
        const read = async (type: string) => (await item!.getType(type)).text();
        return Promise.all([read('text/html'), read('text/plain')]);
      });
      expect(plain.split('\n')[1]).toBe('The word is red.\tالكلمة حمراء | نعم.');
      expect(html).toMatch(/<td[^>]*dir="rtl"[^>]*>الكلمة حمراء \| نعم\.<\/td>/);
    }).toPass({ timeout: 20_000 });

    await page.evaluate(() =>
      addEventListener('beforeprint', () => {
        const printed = document.querySelector<HTMLElement>('.printed');
        Object.assign(window, { rows: printed?.querySelectorAll('tbody tr').length });
      }),
    );
    const paper = await page.pdf();
    expect(paper.length).toBeGreaterThan(2_000);
    expect(await page.evaluate(() => (window as unknown as { rows: number }).rows)).toBe(2);
    await expect(page.locator('.printed')).toHaveCount(0);
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await expect(page.locator('.printed td[dir=rtl]').first()).toHaveText('الكلمة حمراء | نعم.');
    await expect(page.locator('.printed')).toBeVisible();
    for (const role of ['banner', 'textbox', 'button'] as const) {
      await expect(page.getByRole(role)).toHaveCount(0);
    }
  });
});

test('what was edited and kept outlives a stop, and goes along with a swap and its undo', async () => {
  await withScriptedEngine(async (scripted) => {
    const { page } = scripted;
    scripted.script = {
      answers: [['English translation for this sentence: Vert, donc.', 'Green, then.'], ...answers],
      tokenMs: 250,
    };
    await open(scripted);
    await expect(translation(page)).toHaveText(inFrench);
    await expect(translation(page)).toHaveAttribute('aria-busy', 'false');
    await sentences(page).nth(1).focus();
    await page.keyboard.press('F2');
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText('Vert, donc.');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await (await openCard(page, 2)).getByRole('button', { name: 'Keep as it is' }).click();
    await page.keyboard.press('Escape');

    const mine = 'Vert, donc. Le mot est blue.';
    await source(page).press('Control+Enter');
    await source(page).press('Escape');
    await expect(page.getByText('Stopped.')).toBeVisible();
    await expect(translation(page)).toContainText(mine);
    await source(page).press('Control+Enter');
    await expect(translation(page)).toHaveText(`Le mot est red. ${mine}`);
    await expect(translation(page)).toHaveAttribute('aria-busy', 'false');

    await page.getByRole('button', { name: 'Swap languages' }).click();
    await expect(source(page)).toHaveValue(`Le mot est red. ${mine}`);
    await expect(translation(page)).toHaveText('The word is red. Green, then. The word is blue.');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(source(page)).toHaveValue(three);
    await expect(translation(page)).toHaveText(`Le mot est red. ${mine}`);
    await openCard(page, 2);
    await expect(card(page).getByRole('button', { name: 'Keep as it is' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
  });
});
