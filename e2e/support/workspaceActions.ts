import { expect, type Page } from '@playwright/test';
import type { ScriptedPage } from '../../testing/browser/engine';
import { openOther } from './workspaceOther';
import { answers, cutAnew, faultOf, lossOf, mine, strayOf, textOf, words } from './workspaceRules';
import { card, leave, look, paste, sentences, source, translation, type Look } from './workspace';

/** A number from 0 to 1. */
type Random = () => number;

/** Who does things, by chance, in a page. */
export interface User {
  readonly scripted: ScriptedPage;
  readonly random: Random;
}

/** The same, with what the page showed before. */
interface Turn extends User {
  readonly page: Page;
  readonly before: Look;
}

/** @returns The id of the segment that alone was changed, if it was one. */
type Action = (turn: Turn) => Promise<unknown>;

const below = (random: Random, count: number) => Math.floor(random() * count);
const sentence = (random: Random) => textOf(words[below(random, words.length)]!);

/** The model's, which is slower or faster at each visit. */
export function drawScript(random: Random) {
  return { answers, tokenMs: [1, 5, 25, 150][below(random, 4)]! };
}

function refuse(fault: string | undefined): void {
  if (fault !== undefined) throw new Error(fault);
}

async function caretTo({ page, random }: Turn, length = 0): Promise<void> {
  const value = await source(page).inputValue();
  const start = below(random, value.length + 1);
  await source(page).focus();
  await source(page).evaluate(
    (field: HTMLTextAreaElement, at) => field.setSelectionRange(at.start, at.end),
    { start, end: Math.min(value.length, start + length) },
  );
}

/** Any of the translation's sentences. @returns Its id; undefined if there is none. */
async function focusSentence({ page, random }: Turn): Promise<string | undefined> {
  const count = await sentences(page).count();
  if (count === 0) return undefined;
  return (
    sentences(page)
      .nth(below(random, count))
      .evaluate(
        (one: HTMLElement) => {
          one.focus();
          return one.dataset['segment'];
        },
        undefined,
        { timeout: 500 },
      )
      // It may be gone by then.
      .catch(() => undefined)
  );
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

async function type({ page, random }: Turn): Promise<void> {
  await source(page).focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.insertText(`${random() < 0.3 ? '\n' : ' '}${sentence(random)}`);
}

async function edit(turn: Turn): Promise<string | undefined> {
  const id = await focusSentence(turn);
  if (id !== undefined) await editFocused(turn.page, id);
  return id;
}

/** @returns Whether it could be written. */
async function editFocused(page: Page, id: string): Promise<boolean> {
  await page.keyboard.press('F2');
  const isOpen = await page
    .getByRole('textbox', { name: 'Translation of the sentence' })
    .isVisible();
  await page.keyboard.insertText(mine);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  // It may have been taken away meanwhile.
  if (isOpen) await expectMine(page, id);
  return isOpen;
}

async function expectMine(page: Page, id: string): Promise<void> {
  const one = (await look(page)).kept.segments.find((segment) => segment.id === id);
  const isMine = one === undefined || (one.origin === 'edited' && one.target.endsWith(mine));
  refuse(isMine ? undefined : `the edit is not in “${one.target}”`);
}

async function visit(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name, exact: true }).first().click();
}

/** Goes for a model, and comes back. */
export async function load(page: Page, model: string): Promise<void> {
  await visit(page, 'Models');
  const article = page.getByRole('article', { name: model });
  await article.getByRole('button', { name: 'Load', exact: true }).click();
  await expect(article).toContainText('Loaded and ready.');
  await visit(page, 'Translate');
  await translation(page).waitFor();
}

interface Kind {
  /** How often it is drawn. */
  readonly weight: number;
  readonly act: Action;
  /** Whether the user's own translations may go with it. */
  readonly turns?: true;
}

