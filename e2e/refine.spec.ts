import type { Page } from '@playwright/test';
import { withScriptedEngine } from '../testing/browser/engine';
import { expect, test } from './support/fixtures';

/** A dialogue about a sentence, and what can be found out about it, in the built page. */

const translation = (page: Page) => page.getByRole('region', { name: 'Translation', exact: true });

async function openCard(page: Page, text: string) {
  await translation(page).getByText(text, { exact: true }).click();
  return page.getByRole('dialog');
}

test('a sentence is talked about, and what comes of it is taken, and undone', async () => {
  await withScriptedEngine(async (scripted) => {
    const { page } = scripted;
    scripted.script = {
      answers: [
        ['more formal', 'Bonjour à vous.'],
        ['Hello', 'Salut à toi.'],
      ],
      logprobs: [-0.1],
      tokenMs: 5,
    };
    await page.goto('translate?from=en&to=fr');
    await page.getByRole('textbox', { name: 'Source text' }).fill('Hello you.');
    await expect(translation(page)).toHaveText('Salut à toi.');
    const card = await openCard(page, 'Salut à toi.');
    await card.getByRole('button', { name: 'Refine' }).click();
    await card.getByRole('button', { name: 'More formal' }).click();
    const answer = card
      .getByRole('listitem')
      .filter({ hasText: 'Make the translation more formal.' });
    await expect(answer.locator('del').first()).toHaveText('Salut');
    await expect(answer.locator('ins').first()).toHaveText('Bonjour');
    await expect(translation(page)).toHaveText('Salut à toi.');
    await answer.getByRole('button', { name: 'Use this' }).click();
    await expect(translation(page)).toHaveText('Bonjour à vous.');
    await expect(answer).toContainText('In the translation');

    await card.getByRole('button', { name: 'Word by word' }).click();
    await card.getByRole('button', { name: 'vous', exact: true }).click();
    await expect(card.getByText('Instead of “vous”')).toBeVisible();

    await card.getByRole('button', { name: 'Prompt' }).click();
    await expect(card.locator('pre')).toContainText('<s>I am an intelligent language assistant');
    await expect(
      card.getByRole('list', { name: 'Tokens' }).getByRole('listitem').first(),
    ).toBeVisible();
    await card.getByRole('button', { name: 'Close' }).click();
    await page.keyboard.press('Control+z');
    await expect(translation(page)).toHaveText('Salut à toi.');
  });
});

test('the demo cannot obey, and says so; what it says can be looked into', async ({ page }) => {
  await page.goto('translate?from=en&to=fr');
  await page.getByRole('textbox', { name: 'Source text' }).fill('in 3 days');
  await expect(translation(page)).toHaveText('dans 3 jours', { timeout: 120_000 });
  const card = await openCard(page, 'dans 3 jours');
  await card.getByRole('button', { name: 'Refine' }).click();
  await card.getByRole('button', { name: 'Shorter' }).click();
  await expect(card.getByText('The demo does not know.')).toBeVisible({ timeout: 30_000 });

  await card.getByRole('button', { name: 'Word by word' }).click();
  await expect(card.getByRole('button', { name: 'jours', exact: true })).toHaveAttribute(
    'title',
    /9\d ?%|100 ?%/,
    { timeout: 30_000 },
  );
  await card.getByRole('button', { name: 'Translate back' }).click();
  await expect(card.getByRole('region', { name: /back in the language/ })).toContainText(
    'in 3 days',
    {
      timeout: 30_000,
    },
  );
  await card.getByRole('button', { name: 'Prompt' }).click();
  const tokens = card.getByRole('list', { name: 'Tokens' }).getByRole('listitem');
  await expect(tokens.first()).toContainText('1', { timeout: 30_000 });
  await card.getByRole('button', { name: 'Close' }).click();

  await page.getByText('Context and style').click();
  await expect(page.getByText('The demo cannot obey')).toBeVisible();
});
