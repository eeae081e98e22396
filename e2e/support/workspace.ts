import type { Page } from '@playwright/test';

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
  /** Undefined while the field is not there. */
  readonly source: string | undefined;
  readonly translation: string;
  readonly to: string;
  /** JSON, or empty. */
  readonly segments: string;
  readonly isBusy: boolean;
}

export async function look(page: Page): Promise<Look> {
  return page.evaluate(() => {
    // As when the tab is hidden.
    dispatchEvent(new Event('visibilitychange'));
    const region = document.querySelector('[aria-label="Translation"]');
    return {
      source: document.querySelector<HTMLTextAreaElement>('[data-source]')?.value,
      translation: region?.textContent ?? '',
      to: sessionStorage.getItem('bayling.translate.to') ?? '',
      segments: sessionStorage.getItem('bayling.translate.segments') ?? '',
      isBusy: region?.getAttribute('aria-busy') === 'true',
    };
  });
}
