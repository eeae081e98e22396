import type { Locator, Page } from '@playwright/test';
import { withScriptedEngine, type ScriptedPage } from '../testing/browser/engine';
import { expect, test } from './support/fixtures';
import { card, rows, sentences, source, translation } from './support/workspace';
import { answers } from './support/workspaceRules';

/** A whole job without a mouse, at 200 %, and with a finger. */

const three = 'The word is red. The word is green. The word is blue.';
const script: ScriptedPage['script'] = {
  answers: [['more formal', 'Le mot serait green.'], ...answers],
  logprobs: [-0.1],
};

/** What has the focus: never the page as a whole, where a keyboard would begin anew. */
async function expectFocus(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.tagName ?? 'none'))
    .not.toMatch(/^(BODY|none)$/);
}

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key);
    await expectFocus(page);
  }
}

/** Goes on by the tab key until something is reached. */
async function tabTo(page: Page, place: Locator, key = 'Tab'): Promise<void> {
  for (let step = 0; step < 60; step++) {
    if (await place.evaluate((one) => one === document.activeElement)) return;
    await press(page, key);
  }
  await expect(place).toBeFocused();
}

test('a whole job is done by keyboard, and the focus is never lost', async () => {
  await withScriptedEngine(async (scripted) => {
    const { page } = scripted;
    scripted.script = { ...script, tokenMs: 20 };
    await page.goto('translate?from=en&to=de');
    await tabTo(page, source(page));
    await page.keyboard.type(three);
    await tabTo(page, page.getByRole('combobox', { name: 'Translate to' }));
    await page.keyboard.type('french');
    await press(page, 'Enter');
    await expect(source(page)).toBeFocused();
    await expect(translation(page)).toHaveText(
      'Le mot est red. Le mot est green. Le mot est blue.',
    );

    const second = sentences(page).nth(1);
    await tabTo(page, sentences(page).first());
    await press(page, 'ArrowRight', 'Enter');
    const button = (name: string) => card(page).getByRole('button', { name, exact: true });
    await tabTo(page, button('Keep as it is'));
    await press(page, 'Enter');
    await expect(button('Keep as it is')).toHaveAttribute('aria-pressed', 'true');
    await expect(button('Keep as it is')).toBeFocused();
    await tabTo(page, button('Edit'), 'Shift+Tab');
    await press(page, 'Enter', 'Control+a');
    await page.keyboard.insertText('Mine.');
    await press(page, 'Enter');
    await expect(second).toHaveText('Mine.');
    // What is asked of the model takes a while, with the focus on what asked.
    await tabTo(page, button('Search wider'));
    await press(page, 'Enter');
    await expect(second).toHaveText('Le mot est green.');
    await expect(button('Search wider')).toBeFocused();

    await tabTo(page, button('Refine'));
    await press(page, 'Enter');
    await tabTo(page, button('More formal'));
    await press(page, 'Enter');
    await tabTo(page, button('Use this'), 'Shift+Tab');
    await press(page, 'Enter');
    await expect(second).toHaveText('Le mot serait green.');
    await expect(button('Use this')).toHaveCount(0);
    await expectFocus(page);
    await press(page, 'Escape');
    await expect(second).toBeFocused();
    await press(page, 'Control+z');
    await expect(second).toHaveText('Le mot est green.');
    await press(page, 'Control+z');
    await expect(second).toHaveText('Mine.');
    await expect(second).toBeFocused();

    const palette = page.getByRole('dialog', { name: 'Commands' });
    await press(page, 'Control+k');
    await expect(palette.getByRole('combobox')).toBeFocused();
    await press(page, 'Escape');
    await expect(palette).toBeHidden();
    await expect(second).toBeFocused();
    await press(page, 'Control+k');
    await expect(palette.getByRole('combobox')).toBeFocused();
    await page.keyboard.type('open: history');
    await press(page, 'Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'History' })).toBeVisible();
    await expectFocus(page);
    await tabTo(page, page.getByRole('main').getByRole('button', { name: /^Open/ }).first());
    await press(page, 'Enter');
    await expect(sentences(page)).toHaveCount(3);
    await expectFocus(page);
    await tabTo(page, page.getByRole('button', { name: 'Clear' }));
    await press(page, 'Enter');
    await expect(source(page)).toBeFocused();
  });
});

/** Opens a card, its refine dialogue, rows, and what is beside the translation. */
const views: readonly (readonly [string, (page: Page) => Promise<void>])[] = [
  ['text', () => Promise.resolve()],
  [
    'card',
    async (page) => {
      await sentences(page).nth(1).click();
      const toggles = page.getByRole('dialog').locator('[role=group] button[aria-expanded]');
      await toggles.first().click();
    },
  ],
  [
    'words',
    async (page) => {
      await page.getByRole('dialog').locator('[role=group] button[aria-expanded]').nth(1).click();
      await page.getByRole('dialog').locator('p.reading button').first().click();
    },
  ],
  [
    'context',
    async (page) => {
      await page.keyboard.press('Escape');
      await page.locator('summary').last().click();
    },
  ],
  [
    'rows',
    async (page) => {
      await page.locator('button[aria-pressed]').last().click();
    },
  ],
  [
    'palette',
    async (page) => {
      await page.keyboard.press('Control+k');
      await expect(page.locator('dialog [role=option]').first()).toBeVisible();
    },
  ],
  [
    'history',
    async (page) => {
      await page.keyboard.press('Escape');
      await page.goto('history');
      await expect(page.locator('main li').first()).toBeVisible();
    },
  ],
  [
    'glossaries',
    async (page) => {
      await page.goto('glossaries');
      await expect(page.locator('h1')).toBeVisible();
    },
  ],
];

/** Texts that are cut off, and boxes that go beyond the page. */
const cut = (page: Page) =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const found: string[] = [];
    const isHidden = (element: Element) =>
      element.closest('.sr-only, [aria-hidden=true]') !== null || !element.checkVisibility();
    if (document.documentElement.scrollWidth > width) found.push('the page scrolls sideways');
    const main = document.querySelector('main');
    if (main !== null && main.scrollWidth > main.clientWidth) found.push('main scrolls sideways');
    for (const element of document.querySelectorAll('body *')) {
      const { left, right, width: wide } = element.getBoundingClientRect();
      if (wide <= 1 || isHidden(element)) continue;
      const { overflowX, textOverflow } = getComputedStyle(element);
      const isCut = overflowX === 'hidden' || overflowX === 'clip';
      const isShort = isCut && textOverflow !== 'ellipsis';
      if (isShort && element.scrollWidth > element.clientWidth + 1) found.push(element.outerHTML);
      const scroller = element.parentElement?.closest('[class*=overflow]');
      const scrolls = scroller !== undefined && scroller !== null && scroller.tagName !== 'MAIN';
      if (!scrolls && (left < -1 || right > width + 1)) found.push(element.outerHTML);
    }
    return found.map((one) => one.slice(0, 200));
  });

