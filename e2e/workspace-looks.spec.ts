import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContextOptions, Page } from '@playwright/test';
import { withScriptedEngine } from '../testing/browser/engine';
import { drawSample } from '../tools/test/cases';
import { expect, test } from './support/fixtures';
import { script, states } from './support/workspaceStates';
import { wordsOf, type Locale } from './support/wordsOf';

/** Each state of the workspace in each look: for everyone to see, to reach and to touch. */

interface Look {
  readonly name: string;
  readonly locale?: Locale;
  readonly options: BrowserContextOptions;
}

const looks: readonly Look[] = [
  { name: 'light', options: { viewport: { width: 1280, height: 740 } } },
  {
    name: 'dark, on a phone of 360 px',
    options: { viewport: { width: 360, height: 740 }, colorScheme: 'dark', hasTouch: true },
  },
  {
    name: 'forced colours',
    options: { viewport: { width: 768, height: 740 }, forcedColors: 'active' },
  },
  { name: 'Arabic', locale: 'ar', options: { viewport: { width: 1280, height: 740 } } },
  {
    name: 'Arabic, dark, on a phone',
    locale: 'ar',
    options: { viewport: { width: 390, height: 740 }, colorScheme: 'dark', hasTouch: true },
  },
  // A window of 1280 × 740 at 200 %.
  {
    name: 'twice as large',
    options: { viewport: { width: 640, height: 370 }, deviceScaleFactor: 2 },
  },
];

/** WCAG 2.2, 2.5.8: px of the smallest target. Text that can be pressed is as high as its line. */
const smallest = 24;

for (const { name, locale = 'en', options } of drawSample(looks, 3)) {
  test(`axe finds nothing, nothing is too wide, and nothing too small: ${name}`, async () => {
    test.setTimeout(300_000);
    const word = wordsOf(locale);
    await withScriptedEngine(
      async (scripted) => {
        const { page } = scripted;
        scripted.script = script;
        page.setDefaultTimeout(20_000);
        for (const state of states) {
          await test.step(state.name, async () => {
            await state.reach(page, word);
            const { violations } = await new AxeBuilder({ page }).analyze();
            const found = violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
            expect.soft([state.name, ...found]).toEqual([state.name]);
            expect.soft([state.name, await tooWide(page)]).toEqual([state.name, []]);
            expect.soft([state.name, await tooSmall(page, smallest)]).toEqual([state.name, []]);
          });
        }
      },
      { reducedMotion: 'reduce', ...options, locale },
    );
  });
}

/** What reaches beyond the page, and is in nothing that can be scrolled by itself. */
function tooWide(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const shown = [...document.querySelectorAll('main *, dialog[open] *')].filter((one) =>
      one.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
    );
    const isOver = (one: Element) => {
      const { left, right, width } = one.getBoundingClientRect();
      // What only a screen reader is told is one pixel wide.
      return width > 1 && (left < -1 || right > innerWidth + 1);
    };
    const isWithin = (one: Element | null): boolean =>
      one !== null &&
      ((getComputedStyle(one).overflowX !== 'visible' && !isOver(one)) ||
        isWithin(one.parentElement));
    const over = shown.filter((one) => isOver(one) && !isWithin(one.parentElement));
    const page = document.documentElement.scrollWidth > innerWidth ? ['the page'] : [];
    return [...page, ...over.map((one) => one.outerHTML.slice(0, 200))];
  });
}

/** What can be pressed, but hardly hit. */
function tooSmall(page: Page, least: number): Promise<readonly string[]> {
  return page.evaluate((px) => {
    const open = document.querySelector('dialog[open]:modal');
    const within = open ?? document;
    const wanted =
      'button, a[href], input, select, textarea, summary, [role=button], [role=option]';
    const all = [...within.querySelectorAll<HTMLElement>(wanted)];
    const small = all.filter((one) => {
      if (!one.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
      // Within a text, the line decides.
      if (getComputedStyle(one).display === 'inline') return false;
      const around = one.closest('label') ?? (one as HTMLInputElement).labels?.[0];
      const boxes = [one, ...(around ? [around] : [])].map((each) => each.getBoundingClientRect());
      const { width, height } = boxes[0]!;
      if (width <= 1 || height <= 1) return false;
      return !boxes.some((box) => box.width >= px - 0.5 && box.height >= px - 0.5);
    });
    return small.map((one) => one.outerHTML.slice(0, 200));
  }, least);
}
