import AxeBuilder from '@axe-core/playwright';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import { previewPage } from '../src/documents/preview/page';
import { listen } from '../tools/serve/listen';
import { expect, test } from './support/fixtures';

const chooseFiles = async (page: Page, ...files: readonly (readonly [string, string])[]) => {
  await page
    .getByLabel('Choose files')
    .last()
    .setInputFiles(
      files.map(([name, text]) => ({
        ...{ name, mimeType: 'text/plain', buffer: Buffer.from(text) },
      })),
    );
};
const documentOf = (page: Page, name: string) => page.getByRole('article', { name });

/** @param hasFrame Axe waits without end for a frame that runs no scripts, and is then kept out of all frames. */
async function expectAccessible(page: Page, hasFrame = false): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(hasFrame).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null });
}

async function removeOpen(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('heading', { name: 'Documents' })).toBeVisible();
}

async function saved(page: Page, name: string): Promise<string> {
  const download = page.waitForEvent('download');
  await documentOf(page, name).getByRole('button', { name: 'Save translation' }).click();
  const file = await download;
  return `${file.suggestedFilename()}: ${readFileSync(await file.path(), 'utf8')}`;
}

test('a file is translated by the demo, corrected, and saved; a reload loses nothing', async ({
  page,
}) => {
  await page.goto('documents');
  await page.getByLabel('From').selectOption({ label: 'English' });
  await page.getByLabel('To', { exact: true }).selectOption({ label: 'French' });
  await chooseFiles(page, ['days.txt', 'Monday\n\n  Tuesday\r\n42\n'], ['a.exe', 'x']);
  await expect(
    page.getByText('“a.exe”: This kind of file cannot be translated yet.'),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  const days = documentOf(page, 'days.txt');
  await expect(days.getByRole('status')).toContainText('Translated · 3 of 3 sentences');
  expect(await saved(page, 'days.txt')).toBe('days.fr.txt: lundi\n\n  mardi\r\n42\n');

  await page.reload();
  await expect(days.getByRole('status')).toContainText('Translated');
  await days.getByRole('button', { name: 'Open' }).click();
  const list = page.getByRole('list', { name: 'Sentences' });
  await list.getByRole('button', { name: 'mardi' }).click();
  await page.getByRole('textbox', { name: 'Translation' }).fill('le mardi');
  await page.getByRole('button', { name: 'Keep' }).click();
  await page.getByLabel('Show').selectOption('Edited');
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'All documents' }).click();
  expect(await saved(page, 'days.txt')).toBe('days.fr.txt: lundi\n\n  le mardi\r\n42\n');

  await days.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('No documents yet.')).toBeVisible();
});

test('words are replaced after a look at what comes of it, and brought back', async ({ page }) => {
  await page.goto('documents');
  await page.getByLabel('From').selectOption({ label: 'English' });
  await page.getByLabel('To', { exact: true }).selectOption({ label: 'French' });
  await chooseFiles(page, ['week.txt', 'Monday\nTuesday\nThursday\n']);
  const week = documentOf(page, 'week.txt');
  await expect(week.getByRole('status')).toContainText('Translated · 3 of 3 sentences');
  await week.getByRole('button', { name: 'Open' }).click();
  await page.getByRole('radio', { name: 'Replace' }).check();
  await page.getByRole('searchbox', { name: 'Find' }).fill('DI');
  await page.getByRole('textbox', { name: 'Replace with' }).fill('x');
  const list = page.getByRole('list', { name: 'Sentences with these words' });
  await expect(list.getByRole('listitem')).toHaveCount(3);
  await expect(list.locator('del')).toHaveText(['di', 'di', 'di']);
  await list.getByRole('checkbox', { name: 'marx' }).uncheck();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Replace (2)' }).click();
  await expect(page.getByText('Sentences changed: 2.')).toBeVisible();
  expect(await saved(page, 'week.txt')).toBe('week.fr.txt: lunx\nmardi\njeux\n');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: 'Replace (2)' })).toBeVisible();
  expect(await saved(page, 'week.txt')).toBe('week.fr.txt: lundi\nmardi\njeudi\n');
  await removeOpen(page);
});

