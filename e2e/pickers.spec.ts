import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { withScriptedEngine } from '../testing/browser/engine';
import { expect, test } from './support/fixtures';

const source = (page: Page) => page.getByRole('textbox', { name: 'Source text' });
const picker = (page: Page, side: 'from' | 'to') =>
  page.getByRole('combobox', { name: `Translate ${side}` });

test('a picker says that it finds nothing, and gives the focus to the text', async () => {
  await withScriptedEngine(async ({ page }) => {
    await page.goto('translate?from=en&to=fr');
    await picker(page, 'to').click();
    await page.keyboard.type('klingon');
    await expect(page.getByRole('listbox')).toHaveText('No matching language.');
    await expect(page.getByText('No matching language.').first()).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    await page.keyboard.press('Enter');
    await expect(picker(page, 'to')).toHaveValue('klingon');
    await page.keyboard.press('Escape');
    await expect(picker(page, 'to')).toHaveValue('French');

    // By key and by pointer, from both pickers
    await page.keyboard.type('farsi');
    await page.keyboard.press('Enter');
    await expect(picker(page, 'to')).toHaveValue('Persian');
    await page.keyboard.type('one ');
    await picker(page, 'from').click();
    await page.getByRole('option', { name: /^Dutch/ }).click();
    await page.keyboard.type('two');
    await expect(source(page)).toHaveValue('one two');
    await expect(page.getByRole('listbox')).toBeHidden();
  });
});

test('a text in the target language gets another target, and its own direction', async () => {
  await withScriptedEngine(
    async ({ page }) => {
      await page.goto('translate?to=zh');
      const source = page.getByRole('textbox', { name: '原文' });
      await source.fill('请问最近的地铁站在哪里？');
      await expect(page.getByRole('combobox', { name: '目标语言' })).toHaveValue('英语');
      await source.fill('https://example.org/read?this=first שלום לכם @someone_here');
      await expect(source).toHaveAttribute('dir', 'rtl');
      await expect(source).toHaveAttribute('lang', 'he');
      await expect(page.getByRole('combobox', { name: '目标语言' })).toHaveValue('中文（简体）');
    },
    { locale: 'zh-CN' },
  );
});

test('on a phone the list stays above the keyboard', async () => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  await withScriptedEngine(async ({ page }) => {
    await page.goto('translate?from=en&to=fr');
    await picker(page, 'to').tap();
    const list = page.getByRole('listbox');
    await expect(list).toBeVisible();
    // What is seen of the window shrinks as it does when a keyboard opens: here by a zoom.
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setPageScaleFactor', { pageScaleFactor: 1.8 });
    const isSeen = () =>
      page.evaluate(() => {
        const { offsetTop, height } = window.visualViewport!;
        const [field, list] = ['[aria-expanded=true]', '[role=listbox]'].map((name) =>
          document.querySelector(name)!.getBoundingClientRect(),
        );
        return field!.top >= offsetTop - 1 && list!.bottom <= offsetTop + height + 1;
      });
    await expect.poll(isSeen).toBe(true);
    await session.send('Emulation.setPageScaleFactor', { pageScaleFactor: 1 });
    await page
      .getByRole('option', { name: /^Arabic/ })
      .first()
      .tap();
    await expect(picker(page, 'to')).toHaveValue('Arabic');
    // No keyboard over the translation
    await expect(source(page)).not.toBeFocused();
  }, phone);
});
