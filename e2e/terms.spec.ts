import type { Page } from '@playwright/test';
import { findLanguage } from '../src/core/languages';
import { readSource, readTarget } from '../src/core/translation/read';
import { drawSample, isDeep, sampled } from '../tools/test/cases';
import { expect, test } from './support/fixtures';
import { hasTerm, marksPairs, termPairs, type Pair, type TermPair } from './support/terms/cases';
import { card, look, paste, sentences, source, translation } from './support/workspace';

/** With the real demo model: glossaries and marks, from the page to the words of a translation. */

test.beforeEach(async ({ page }) => {
  page.setDefaultTimeout(20_000);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('translate?from=en&to=fr');
  await expect(page.getByRole('status', { name: 'Model status' })).toContainText('ready', {
    timeout: 120_000,
  });
});

/** All files share the profile, and a glossary that stays would speak in the tests after it. */
test.afterEach(async ({ page }) => {
  await page.evaluate(async () => {
    const opening = indexedDB.open('bayling');
    await new Promise((resolve) => (opening.onsuccess = resolve));
    const transaction = opening.result.transaction('glossaries', 'readwrite');
    transaction.objectStore('glossaries').clear();
    await new Promise((resolve) => (transaction.oncomplete = resolve));
    opening.result.close();
  });
});

const english = (tag: string) =>
  new Intl.DisplayNames('en', { type: 'language', languageDisplay: 'standard' }).of(tag) ?? tag;

async function openGlossaries(page: Page) {
  await page.getByRole('button', { name: 'Preferences' }).click();
  const preferences = page.getByRole('group', { name: 'Preferences' });
  await preferences.getByRole('link', { name: 'Glossaries' }).click();
  await expect(page.getByRole('heading', { name: 'Glossaries' })).toBeVisible();
}

async function choose(page: Page, label: string, tag: string) {
  await page.getByRole('combobox', { name: label }).fill(english(tag));
  await page.keyboard.press('Enter');
}

/** The translations of a text's sentences, once all are there; empty for what the demo does not know. */
async function translate(page: Page, { from, to }: Pair, lines: readonly string[]) {
  await page.getByRole('link', { name: 'Translate', exact: true }).click();
  await source(page).fill('');
  await choose(page, 'Translate from', from);
  await choose(page, 'Translate to', to);
  const text = lines.join('\n\n');
  await paste(page, text);
  await source(page).press('Control+Enter');
  const read = async () => {
    const { kept, to: code } = await look(page);
    const isOver = kept.segments.every(
      ({ state, language }) =>
        state === 'withheld' || state === 'verbatim' || (state === 'done' && language === code),
    );
    const isWhole = isOver && findLanguage(to)?.code === code && readSource(kept) === text;
    return isWhole ? readTarget(kept, code).split('\n\n') : undefined;
  };
  await expect.poll(read, { timeout: sampled(600_000, 180_000) }).toBeDefined();
  await expect(translation(page)).toHaveAttribute('aria-busy', 'false');
  return (await read()) ?? [];
}

async function importGlossary(page: Page, { from, to, cases }: TermPair) {
  await openGlossaries(page);
  const rows = cases.map(({ source, target }) => `"${source}","${target}"`);
  await page.getByLabel('Import a file').setInputFiles({
    ...{ name: `${from}-${to}.csv`, mimeType: 'text/csv' },
    buffer: Buffer.from([`${from},${to}`, ...rows].join('\n')),
  });
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('status')).toContainText(`${cases.length} term`);
  await dialog.getByRole('button', { name: 'Import' }).click();
  await expect(page.getByRole('heading', { name: `${from}-${to}` })).toBeVisible();
}

type Term = readonly [source: string, target: string];

