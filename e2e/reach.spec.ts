import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { withScriptedEngine } from '../testing/browser/engine';
import { expect, test } from './support/fixtures';

/** How the translation is reached from elsewhere, and what can be seen of what the page asks for. */
const source = (page: Page) => page.getByRole('textbox', { name: 'Source text' });
const translation = (page: Page) => page.getByRole('region', { name: 'Translation' });
const target = (page: Page) => page.getByRole('combobox', { name: 'Translate to' });
const ready = (page: Page) =>
  expect(page.getByRole('status', { name: 'Model status' })).toContainText('ready');

/** Runs a command by its name. */
async function command(page: Page, name: string) {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: 'Commands' }).getByRole('combobox').fill(name);
  await page.keyboard.press('Enter');
}

test('a link brings its text in the fragment, which is gone from the address at once', async () => {
  await withScriptedEngine(async (scripted) => {
    const { page } = scripted;
    scripted.script = { answers: [['in 3 days', 'in 3 Tagen']] };
    await page.goto('translate#text=in%203%20days&from=en&to=de');
    await expect(source(page)).toHaveValue('in 3 days');
    await expect(target(page)).toHaveValue('German');
    await expect(translation(page)).toHaveText('in 3 Tagen');
    expect(new URL(page.url()).hash).toBe('');

    // Another link, opened in the same tab.
    await page.evaluate(() => (location.hash = 'text=%3Cimg%20src%3Dx%3E%20again&to=fr'));
    await expect(source(page)).toHaveValue('<img src=x> again');
    await expect(target(page)).toHaveValue('French');
    expect(new URL(page.url()).hash).toBe('');
  });
});

test('everything is found by name, and every key is on the sheet', async () => {
  await withScriptedEngine(async ({ page }) => {
    await page.goto('translate?from=en&to=fr');
    await ready(page);
    await source(page).fill('in 3 days');
    await page.keyboard.press('Control+k');
    const palette = page.getByRole('dialog', { name: 'Commands' });
    await expect(palette).toBeVisible();
    expect((await new AxeBuilder({ page }).include('dialog').analyze()).violations).toEqual([]);
    await page.keyboard.type('to german');
    await page.keyboard.press('Enter');
    await expect(palette).toBeHidden();
    await expect(target(page)).toHaveValue('German');

    await command(page, 'clear');
    await expect(source(page)).toHaveValue('');
    await page.keyboard.press('Control+z');
    await expect(source(page)).toHaveValue('in 3 days');

    // While typing, it is a question mark.
    await source(page).press('End');
    await page.keyboard.type('?');
    await expect(source(page)).toHaveValue('in 3 days?');
    await page.getByRole('heading', { name: 'Translate' }).evaluate((one) => {
      one.setAttribute('tabindex', '-1');
      one.focus();
    });
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await expect(sheet).toContainText('Swap languages');
    await page.keyboard.press('Escape');
    await expect(sheet).toBeHidden();
  });
});

test('a working session asks the network for nothing, and the ledger says so', async () => {
  await withScriptedEngine(async (scripted) => {
    const { page } = scripted;
    scripted.script = { answers: [['in 3 days', 'dans 3 jours']] };
    const asked: string[] = [];
    await page.goto('translate?from=en&to=fr');
    await ready(page);
    await source(page).fill('in 2 days');
    await expect(translation(page)).not.toHaveText('');
    // What is fetched with the first text, and when the page has nothing else to do, is here by now.
    await page.waitForLoadState('networkidle');
    await command(page, 'network requests');
    const ledger = page.getByRole('dialog', { name: 'Network requests' });
    await expect(ledger).toContainText('Files of the app');
    await ledger.getByRole('button', { name: 'Count from now' }).click();
    await page.keyboard.press('Escape');

    page.context().on('request', (request) => asked.push(request.url()));
    await source(page).fill('in 3 days');
    await expect(translation(page)).toHaveText('dans 3 jours');
    await command(page, 'network requests');
    await expect(ledger).toContainText('None since');
    expect(asked).toEqual([]);

    // What is asked for is counted, whoever asks.
    await page.evaluate(() => fetch('manifest.webmanifest?counted', { cache: 'no-store' }));
    await expect(ledger).toContainText('1 since');
    expect(asked).toHaveLength(1);
  });
});

test('what is pasted from a page keeps its paragraphs and lists', async () => {
  await withScriptedEngine(async ({ page }) => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto('translate?from=en&to=fr');
    await source(page).focus();
    await page.evaluate(async () => {
      const html =
        '<h1>Shopping</h1><p>Please <b>buy</b>:</p><ul><li>apples</li><li>bread<img src=x onerror="window.hit=1"></li></ul>';
      const blob = (text: string, type: string) => new Blob([text], { type });
      await navigator.clipboard.write([
        new ClipboardItem({
          'text/html': blob(html, 'text/html'),
          'text/plain': blob('Shopping Please buy: apples bread', 'text/plain'),
        }),
      ]);
    });
    await page.keyboard.press('Control+v');
    await expect(source(page)).toHaveValue('Shopping\n\nPlease buy:\n\n• apples\n• bread');
    expect(await page.evaluate(() => (window as { hit?: number }).hit)).toBeUndefined();
    await page.keyboard.press('Control+z');
    await expect(source(page)).toHaveValue('');
  });
});
