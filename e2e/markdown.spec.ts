import type { Locator } from '@playwright/test';
import { expect, test } from './support/fixtures';
import { withScriptedEngine } from '../testing/browser/engine';

const table = [
  '| Komponente | Beschreibung | Verantwortlichkeit | Konfigurationsdatei | Umgebungsvariable |',
  '|---|---|---|---|---|',
  '| Authentifizierung | Benutzerverwaltung | Administratoren | `authentication.config.json` | `AUTHENTICATION_SECRET` |',
  '| 中文 | 这一列里有一个相当长的中文句子，不应该被挤成一列单字。 | c | d | `very_long_identifier_name_here` |',
].join('\n');

const answer = [
  'Ends with *x*.[^1]',
  'שלום, זה משפט בעברית?',
  '- פריט ראשון!',
  table,
  'The sum is \\(\\frac{a_1}{b^2}\\), and \\[ E = mc^2 \\]',
  '[^1]: A note.',
].join('\n\n');

/** Of each word in the text below an element, the number of lines that it is on. */
const brokenWords = (element: Locator) =>
  element.evaluate((root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const broken: string[] = [];
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      for (const { 0: word, index } of (node.nodeValue ?? '').matchAll(/[\w.-]+/g)) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        if (lines.size > 1) broken.push(word);
      }
    }
    return broken;
  });

const directionOf = (element: Locator) =>
  element.evaluate((node) => getComputedStyle(node).direction);

test('an answer in Markdown, on a phone', async () => {
  await withScriptedEngine(async (scripted) => {
    const { page } = scripted;
    await page.setViewportSize({ width: 390, height: 500 });
    scripted.script = { answers: [['Hello', answer]] };
    await page.goto('chat');
    await page
      .getByRole('textbox', { name: 'Message' })
      .fill('Hello there.\nשלום עולם, מה שלומך?\nBye.');
    await page.getByRole('button', { name: 'Send' }).click();
    const articles = page.getByRole('log', { name: 'Conversation' }).getByRole('article');
    const [question, answered] = [articles.nth(0), articles.nth(1)];
    await expect(answered.getByText('A note.')).toBeVisible();

    await test.step('each line and each block in its own direction', async () => {
      const line = question.getByText('שלום עולם');
      expect(await directionOf(line)).toBe('rtl');
      expect(await directionOf(question.getByText('Bye.'))).toBe('ltr');
      const ends = await line.evaluate((node) => {
        const range = document.createRange();
        range.selectNodeContents(node);
        return node.getBoundingClientRect().right - range.getBoundingClientRect().right;
      });
      expect(Math.abs(ends)).toBeLessThan(2);
      expect(await directionOf(answered.getByText('Ends with'))).toBe('ltr');
      expect(await directionOf(answered.getByText('משפט'))).toBe('rtl');
      expect(await directionOf(answered.getByText('פריט'))).toBe('rtl');
    });

    await test.step('a table that moves within itself, and breaks no word', async () => {
      const region = answered.getByRole('region', { name: 'Komponente, Beschreibung' });
      expect(await brokenWords(region)).toEqual([]);
      const [inner, outer] = await region.evaluate((box) => [box.scrollWidth, box.clientWidth]);
      expect(inner).toBeGreaterThan(outer);
      const cell = await region.getByText('这一列').boundingBox();
      expect(cell!.width).toBeGreaterThan(100);
      const [wide, seen] = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        innerWidth,
      ]);
      expect(wide).toBeLessThanOrEqual(seen);
      await region.focus();
      await page.keyboard.press('ArrowRight');
      await expect.poll(() => region.evaluate((box) => box.scrollLeft)).toBeGreaterThan(0);
    });

    await test.step('formulas are drawn', async () => {
      const fraction = answered.locator('mfrac').first();
      await expect(fraction).toBeVisible();
      const [a, b] = await Promise.all(
        ['a', 'b'].map((name) => fraction.locator('mi', { hasText: name }).boundingBox()),
      );
      expect(a!.y + a!.height).toBeLessThanOrEqual(b!.y + 2);
      await expect(answered).not.toContainText('\\');
    });

    await test.step('a footnote leads within the page, and back', async () => {
      const mark = answered.getByRole('link', { name: '1', exact: true });
      await mark.click();
      await expect(answered.getByText('A note.')).toBeInViewport();
      await answered.getByRole('link', { name: 'Back to reference 1' }).click();
      await expect(mark).toBeInViewport();
      expect(page.context().pages()).toHaveLength(1);
    });
  });
});