async function createGlossary(page: Page, name: string, to: string, terms: readonly Term[]) {
  await openGlossaries(page);
  await page.getByRole('button', { name: 'New glossary' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('From', { exact: true }).selectOption('English');
  await dialog.getByLabel('To', { exact: true }).selectOption(to);
  await dialog.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('checkbox', { name: `Use “${name}”` }).check();
  const form = page.getByRole('form', { name: 'Add a term' });
  for (const [word, target] of terms) {
    await form.getByLabel('Term', { exact: true }).fill(word);
    await form.getByLabel('Translation', { exact: true }).fill(target);
    await form.getByRole('button', { name: 'Add' }).click();
    await expect(form.getByLabel('Term', { exact: true })).toHaveValue('');
  }
  await page.getByRole('button', { name: 'All glossaries' }).click();
}

/** The terms that a sentence's card lists. */
async function termsOf(page: Page, at: number) {
  await sentences(page).nth(at).click();
  return card(page).getByRole('list', { name: 'Terms' }).getByRole('listitem');
}

test('a glossary is made, used, and told in the card; one of another pair keeps to it', async ({
  page,
}) => {
  test.setTimeout(300_000);
  const lines = ['in 3 days'];
  await createGlossary(page, 'French terms', 'French', [['day', 'journées']]);
  await createGlossary(page, 'German terms', 'German', [['day', 'Nächte']]);

  const [days] = await translate(page, { from: 'en', to: 'fr' }, lines);
  expect(days).toMatch(/(?<!\p{L})journées(?!\p{L})/u);
  expect(days).not.toContain('Nächte');
  const terms = await termsOf(page, 0);
  await expect(terms).toHaveText(['day → journées']);
  await expect(terms.getByRole('img', { name: 'kept' })).toBeVisible();

  // What a user writes is theirs, and marked.
  await card(page).getByRole('button', { name: 'Edit' }).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText('dans 3 jours');
  await page.keyboard.press('Enter');
  await expect(card(page).getByRole('img', { name: 'missing' })).toBeVisible();
  await page.keyboard.press('Escape');

  const [nights] = await translate(page, { from: 'en', to: 'de' }, lines.slice(0, 1));
  expect(nights).toMatch(/(?<!\p{L})Nächte(?!\p{L})/u);
  expect(nights).not.toContain('journées');
  await expect(await termsOf(page, 0)).toHaveText(['day → Nächte']);
});

/** So many have to be kept, of those that the demo does not withhold. */
const enough = sampled(100, 4);

/** Of cases, with how each came out: counted, and told where many are tried. Marks alone are no translation. */
function count<Case extends { readonly sentence: string; readonly marks?: readonly string[] }>(
  { from, to, cases }: Pair & { readonly cases: readonly Case[] },
  lines: readonly string[],
  isKept: (line: string, one: Case) => boolean,
) {
  const all = cases.map((one, i) => {
    const line = lines[i] ?? '';
    const bare = (one.marks ?? []).reduce((text, mark) => text.replace(mark, ''), line);
    const known = /[\p{L}\p{N}]/u.test(bare);
    const state = known ? (isKept(line, one) ? 'kept' : 'lost') : 'unknown';
    return { state, told: `${state}, ${from} → ${to}: ${JSON.stringify(one)} ${line}` };
  });
  if (isDeep) console.log(all.map(({ told }) => told).join('\n'));
  return {
    kept: all.filter(({ state }) => state === 'kept').length,
    lost: all.filter(({ state }) => state === 'lost').map(({ told }) => told),
  };
}

test('required terms are in the translation, whatever else the demo would say', async ({
  page,
}) => {
  test.setTimeout(sampled(3_600_000, 400_000));
  let kept = 0;
  const lost: string[] = [];
  for (const pair of drawSample(termPairs(sampled(8, 4)), 2)) {
    await importGlossary(page, pair);
    const lines = await translate(
      page,
      pair,
      pair.cases.map(({ sentence }) => sentence),
    );
    const found = count(pair, lines, (line, { target }) => hasTerm(line, target, pair.to));
    kept += found.kept;
    lost.push(...found.lost);
    if (isDeep) console.log(`${kept} kept, ${lost.length} lost`);
    if (kept >= enough) break;
  }
  expect(lost).toEqual([]);
  expect(kept).toBeGreaterThanOrEqual(enough);
});

test('marks are in the translation as they are in the source', async ({ page }) => {
  test.setTimeout(sampled(3_600_000, 400_000));
  let kept = 0;
  const lost: string[] = [];
  for (const pair of drawSample(marksPairs(sampled(8, 4)), 2)) {
    const lines = await translate(
      page,
      pair,
      pair.cases.map(({ sentence }) => sentence),
    );
    const found = count(pair, lines, (line, { sentence, marks }) =>
      marks.every((mark) => line.split(mark).length === sentence.split(mark).length),
    );
    kept += found.kept;
    lost.push(...found.lost);
    if (isDeep) console.log(`${kept} kept, ${lost.length} lost`);
    if (kept >= enough) break;
  }
  expect(lost).toEqual([]);
  expect(kept).toBeGreaterThanOrEqual(enough);
});
