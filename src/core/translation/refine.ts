import type { ChatMessage } from '../prompts/index';

/** A change is a new translation; the answer to a question is none. */
export type WishKind = 'change' | 'question';

/** `withheld`: the model does not know, so nothing is shown. */
export type TurnState = 'running' | 'done' | 'stopped' | 'failed' | 'withheld';

/** What was wished for, and what the model answered. */
export interface RefineTurn {
  readonly id: string;
  readonly kind: WishKind;
  readonly wish: string;
  readonly answer: string;
  readonly state: TurnState;
}

/** A dialogue about a translation. */
export interface RefineDialogue {
  readonly source: string;
  /** The translation that it began with. */
  readonly target: string;
  readonly turns: readonly RefineTurn[];
}

/** A dialogue in which nothing was said. */
export function beginDialogue(source: string, target: string): RefineDialogue {
  return { source, target, turns: [] };
}

/** Whether a dialogue is about a translation still: about what it began with, or what came of it. */
export function isAbout(dialogue: RefineDialogue, source: string, target: string): boolean {
  if (dialogue.source !== source) return false;
  return dialogue.target === target || dialogue.turns.some(({ answer }) => answer === target);
}

/** The dialogue with a turn that waits for its answer. */
export function addWish(
  dialogue: RefineDialogue,
  turn: Pick<RefineTurn, 'id' | 'kind' | 'wish'>,
): RefineDialogue {
  return { ...dialogue, turns: [...dialogue.turns, { ...turn, answer: '', state: 'running' }] };
}

/** The dialogue with more of an answer, or its end. */
export function changeTurn(
  dialogue: RefineDialogue,
  id: string,
  change: Partial<Pick<RefineTurn, 'answer' | 'state'>>,
): RefineDialogue {
  const turns = dialogue.turns.map((turn) => (turn.id === id ? { ...turn, ...change } : turn));
  return { ...dialogue, turns };
}

/** The dialogue without a turn. */
export function dropTurn(dialogue: RefineDialogue, id: string): RefineDialogue {
  return { ...dialogue, turns: dialogue.turns.filter((turn) => turn.id !== id) };
}

/** The answers that a later wish can build on, and the wish of a turn, as messages; the last is the wish. */
export function messagesUpTo({ turns }: RefineDialogue, id: string): readonly ChatMessage[] {
  const at = turns.findIndex((turn) => turn.id === id);
  const before = turns
    .slice(0, at)
    .filter(({ state, answer }) => state === 'done' && answer !== '');
  const exchanges = before.flatMap(({ wish, answer }): ChatMessage[] => [
    { role: 'user', text: wish },
    { role: 'assistant', text: answer },
  ]);
  return [...exchanges, { role: 'user', text: turns[at]?.wish ?? '' }];
}
