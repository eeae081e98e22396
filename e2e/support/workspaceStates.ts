import type { Page } from '@playwright/test';
import type { ScriptedPage } from '../../testing/browser/engine';
import { expect } from './fixtures';
import type { WordOf } from './wordsOf';

/** What the workspace can look like, each reached from the one before. */

export interface State {
  readonly name: string;
  readonly reach: (page: Page, word: WordOf) => Promise<void>;
}

const text = 'The word is red. In 1995 there were two. The word is blue.';

/** The second one changes a number, which is marked; the third one is talked about. */
export const script: ScriptedPage['script'] = {
  answers: [
    ['Make the translation more formal.', 'Le mot serait bleu.'],
    ['The word is red.', 'Le mot est rouge.'],
    ['In 1995 there were two.', 'En 1959, il y en avait deux.'],
    ['The word is blue.', 'Le mot est bleu.'],
    ['Le mot est bleu.', 'The word is a blue one.'],
  ],
  logprobs: [-0.1],
};

const longText = Array.from({ length: 2_000 }, (_, i) => `Sentence number ${i} of a text.`).join(
  '\n',
);

const field = (page: Page, word: WordOf) =>
  page.getByRole('textbox', { name: word('translation', 'translate.source') });
const sentences = (page: Page) => page.locator('[data-segment]');
const card = (page: Page, word: WordOf) =>
  page.getByRole('dialog', { name: word('workspace', 'card') });
const press = (page: Page, word: WordOf, key: string) =>
  card(page, word)
    .getByRole('button', { name: word('refine', key), exact: true })
    .click();
const close = async (page: Page, word: WordOf) => {
  await card(page, word)
    .getByRole('button', { name: word('translation', 'app.close') })
    .click();
  await expect(card(page, word)).toBeHidden();
};
const rows = (page: Page, word: WordOf) =>
  page.getByRole('button', { name: word('workspace', 'rows') }).click();

export const states: readonly State[] = [
  {
    name: 'empty',
    reach: async (page, word) => {
      await page.goto('translate?from=en&to=fr');
      await expect(field(page, word)).toBeVisible();
    },
  },
  {
    name: 'translated',
    reach: async (page, word) => {
      await field(page, word).fill(text);
      await expect(sentences(page)).toHaveCount(3);
      await expect(sentences(page).nth(1)).toHaveAttribute('aria-description', /./);
    },
  },
  {
    name: 'card with a mark',
    reach: async (page, word) => {
      await sentences(page).nth(1).click();
      await expect(card(page, word)).toBeVisible();
      await card(page, word)
        .getByRole('button', { name: word('workspace', 'mend.keep') })
        .waitFor();
    },
  },
  {
    name: 'edit',
    reach: async (page, word) => {
      const edit = word('workspace', 'edit');
      await card(page, word).getByRole('button', { name: edit, exact: true }).click();
      await expect(card(page, word).getByRole('textbox')).toBeVisible();
      await page.keyboard.press('Escape');
    },
  },
  {
    name: 'refine',
    reach: async (page, word) => {
      await close(page, word);
      await sentences(page).nth(2).click();
      await press(page, word, 'refine');
      await press(page, word, 'preset.formal');
      await expect(card(page, word).getByRole('listitem').locator('ins')).not.toHaveCount(0);
    },
  },
  {
    name: 'prompt',
    reach: async (page, word) => {
      await press(page, word, 'prompt');
      await expect(card(page, word).locator('pre')).toBeVisible();
    },
  },
  {
    name: 'word by word',
    reach: async (page, word) => {
      await press(page, word, 'words');
      await card(page, word).getByRole('button', { name: 'bleu' }).click();
      await card(page, word).getByText('bleu.*').waitFor();
    },
  },
  {
    name: 'translated back',
    reach: async (page, word) => {
      await press(page, word, 'back');
      await card(page, word).getByText(word('refine', 'backNote')).waitFor();
    },
  },
  {
    name: 'rows with a card',
    reach: async (page, word) => {
      await close(page, word);
      await rows(page, word);
      await page.getByRole('list', { name: word('workspace', 'list') }).waitFor();
      await sentences(page).nth(1).click();
      await expect(card(page, word)).toBeVisible();
    },
  },
  {
    name: 'context',
    reach: async (page, word) => {
      await close(page, word);
      await rows(page, word);
      await page.getByText(word('refine', 'context.title')).click();
    },
  },
  {
    name: 'commands',
    reach: async (page) => {
      await page.keyboard.press('Control+k');
      await page.locator('dialog [role=option]').first().waitFor();
    },
  },
  {
    name: 'keys',
    reach: async (page, word) => {
      await page.keyboard.press('Escape');
      await field(page, word).blur();
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: word('reach', 'command.keys') }).waitFor();
    },
  },
  {
    name: 'languages to choose from',
    reach: async (page, word) => {
      await page.keyboard.press('Escape');
      await page.getByRole('combobox', { name: word('translation', 'translate.to') }).click();
      await page.getByRole('listbox').waitFor();
    },
  },
  {
    name: 'long text',
    reach: async (page, word) => {
      await page.keyboard.press('Escape');
      await field(page, word).fill(longText);
      await page
        .getByRole('list', { name: word('workspace', 'list') })
        .waitFor({ timeout: 60_000 });
    },
  },
  {
    name: 'history',
    reach: async (page, word) => {
      await page.goto('history');
      await page.getByText(word('history', 'translations')).first().waitFor();
      await page.getByRole('main').getByRole('listitem').first().waitFor();
    },
  },
  {
    name: 'new glossary',
    reach: async (page, word) => {
      await page.goto('glossaries');
      await page.getByRole('button', { name: word('glossaries', 'create') }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'glossary with a term',
    reach: async (page, word) => {
      await page.getByRole('button', { name: word('glossaries', 'createNow') }).click();
      const of = (key: string) => page.getByLabel(word('glossaries', key), { exact: true });
      await of('source').fill('word');
      await of('target').fill('mot');
      await page.getByRole('button', { name: word('glossaries', 'add'), exact: true }).click();
      await page.getByRole('main').getByRole('button', { name: /word/ }).waitFor();
    },
  },
];