/** `zoom`: half as many pixels; `text`: letters of twice the size. */
type Way = 'zoom' | 'text';

const windows = {
  zoom: { viewport: { width: 640, height: 360 }, deviceScaleFactor: 2 },
  text: { viewport: { width: 1280, height: 720 }, deviceScaleFactor: 1 },
} as const;

interface Look {
  readonly name: string;
  readonly ways: readonly Way[];
  readonly to: string;
  readonly language: string;
  readonly colorScheme: 'light' | 'dark';
}

const looks: readonly Look[] = [
  { name: 'light', ways: ['zoom', 'text'], to: 'fr', language: 'en', colorScheme: 'light' },
  { name: 'dark', ways: ['zoom'], to: 'de', language: 'de', colorScheme: 'dark' },
  { name: 'Arabic', ways: ['text'], to: 'fr', language: 'ar', colorScheme: 'light' },
  { name: 'Chinese', ways: ['zoom'], to: 'fr', language: 'zh', colorScheme: 'dark' },
];

/** A page with a translation, in an interface language. */
async function open({ page }: ScriptedPage, { to, language }: Look): Promise<void> {
  await page.addInitScript(
    (preferences) => {
      localStorage.setItem('bayling.preferences', preferences);
    },
    JSON.stringify({ interfaceLanguage: language }),
  );
  await page.goto(`translate?from=en&to=${to}`);
  await page.locator('textarea').first().fill(three);
  await expect(page.locator('[data-segment]')).toHaveCount(3);
}

