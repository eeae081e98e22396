import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures';
import { pages } from './support/pages';

/** The tests of a file share a profile, so each says its language. */
const speak = (page: Page, interfaceLanguage: string) =>
  page.addInitScript((preferences) => {
    localStorage.setItem('bayling.preferences', preferences);
  }, JSON.stringify({ interfaceLanguage }));

test.describe('in Arabic', () => {
  test.beforeEach(({ page }) => speak(page, 'ar'));

  for (const [route] of pages) {
    test(`${route} runs from right to left, and axe finds nothing`, async ({ page }) => {
      await page.setViewportSize({ width: 360, height: 740 });
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await page.goto(route);
      await expect(page.locator('html[lang=ar][dir=rtl]')).toBeVisible();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(/\p{Script=Arabic}/u);
      const scrollWidth = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(scrollWidth).toBeLessThanOrEqual(360);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual(
        [],
      );
    });
  }
});

const thaiFont = '/fonts/noto-sans-thai-';
const drawn = (page: Page) =>
  page.evaluate(() =>
    [...document.fonts].some(
      ({ family, status }) => family.includes('Thai') && status === 'loaded',
    ),
  );

test('a font comes with its writing, and is there offline afterwards', async ({ page }) => {
  await speak(page, 'en');
  const context = page.context();
  const asked: string[] = [];
  context.on('request', (request) => asked.push(request.url()));
  await page.goto('translate');
  const source = page.getByRole('textbox', { name: 'Source text' });
  await source.fill('hello');
  await page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state);
  await expect
    .poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null))
    .toBe(true);
  expect(asked.filter((url) => url.includes('/fonts/'))).toEqual([]);

  await source.fill('สวัสดี');
  await expect.poll(() => drawn(page)).toBe(true);
  expect(asked.some((url) => url.includes(thaiFont))).toBe(true);

  await context.setOffline(true);
  await page.reload();
  await expect(source).toHaveValue('สวัสดี');
  await expect.poll(() => drawn(page)).toBe(true);
});