const kinds: Readonly<Record<string, Kind>> = {
  type: { weight: 6, act: type },
  paste: {
    weight: 3,
    act: async (turn) => {
      const { page, random } = turn;
      await caretTo(turn);
      await paste(page, `${sentence(random)} ${sentence(random)}\n`);
    },
  },
  delete: {
    weight: 3,
    act: async (turn) => {
      await caretTo(turn, 25);
      await turn.page.keyboard.press('Delete');
    },
  },
  edit: { weight: 4, act: edit },
  pin: {
    weight: 3,
    act: async (turn) => {
      const { page } = turn;
      const id = await focusSentence(turn);
      if (id === undefined) return undefined;
      await page.keyboard.press('Enter');
      await press(page, 'Keep as it is');
      if (await card(page).isVisible()) await page.keyboard.press('Escape');
      return id;
    },
  },
  again: {
    weight: 2,
    act: async (turn) => {
      const id = await focusSentence(turn);
      if (id === undefined) return undefined;
      await turn.page.keyboard.press('Enter');
      await press(turn.page, 'Another wording');
      // It takes the place of what the user wrote, as was asked; whatever does so later was not.
      // An echo of a prompt is long.
      await expect(card(turn.page)).toHaveAttribute('aria-busy', 'false', { timeout: 120_000 });
      return id;
    },
  },
  /** What the model says of a sentence comes after what the user says of it. */
  overtake: {
    weight: 2,
    act: async (turn) => {
      const { page } = turn;
      const id = await focusSentence(turn);
      if (id === undefined) return undefined;
      await page.keyboard.press('Enter');
      await press(page, 'Another wording');
      await page.keyboard.press('Escape');
      if (!(await editFocused(page, id))) return id;
      // Longer than a sentence takes.
      await page.waitForTimeout(900);
      await expectMine(page, id);
      return id;
    },
  },
  undo: { weight: 4, turns: true, act: ({ page }) => press(page, 'Undo') },
  redo: { weight: 2, turns: true, act: ({ page }) => press(page, 'Redo') },
  run: { weight: 4, act: ({ page }) => source(page).press('Control+Enter') },
  wait: { weight: 4, act: ({ page }) => page.waitForTimeout(900) },
  language: {
    weight: 2,
    turns: true,
    act: ({ page, random }) => choose(page, random() < 0.5 ? 'French' : 'German'),
  },
  swap: { weight: 1, turns: true, act: ({ page }) => press(page, 'Swap languages') },
  clear: { weight: 1, turns: true, act: ({ page }) => press(page, 'Clear') },
  restore: {
    weight: 1,
    act: async ({ page, before }) => {
      if (before.source === '') return;
      await press(page, 'Clear');
      const cleared = await look(page);
      refuse(cleared.source + cleared.translation === '' ? undefined : 'not cleared');
      await press(page, 'Undo');
      const after = await look(page);
      refuse(after.source === before.source ? undefined : `lost: ${before.source}`);
      refuse(lossOf(before.kept, after.kept));
    },
  },
  stop: {
    weight: 2,
    act: async ({ page }) => {
      await source(page).press('Escape');
      // Of a text that was done already, a faulty sentence may still be tried again.
      if (!(await page.getByText('Stopped.').isVisible())) return;
      const { translation: stopped } = await look(page);
      await page.waitForTimeout(150);
      const { translation: later } = await look(page);
      refuse(later === stopped ? undefined : `late: ${stopped} → ${later}`);
    },
  },
  reload: {
    weight: 2,
    act: async (turn) => {
      const { page, random, scripted } = turn;
      scripted.script = drawScript(random);
      // At once after a change, before it is kept in its turn.
      const id = random() < 0.5 ? await edit(turn) : undefined;
      if (id === undefined && random() < 0.5) await type(turn);
      const left = await leave(page);
      refuse(faultOf(left));
      const after = await look(page);
      refuse(after.source === left.source ? undefined : `lost: ${left.source}`);
      refuse(after.to === left.to ? undefined : `lost: into ${left.to}`);
      refuse(lossOf(cutAnew(left), after.kept));
      return id;
    },
  },
  tab: {
    weight: 1,
    act: async (turn) => {
      const { page, random, before } = turn;
      const close = await openOther(page, sentence(random));
      if (random() < 0.5) await type(turn);
      const mineNow = await look(page);
      refuse(mineNow.to === before.to ? undefined : `taken over: ${mineNow.to}`);
      await close();
      const after = await look(page);
      refuse(after.source === mineNow.source ? undefined : `taken over: ${after.source}`);
      refuse(lossOf(cutAnew(mineNow), after.kept));
    },
  },
  model: {
    weight: 1,
    act: async (turn) => {
      const { page, before } = turn;
      await load(page, 'BayLing-3-8B');
      const other = await look(page);
      refuse(other.source === before.source ? undefined : `lost: ${before.source}`);
      refuse(lossOf(cutAnew(before), other.kept));
      await type(turn);
      await source(page).press('Control+Enter');
      const typed = await look(page);
      await load(page, 'BayLing demo');
      const after = await look(page);
      refuse(after.source === typed.source ? undefined : `lost: ${typed.source}`);
      refuse(lossOf(cutAnew(typed), after.kept));
    },
  },
};

const deck = Object.entries(kinds).flatMap(([name, { weight }]) =>
  Array.from({ length: weight }, () => name),
);

/**
 * Does something that a user may do next, and sees what must hold then.
 *
 * @param done The names of what was done before, for the message; takes this one's.
 */
export async function act({ scripted, random }: User, done: string[]): Promise<void> {
  const { page } = scripted;
  const before = await look(page);
  const name = deck[below(random, deck.length)]!;
  done.push(name);
  try {
    const { act: run, turns } = kinds[name]!;
    const id = await run({ scripted, random, page, before });
    const after = await look(page);
    refuse(faultOf(after));
    // Nothing that a user does here is a reason for an error.
    refuse((await page.getByRole('main').getByRole('alert').allTextContents())[0]);
    if (turns !== true) refuse(strayOf(before, after, id));
  } catch (cause) {
    throw new Error(`after ${done.join(', ')}`, { cause });
  }
}