test('a document goes to another tool as XLIFF, and takes back what fits', async ({ page }) => {
  await page.goto('documents');
  await page.getByLabel('From').selectOption({ label: 'English' });
  await page.getByLabel('To', { exact: true }).selectOption({ label: 'French' });
  await chooseFiles(page, ['tool.txt', 'Monday\nTuesday\n']);
  await expect(documentOf(page, 'tool.txt').getByRole('status')).toContainText('Translated');
  await documentOf(page, 'tool.txt').getByRole('button', { name: 'Open' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save XLIFF' }).click();
  const name = (await download).suggestedFilename();
  const xliff = readFileSync(await (await download).path(), 'utf8');
  expect(name).toBe('tool.txt.fr.xlf');
  const edited = xliff.replace('>mardi<', '>le mardi<').replace('>Monday<', '>Sunday<');
  const file = { name: 'b.xlf', mimeType: 'application/xml', buffer: Buffer.from(edited) };
  await page.getByLabel('Take in XLIFF').setInputFiles(file);
  await expect(page.getByText('Sentences changed: 1. Did not fit and left out: 1.')).toBeVisible();
  await expect(page.getByText('“Sunday”: the document has another source here.')).toBeVisible();
  expect(await saved(page, 'tool.txt')).toBe('tool.fr.txt: lundi\nle mardi\n');
  await page.getByRole('button', { name: 'Undo' }).click();
  expect(await saved(page, 'tool.txt')).toBe('tool.fr.txt: lundi\nmardi\n');
  await removeOpen(page);
});

test('a preview runs nothing of a document and asks for nothing', async ({ page, watch }) => {
  const asked: string[] = [];
  const server = createServer(({ url = '' }, answer) => {
    asked.push(url);
    answer.end();
  });
  server.on('connection', () => asked.push('connection'));
  const elsewhere = `http://127.0.0.1:${await listen(server)}`;
  const bad = [
    `<meta http-equiv="refresh" content="0;url=${elsewhere}/refresh"><base href="${elsewhere}/">`,
    `<link rel="stylesheet" href="${elsewhere}/style"><link rel="prefetch" href="${elsewhere}/next">`,
    `<style>@import "${elsewhere}/import"; body { background: url(${elsewhere}/background) }</style>`,
    `<script>document.title = 'ran'; fetch('${elsewhere}/fetch')</script>`,
    `<img src="${elsewhere}/img" alt="Sunday" onerror="document.title = 'ran'">`,
    `<form action="${elsewhere}/form"><input type="submit" value="Friday" autofocus></form>`,
    `<iframe src="${elsewhere}/frame"></iframe><object data="${elsewhere}/object"></object>`,
    `<video src="${elsewhere}/video" autoplay></video><svg><image href="${elsewhere}/svg"/></svg>`,
    `<a href="${elsewhere}/link" ping="${elsewhere}/ping">Thursday</a>`,
  ].join('\n');
  await page.goto('documents');
  await page.getByLabel('From').selectOption({ label: 'English' });
  await page.getByLabel('To', { exact: true }).selectOption({ label: 'French' });
  const code = '<p>Monday &lt;script&gt;document.title = 1&lt;/script&gt;</p>';
  await chooseFiles(page, ['bad.html', `<h1>Tuesday</h1>${code}${bad}`]);
  await expect(documentOf(page, 'bad.html').getByRole('status')).toContainText('Translated');
  await documentOf(page, 'bad.html').getByRole('button', { name: 'Open' }).click();
  await page.getByRole('radio', { name: 'Preview' }).check();
  const frame = page.frameLocator('iframe');
  await expect(frame.getByRole('heading')).toHaveText(['Tuesday', 'mardi']);
  await expect(frame.getByText('jeudi')).toBeVisible();
  await expect(frame.getByText('document.title = 1').first()).toBeVisible();
  await expect(frame.locator('a, img, form, input, script, link, iframe, object, svg')).toHaveCount(
    0,
  );
  const body = frame.locator('body');
  await expect(body).toHaveCSS('background-color', 'rgb(251, 250, 247)');
  await expect(page.locator('iframe')).toHaveAttribute('sandbox', '');
  await expectAccessible(page, true);
  expect(watch).toEqual({ violations: [], foreignRequests: [], errors: [] });
  expect(asked).toEqual([]);
  // The frame and its policy hold, whatever markup came into it.
  const other = await page.context().newPage();
  const markup = previewPage({
    ...{ title: 'kept', interfaceTag: 'en', from: 'en', to: 'fr', isDark: false, units: [] },
  }).replace('<main tabindex="0">', `$&${bad}<h1>There</h1>`);
  await other.setContent(
    `<iframe sandbox="" srcdoc="${markup.replace(/&/g, '&amp;').replace(/"/g, '&quot;')}"></iframe>`,
  );
  await expect(other.frameLocator('iframe').getByText('There')).toBeVisible();
  await other.waitForTimeout(1_000);
  expect(await other.frames()[1]?.title()).toBe('kept');
  // Chromium opens a silent connection before a policy refuses what it is for: docs/threat-model.md
  expect(asked.filter((each) => each !== 'connection')).toEqual([]);
  await other.close();
  server.close();
  watch.violations.length = 0;
  watch.foreignRequests.length = 0;
  await removeOpen(page);
});

/** Goes on by the tab key until something is reached. */
async function tabTo(page: Page, place: Locator): Promise<void> {
  for (let step = 0; step < 60; step++) {
    if (await place.evaluate((one) => one === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(place).toBeFocused();
}

test('the whole page works by keyboard', async ({ page }) => {
  await page.goto('documents');
  await page.getByLabel('From').selectOption({ label: 'English' });
  await page.getByLabel('To', { exact: true }).selectOption({ label: 'French' });
  await chooseFiles(page, [
    'keys.html',
    `<p>Very <b>odd</b> words.</p>${'<p>Monday</p>'.repeat(40)}`,
  ]);
  const keys = documentOf(page, 'keys.html');
  await expect(keys.getByRole('status')).toContainText('Translated');
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  await tabTo(page, keys.getByRole('button', { name: 'Open' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'keys.html' })).toBeFocused();

  // Edited, and refused while a mark is missing.
  const odd = page.getByRole('listitem').filter({ hasText: 'odd' }).getByRole('button');
  await tabTo(page, odd);
  await page.keyboard.press('Enter');
  const field = page.getByRole('textbox', { name: 'Translation' });
  await expect(field).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Mots étranges.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('These marks have to stay, each once: <1> </1>')).toBeVisible();
  await expect(button('Keep')).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Mots <1>étranges</1>.');
  await page.keyboard.press('Control+Enter');
  await expect(field).toHaveCount(0);
  await expect(odd).toBeFocused();

  // Replaced, and brought back.
  await page.getByRole('radio', { name: 'Sentences' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'Replace' })).toBeChecked();
  await tabTo(page, page.getByRole('searchbox', { name: 'Find' }));
  await page.keyboard.type('étrange');
  await page.keyboard.press('Tab');
  await page.keyboard.type('bizarre');
  await tabTo(page, button('Replace (1)'));
  await page.keyboard.press('Enter');
  await expect(page.getByText('Sentences changed: 1.')).toBeVisible();
  await tabTo(page, button('Undo'));
  await page.keyboard.press('Enter');
  await expect(button('Replace (1)')).toBeVisible();

  // The preview can be scrolled, and left.
  await page.getByRole('radio', { name: 'Replace' }).focus();
  await page.keyboard.press('ArrowRight');
  const words = page.frameLocator('iframe').getByText('Mots étranges.');
  await expect(words).toBeInViewport();
  await tabTo(page, page.locator('iframe'));
  await page.keyboard.press('End');
  await expect(words).not.toBeInViewport();

  await page.getByRole('heading', { level: 1 }).focus();
  await tabTo(page, button('All documents'));
  await page.keyboard.press('Enter');
  await expect(keys.getByRole('button', { name: 'Open' })).toBeFocused();
  await tabTo(page, keys.getByRole('button', { name: 'Remove' }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('dialog').getByRole('button', { name: 'Remove' }));
  await page.keyboard.press('Enter');
  await expect(keys).toHaveCount(0);
});

test('each kind of file is read and written in its worker', async ({ page }) => {
  const folder = new URL('../testing/documents/', import.meta.url);
  const names = ['markdown/pandoc.md', 'epub/ebooklib.epub', 'pdf/fpdf2.pdf', 'yaml/by-hand.yml'];
  await page.goto('documents');
  await page.getByLabel('From').selectOption({ label: 'English' });
  await page.getByLabel('To', { exact: true }).selectOption({ label: 'French' });
  await page
    .getByLabel('Choose files')
    .last()
    .setInputFiles(names.map((name) => fileURLToPath(new URL(name, folder))));
  for (const name of names) {
    const item = documentOf(page, name.replace(/.*\//, ''));
    await expect(item.getByRole('status')).toContainText('Translated', { timeout: 120_000 });
    const download = page.waitForEvent('download');
    await item.getByRole('button', { name: 'Save translation' }).click();
    expect(await (await download).failure()).toBeNull();
    await item.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await expect(item).toHaveCount(0);
  }
});
