import type { Page } from '@playwright/test';
import { card, look, paste, sentences, source, translation } from './workspace';

/** Sentences that the scripted engine knows in both languages. */
const words = ['red', 'green', 'blue', 'one', 'two', 'three', 'north', 'south', 'yes', 'no'];
const textOf = (word: string) => `The word is ${word}.`;

export const answers = words.flatMap(
  (word) =>
    [
      [`French translation for this sentence: The word is ${word}.`, `Le mot est ${word}.`],
      [`German translation for this sentence: The word is ${word}.`, `Das Wort ist ${word}.`],
      [`English translation for this sentence: Le mot est ${word}.`, `The word is ${word}.`],
      [`English translation for this sentence: Das Wort ist ${word}.`, `The word is ${word}.`],
    ] as const,
);

/** A number from 0 to 1. */
type Random = () => number;

type Action = (page: Page, random: Random) => Promise<void>;

const below = (random: Random, count: number) => Math.floor(random() * count);
const sentence = (random: Random) => textOf(words[below(random, words.length)]!);

async function caretTo(page: Page, random: Random, length = 0): Promise<void> {
  const value = await source(page).inputValue();
  const start = below(random, value.length + 1);
  await source(page).focus();
  await source(page).evaluate(
    (field: HTMLTextAreaElement, at) => field.setSelectionRange(at.start, at.end),
    { start, end: Math.min(value.length, start + length) },
  );
}

/** Any of the translation's sentences; none if there is none. */
async function focusSentence(page: Page, random: Random): Promise<boolean> {
  const count = await sentences(page).count();
  if (count === 0) return false;
  // It may be gone by then.
  return sentences(page)
    .nth(below(random, count))
    .focus({ timeout: 500 })
    .then(() => true)
    .catch(() => false);
}

async function press(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true });
  // One that cannot be pressed now is left alone.
  await button.click({ timeout: 300 }).catch(() => undefined);
}

async function choose(page: Page, language: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Translate to' }).fill(language);
  await page.keyboard.press('Enter');
}

/** By name, with how often each is drawn. */
const actions: Readonly<Record<string, readonly [weight: number, action: Action]>> = {
  type: [
    6,
    async (page, random) => {
      await source(page).focus();
      await page.keyboard.press('Control+End');
      await page.keyboard.insertText(`${random() < 0.3 ? '\n' : ' '}${sentence(random)}`);
    },
  ],
  paste: [
    3,
    async (page, random) => {
      await caretTo(page, random);
      await paste(page, `${sentence(random)} ${sentence(random)}\n`);
    },
  ],
  delete: [
    3,
    async (page, random) => {
      await caretTo(page, random, 25);
      await page.keyboard.press('Delete');
    },
  ],
  edit: [
    4,
    async (page, random) => {
      if (!(await focusSentence(page, random))) return;
      await page.keyboard.press('F2');
      await page.keyboard.insertText(' Mine.');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Escape');
    },
  ],
  pin: [
    3,
    async (page, random) => {
      if (!(await focusSentence(page, random))) return;
      await page.keyboard.press('Enter');
      await press(page, 'Keep as it is');
      if (await card(page).isVisible()) await page.keyboard.press('Escape');
    },
  ],
  again: [
    2,
    async (page, random) => {
      if (!(await focusSentence(page, random))) return;
      await page.keyboard.press('Enter');
      await press(page, 'Another wording');
    },
  ],
  undo: [4, (page) => press(page, 'Undo')],
  redo: [2, (page) => press(page, 'Redo')],
  run: [4, (page) => source(page).press('Control+Enter')],
  wait: [4, (page) => page.waitForTimeout(900)],
  language: [2, (page, random) => choose(page, random() < 0.5 ? 'French' : 'German')],
  swap: [1, (page) => press(page, 'Swap languages')],
  clear: [1, (page) => press(page, 'Clear')],
  stop: [
    2,
    async (page) => {
      await source(page).press('Escape');
      // Of a text that was done already, a faulty sentence may still be tried again.
      if (!(await page.getByText('Stopped.').isVisible())) return;
      const { translation: stopped } = await look(page);
      await page.waitForTimeout(150);
      const { translation: later } = await look(page);
      if (later !== stopped) throw new Error(`late: ${stopped} → ${later}`);
    },
  ],
  reload: [
    1,
    async (page) => {
      const before = await look(page);
      await page.reload();
      await translation(page).waitFor();
      const after = await look(page);
      if (after.source !== before.source) throw new Error(`lost: ${before.source}`);
      const kept = doneOf(after.segments);
      for (const [id, target] of doneOf(before.segments)) {
        if (kept.get(id) !== target) throw new Error(`lost: ${target}`);
      }
    },
  ],
};

interface Kept {
  readonly id: string;
  readonly state: string;
  readonly target: string;
}

/** Translations that were finished, by their ids. */
function doneOf(json: string): Map<string, string> {
  const { segments } = JSON.parse(json || '{"segments":[]}') as { segments: Kept[] };
  return new Map(
    segments.filter(({ state }) => state === 'done').map(({ id, target }) => [id, target]),
  );
}

const deck = Object.entries(actions).flatMap(([name, [weight]]) =>
  Array.from({ length: weight }, () => name),
);

/** Does something that a user may do next. @returns What it was. */
export async function act(page: Page, random: Random): Promise<string> {
  const name = deck[below(random, deck.length)]!;
  await actions[name]![1](page, random);
  return name;
}
