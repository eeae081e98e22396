import { expect, test } from './support/fixtures';

/** The whole way with the real demo model: what is typed into the page, what is read there. */
test('the demo translates in the panes and talks in the chat', async ({ page }) => {
  await page.goto('translate');
  await expect(page.getByRole('status', { name: 'Model status' })).toContainText('ready', {
    timeout: 120_000,
  });
  await page.getByRole('combobox', { name: 'Translate to' }).fill('French');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Source text' }).fill('in 3 days\n\nin 3 days');
  await page.getByRole('button', { name: 'Translate', exact: true }).click();
  const translation = page.getByRole('region', { name: 'Translation' });
  await expect(translation).toHaveText('dans 3 jours\n\ndans 3 jours', { useInnerText: true });

  await page.getByRole('link', { name: 'Chat' }).click();
  const turns = page.getByRole('log', { name: 'Conversation' }).getByRole('article');
  const message = page.getByRole('textbox', { name: 'Message' });
  await message.fill('Provide the French translation for this sentence: in 3 days');
  await message.press('Enter');
  await expect(turns.nth(1)).toHaveText('dans 3 jours');
  await message.fill('Now in German.');
  await message.press('Enter');
  await expect(turns.nth(3)).toHaveText('in 3 Tagen');
});
