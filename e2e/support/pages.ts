import { type Page, expect } from '@playwright/test';

/** Every page of the app: its address below the base, and its heading in English. */
export const pages = [
  ['translate', 'Translate'],
  ['chat', 'Chat'],
  ['documents', 'Documents'],
  ['models', 'Models'],
  ['history', 'History'],
  ['diagnostics', 'Diagnostics'],
  ['settings', 'Settings'],
] as const;

/** Waits until the page with that heading is open and not broken. */
export async function expectOpened(page: Page, heading: string): Promise<void> {
  await expect(
    page.getByRole('main').getByRole('heading', { level: 1, name: heading }),
  ).toBeVisible();
}
