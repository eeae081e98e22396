import type { Page } from '@playwright/test';
import { withScriptedEngine, type ScriptedPage } from '../testing/browser/engine';
import { expect, test } from './support/fixtures';
import { card, sentences, source, translation } from './support/workspace';
import { load } from './support/workspaceActions';

/** One press mends what the checks of a sentence found. */

async function open({ page }: ScriptedPage, text: string): Promise<void> {
  page.setDefaultTimeout(20_000);
  await page.goto('translate?from=en&to=fr');
  await source(page).fill(text);
}

/** Opens a marked sentence, presses, and sees that nothing marks it any more. */
async function mend(page: Page, index: number, name: string, mended: string): Promise<void> {
  const sentence = sentences(page).nth(index);
  await expect(sentence).toHaveAttribute('aria-description', /^May be wrong/);
  await sentence.click();
  await card(page).getByRole('button', { name, exact: true }).click();
  await expect(sentence).toHaveText(mended);
  await expect(sentence).not.toHaveAttribute('aria-description', /./);
  await page.keyboard.press('Escape');
  await expect(card(page)).toBeHidden();
}

/** Writes a translation oneself. */
async function write(page: Page, index: number, text: string): Promise<void> {
  await sentences(page).nth(index).focus();
  await page.keyboard.press('F2');
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(text);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(card(page)).toBeHidden();
}

test('what the text itself tells is mended without the model, and undone', async () => {
  await withScriptedEngine(async (scripted) => {
    const { page } = scripted;
    scripted.script = {
      answers: [
        ['Is the word red?', 'Le mot est-il rouge'],
        ['The word is green.', 'Le mot est vert. Le mot est vert. Le mot est vert.'],
        ['The word is blue.', 'Le mot est bleu.'],
        ['Send {1} a mail.', 'Un mail.'],
        ['Send a mail.', 'Envoyez un mail.'],
      ],
    };
    await open(
      scripted,
      'Is the word red?\nThe word is green.\nThe word is blue.\nThe word is blue.\nSend {name} a mail.',
    );
    await expect(sentences(page)).toHaveCount(5);
    await mend(page, 0, 'Restore the marks', 'Le mot est-il rouge\u202f?');
    await mend(page, 1, 'Take out the repetition', 'Le mot est vert.');
    await page.keyboard.press('Control+z');
    await expect(sentences(page).nth(1)).toHaveText(/(Le mot est vert\. ?){3}/);
    await page.keyboard.press('Control+Shift+z');
    await expect(sentences(page).nth(1)).toHaveText('Le mot est vert.');

    await write(page, 2, 'Le mot est azur.');
    await mend(page, 3, 'Use the same translation', 'Le mot est azur.');
    await expect(sentences(page).nth(4)).toHaveText('Envoyez {name} un mail.');
    await expect(sentences(page).nth(4)).toHaveAttribute('aria-description', /placed by rule/);
  });
});

/** What was tried again unasked, in vain, another model does better. */
test('the rest is asked of the model, by another way', async () => {
  await withScriptedEngine(async (scripted) => {
    const { page } = scripted;
    scripted.weights = { stored: { 'bayling-3-8b': { kind: 'stored', bytes: 4.53e9 } } };
    scripted.script = {
      answers: [
        ['In 1995 it began.', 'Cela a commencé en 1959.'],
        ['The weather is fine today.', 'The weather is fine today.'],
        ['The word is red.', 'Le mot est rouge.'],
      ],
    };
    await open(scripted, 'In 1995 it began.\nThe weather is fine today.\nThe word is red.');
    await sentences(page).nth(2).click();
    await card(page).getByRole('button', { name: 'Add a term' }).click();
    await page.getByLabel('Term', { exact: true }).fill('red');
    await page.getByLabel('Translation', { exact: true }).last().fill('pourpre');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.keyboard.press('Escape');
    await expect(translation(page).locator('[aria-description]')).toHaveCount(3);

    scripted.script = {
      answers: [
        ['In {1} it began.', 'Cela a commencé en {1}.'],
        ['The weather is fine today.', "Il fait beau aujourd'hui."],
        ['The word is red.', 'Le mot est pourpre.'],
      ],
    };
    await load(page, 'BayLing-3-8B');
    await mend(page, 0, 'Keep the numbers', 'Cela a commencé en 1995.');
    await mend(page, 1, 'Translate again', "Il fait beau aujourd'hui.");
    await mend(page, 2, 'Apply the glossary', 'Le mot est pourpre.');
  });
});