const screenshots = process.env['BAYLING_LOOK'];

for (const look of looks) {
  test(`at 200 % nothing is cut, and nothing scrolls sideways: ${look.name}`, async () => {
    for (const way of look.ways) {
      await withScriptedEngine(async (scripted) => {
        const { page } = scripted;
        scripted.script = script;
        const { colorScheme } = look;
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        if (way === 'text') {
          await page.addInitScript(() => {
            addEventListener('DOMContentLoaded', () => {
              document.documentElement.style.fontSize = '200%';
            });
          });
        }
        await open(scripted, look);
        for (const [name, reach] of views) {
          await reach(page);
          expect([name, way, ...(await cut(page))]).toEqual([name, way]);
          if (screenshots === undefined) continue;
          await page.waitForTimeout(300);
          await page.screenshot({ path: `${screenshots}/${look.name}-${way}-${name}.png` });
        }
      }, windows[way]);
    }
  });
}

/** What is smaller than a finger. A link or a word within a text is as high as its line. */
const small = (page: Page) =>
  page.evaluate(() => {
    const least = 43.5;
    const targets =
      'a[href], button, input, select, textarea, summary, [role=button], [role=option], [role=menuitem]';
    const found: string[] = [];
    for (const element of document.querySelectorAll(targets)) {
      if (!element.checkVisibility({ opacityProperty: false }) || element.closest('p, .sr-only')) {
        continue;
      }
      if (element.matches('[data-segment], a[href="#main"], [type=file]')) continue;
      const { width, height } = (element.closest('label') ?? element).getBoundingClientRect();
      if (width < 1 || (width >= least && height >= least)) continue;
      const name = element.getAttribute('aria-label') ?? element.textContent;
      found.push(`${name.slice(0, 40)}: ${Math.round(width)} × ${Math.round(height)}`);
    }
    return found;
  });

for (const width of [390, 1024]) {
  test(`everything can be hit with a finger, ${width} px wide`, async () => {
    const phone = { viewport: { width, height: 844 }, hasTouch: true, isMobile: true };
    await withScriptedEngine(async (scripted) => {
      const { page } = scripted;
      scripted.script = script;
      await page.goto('translate?from=en&to=fr');
      const found: (readonly [string, readonly string[]])[] = [['empty', await small(page)]];
      await page.evaluate(() => {
        const recent = { recentSources: ['deu'], recentTargets: ['deu', 'spa'] };
        localStorage.setItem('bayling.preferences', JSON.stringify(recent));
      });
      await open(scripted, looks[0]!);
      for (const [name, reach] of views) {
        await reach(page);
        found.push([name, await small(page)]);
      }
      await page.goto('translate');
      await page.getByRole('button', { name: 'Other formats' }).tap();
      found.push(['menu', await small(page)]);
      await page.keyboard.press('Escape');
      await page.getByRole('combobox', { name: 'Translate to' }).tap();
      found.push(['picker', await small(page)]);
      await page.keyboard.press('Escape');
      await page.locator('[data-segment]').first().tap();
      await card(page).getByRole('button', { name: 'Edit' }).tap();
      found.push(['edit', await small(page)]);
      expect(found.filter(([, names]) => names.length > 0)).toEqual([]);
      await expect(rows(page)).toHaveCount(0);
    }, phone);
  });
}
