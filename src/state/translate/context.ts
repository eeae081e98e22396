import { createStore, type StoreApi } from 'zustand/vanilla';
import { registerWish, type Register, type Wording } from '../../core/prompts/index';
import { readJsonFields, readOneOf, readText } from '../../core/stored';
import { cutText } from '../../core/text/cut';
import { needsTranslation } from '../../core/translation/match';
import type { Translation, TranslationSegment } from '../../core/translation/types';
import type { KeyValue } from '../../storage/keyValue';
import type { KnownSegment, Surroundings } from '../../tasks/translate/neighbours';
import type { SentenceOptions } from '../../tasks/translate/types';

export const registers = ['formal', 'informal'] as const satisfies readonly Register[];
export const wordings = ['en', 'zh'] as const satisfies readonly Wording[];

/** Characters of a free instruction. */
export const maxInstructionLength = 300;

/** What a model is told beside the sentence and the target, as the user chose. */
export interface Context {
  /** Whether the sentences before another one are given with it. */
  readonly neighbours: boolean;
  readonly register: Register | undefined;
  /** In the user's words; empty for none. */
  readonly instruction: string;
  /** The language of the instruction. */
  readonly wording: Wording;
}

export interface ContextActions {
  choose(changes: Partial<Context>): void;
}

export type ContextStore = StoreApi<Context & ContextActions>;

const key = 'translate.context';

/** As the model was trained. */
export const noContext: Context = {
  neighbours: false,
  register: undefined,
  instruction: '',
  wording: 'en',
};

function readContext(json: string | undefined): Context {
  const fields = readJsonFields(json ?? '') ?? {};
  return {
    neighbours: readOneOf([true, false])(fields['neighbours']) ?? noContext.neighbours,
    register: readOneOf(registers)(fields['register']),
    instruction: cutText(readText(fields['instruction']) ?? '', maxInstructionLength),
    wording: readOneOf(wordings)(fields['wording']) ?? noContext.wording,
  };
}

/** What a model is told beside the sentence; remembered from one visit to the next. */
export function createContextStore(storage: KeyValue): ContextStore {
  const store: ContextStore = createStore((set) => ({
    ...readContext(storage.get(key)),
    choose: (changes) => set(changes),
  }));
  store.subscribe((state) => storage.set(key, JSON.stringify(state)));
  return store;
}

/** Whether it is as the model was trained. */
export function isUsual(context: Context): boolean {
  return !context.neighbours && contextOptions(context) === undefined;
}

/** How sentences are asked for; undefined for the usual way. */
export function contextOptions({
  register,
  instruction,
  wording,
}: Context): SentenceOptions | undefined {
  // A wish is one line of the instruction.
  const wish = instruction.replace(/\s+/gu, ' ').trim();
  const wishes = [
    ...(register === undefined ? [] : [registerWish(register, wording)]),
    ...(wish === '' ? [] : [wish]),
  ];
  if (wishes.length === 0 && wording === noContext.wording) return undefined;
  return { wishes, wording };
}

/** The usual way of a sentence, and what is asked of it beyond that. */
export function withContext(
  usual: SentenceOptions | undefined,
  asked: SentenceOptions | undefined,
): SentenceOptions | undefined {
  if (usual === undefined || asked === undefined) return asked ?? usual;
  const wishes = [...(usual.wishes ?? []), ...(asked.wishes ?? [])];
  return { ...asked, wishes, wording: asked.wording ?? usual.wording };
}

/** The text that segments stand in, with the translations that are there. */
export function surroundings(
  { segments }: Translation,
  ids: readonly string[],
  to: string,
): Surroundings {
  const places = new Map(segments.map(({ id }, place) => [id, place]));
  return {
    text: segments.map((segment) => toKnown(segment, to)),
    at: ids.map((id) => places.get(id) ?? 0),
  };
}

function toKnown(segment: TranslationSegment, to: string): KnownSegment {
  const { source, gap, spans, target } = segment;
  const isThere = target !== '' && !needsTranslation(segment, to);
  return { segment: { text: source, after: gap, spans }, target: isThere ? target : undefined };
}
