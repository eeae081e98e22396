import type { Locator, Page } from '@playwright/test';
import { withScriptedEngine, type ScriptedPage } from '../testing/browser/engine';
import { expect, test } from './support/fixtures';
import { card, sentences, source, translation } from './support/workspace';
import { answers } from './support/workspaceRules';

/** A whole job without a mouse. */

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
