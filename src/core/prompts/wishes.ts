import type { Wording } from './chat';

/** How a translation speaks to its reader. */
export type Register = 'formal' | 'informal';

/** What can be wished for by one press, each in words of its own. */
export type WishName = 'formal' | 'shorter' | 'simpler' | 'names' | 'add' | 'meaning';

/** A wish of a dialogue about a translation. */
export interface WishPreset {
  readonly name: WishName;
  /** A change is a new translation; the answer to a question is none. */
  readonly kind: 'change' | 'question';
  /** With "…" where the user is to say more. */
  readonly text: Readonly<Record<Wording, string>>;
}

const registers: Readonly<Record<Register, Readonly<Record<Wording, string>>>> = {
  formal: { en: 'Use formal language.', zh: '请使用正式的语言。' },
  informal: { en: 'Use informal language.', zh: '请使用非正式的语言。' },
};

/** The line of an instruction that asks for a register. */
export function registerWish(register: Register, wording: Wording = 'en'): string {
  return registers[register][wording];
}

/** The line that asks for words, in the target's language, as BayLing was trained on it. */
export function termsWish(terms: readonly string[], wording: Wording = 'en'): string {
  const list = terms.join(', ');
  return wording === 'zh' ? `确保包含这些词：${list}` : `Make sure to include these words: ${list}`;
}

/** Free wishes that are offered as examples of what can be said. */
export const instructionExamples: Readonly<Record<Wording, readonly string[]>> = {
  en: ['Keep it short.', 'It is for a lawyer.', 'Keep the names as they are.'],
  zh: ['请尽量简短。', '读者是律师。', '人名保持原样。'],
};

/**
 * Wishes for a dialogue about a translation. The last two are BayLing's own example of a translation that is
 * talked about: something is added to it, and then asked about it.
 */
export const wishPresets: readonly WishPreset[] = [
  {
    name: 'formal',
    kind: 'change',
    text: { en: 'Make the translation more formal.', zh: '请把译文改得更正式。' },
  },
  {
    name: 'shorter',
    kind: 'change',
    text: { en: 'Make the translation shorter.', zh: '请把译文改得更短。' },
  },
  {
    name: 'simpler',
    kind: 'change',
    text: { en: 'Use simpler words in the translation.', zh: '请在译文里用更简单的词。' },
  },
  {
    name: 'names',
    kind: 'change',
    text: { en: 'Keep the names in English in the translation.', zh: '译文里的名称请保留英文。' },
  },
  {
    name: 'add',
    kind: 'change',
    text: { en: 'Add to “…” that it is “…”.', zh: '请给“…”加上修饰语“…”。' },
  },
  {
    name: 'meaning',
    kind: 'question',
    text: { en: 'What is this sentence about?', zh: '这句话说的是什么？' },
  },
];
