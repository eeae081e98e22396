import type { Page } from '@playwright/test';
import { readJsonFields } from '../../src/core/stored';
import type { Translation } from '../../src/core/translation/types';

export const source = (page: Page) => page.getByRole('textbox', { name: 'Source text' });
export const translation = (page: Page) => page.getByRole('region', { name: 'Translation' });
export const sentences = (page: Page) => translation(page).getByRole('button');
export const card = (page: Page) => page.getByRole('dialog', { name: 'Sentence' });
export const rows = (page: Page) => page.getByRole('list', { name: 'Sentences' });

/** Puts a text into the field as a user does, without a key for each letter. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((what) => navigator.clipboard.writeText(what), text);
  await source(page).focus();
  await page.keyboard.press('Control+v');
}

/** What the page shows, and what it keeps of it at that moment. */
export interface Look {
  readonly source: string;
  readonly translation: string;
  /** FLORES codes; `from` is empty while it is detected. */
  readonly from: string;
  readonly to: string;
  readonly kept: Translation;
}

type Stored = Omit<Look, 'kept'> & { readonly segments: string };

function parse({ segments, ...texts }: Stored): Look {
  const fields = readJsonFields(segments) as Partial<Translation> | undefined;
  return { ...texts, kept: { lead: fields?.lead ?? '', segments: fields?.segments ?? [] } };
}

export async function look(page: Page): Promise<Look> {
  const stored = await page.evaluate(() => {
    // As when the tab is hidden.
    dispatchEvent(new Event('visibilitychange'));
    const read = (key: string) => sessionStorage.getItem(`bayling.translate.${key}`) ?? '';
    return {
      source: document.querySelector<HTMLTextAreaElement>('[data-source]')?.value ?? '',
      translation: document.querySelector('[aria-label="Translation"]')?.textContent ?? '',
      ...{ from: read('from'), to: read('to'), segments: read('segments') },
    };
  });
  return parse(stored);
}

/** Has the page remember, from its next visit on, what it showed when it was left: see {@link leave}. */
export async function watchLeaving(page: Page): Promise<void> {
  await page.addInitScript(() => {
    if (location.origin === 'null') return;
    const read = (key: string) => sessionStorage.getItem(`bayling.translate.${key}`) ?? '';
    const shown = sessionStorage.getItem('test.shown');
    if (shown !== null) {
      const kept = { from: read('from'), to: read('to'), segments: read('segments') };
      sessionStorage.setItem('test.left', JSON.stringify({ ...JSON.parse(shown), ...kept }));
    }
    addEventListener('pagehide', () => {
      const text = document.querySelector<HTMLTextAreaElement>('[data-source]')?.value ?? '';
      const target = document.querySelector('[aria-label="Translation"]')?.textContent ?? '';
      sessionStorage.setItem('test.shown', JSON.stringify({ source: text, translation: target }));
    });
  });
}

/** Reloads the page. @returns What it showed when it went, and what it had kept of that. */
export async function leave(page: Page): Promise<Look> {
  await page.reload();
  await translation(page).waitFor();
  const left = await page.evaluate(() => sessionStorage.getItem('test.left') ?? '{}');
  return parse(JSON.parse(left) as Stored);
}
