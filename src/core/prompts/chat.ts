import type { SpecialTokens, Template } from '../catalog';
import type { TextTransform } from '../text/stream';
import { frames, type Frame, type PromptFormat } from './format';

/** One turn of a dialogue. */
export interface ChatMessage {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

/** How one of BayLing's two layouts writes a dialogue. */
interface Layout {
  /** BOS and the system line. */
  readonly start: string;
  /** A user's turn. */
  readonly user: (text: string) => string;
  /** An answer that is complete, after its heading. */
  readonly assistant: (text: string) => string;
  /** Before every answer. */
  readonly heading: string;
}

const layouts: Readonly<Record<Template, (frame: Frame) => Layout>> = {
  bayling: ({ begin, end }) => ({
    start:
      `${begin}I am an intelligent language assistant developed by the NLP Group of ICT/CAS.\n` +
      'Below is a dialog consisting of instructions and responses. ' +
      'Write a response that completes the request.\n\n',
    user: (text) => `### Instruction:\n${text}\n`,
    assistant: (text) => `${text}${end}\n`,
    heading: '### Response:\n',
  }),
  'bayling-3': ({ begin, endOfTurn }) => {
    const heading = (role: string) => `<|start_header_id|>${role}<|end_header_id|>\n\n`;
    const system = 'I am BayLing developed by the NLP Group of ICT/CAS.';
    return {
      start: `${begin}${heading('system')}${system}${endOfTurn}`,
      // This layout was trained on trimmed messages, the other one on messages as they were.
      user: (text) => `${heading('user')}${text.trim()}${endOfTurn}`,
      assistant: (text) => `${text.trim()}${endOfTurn}`,
      heading: heading('assistant'),
    };
  },
};

/**
 * The whole prompt as one string, beginning with the literal BOS token and ending where the answer
 * starts. One string, because tokenizing piece by piece gives other ids than the checkpoints were
 * trained on. Special-token text inside the messages is neutralised, and half a character becomes U+FFFD:
 * the engine's tokenizer would make one character of it and whatever follows, which may be a heading.
 *
 * @param messages Turns in order, user first and last.
 * @throws TypeError if the roles do not alternate like that.
 */
export function renderChat(format: PromptFormat, messages: readonly ChatMessage[]): string {
  if (messages.length % 2 === 0) throw new TypeError('the last turn must be the user’s');
  return renderDialogue(format, messages);
}

/** {@link renderChat}, for a dialogue of which the next turn of the user may be missing, or all of it. */
export function renderDialogue(format: PromptFormat, messages: readonly ChatMessage[]): string {
  const layout = layouts[format.template](frames[format.specialTokens]);
  if (!messages.every(({ role }, i) => role === (i % 2 === 0 ? 'user' : 'assistant'))) {
    throw new TypeError('turns must alternate, from the user on');
  }
  const turns = messages.map(({ role, text }) => {
    const turn = layout[role](written(format, text));
    return role === 'user' ? turn : layout.heading + turn;
  });
  return layout.start + turns.join('') + layout.heading;
}

/** A text as it may stand in a prompt. */
export function written(format: PromptFormat, text: string): string {
  return neutraliseSpecialText(format, text.toWellFormed());
}

/**
 * Messages as turns: several of one side in a row become one, and a dialogue that the assistant begins answers
 * an empty turn of the user.
 */
export function joinTurns(messages: readonly ChatMessage[]): readonly ChatMessage[] {
  const turns: ChatMessage[] = [];
  for (const { role, text } of messages) {
    const last = turns.at(-1);
    if (last?.role === role) turns[turns.length - 1] = { role, text: `${last.text}\n${text}` };
    else if (last === undefined && role === 'assistant')
      turns.push({ role: 'user', text: '' }, { role, text });
    else turns.push({ role, text });
  }
  return turns;
}

/** Where a dialogue may begin when its oldest messages are left out: with a turn of the user. */
export function beginnings(messages: readonly ChatMessage[]): readonly number[] {
  const later = messages.flatMap(({ role }, i) => (i > 0 && role === 'user' ? [i] : []));
  return [0, ...later];
}

/**
 * The first of these that fits, if the later ones always fit as well.
 *
 * @returns undefined when not even the last one fits.
 */
export async function firstFitting(
  all: readonly number[],
  fits: (one: number) => Promise<boolean>,
): Promise<number | undefined> {
  let [from, to] = [0, all.length];
  while (from < to) {
    // Most often, everything fits.
    const middle = from === 0 && to === all.length ? 0 : (from + to) >> 1;
    const one = all[middle];
    if (one === undefined || (await fits(one))) to = middle;
    else from = middle + 1;
  }
  return all[from];
}

/** A dialogue that may be longer than the context. */
export interface Dialogue {
  /** What is never left out. */
  readonly pinned: readonly ChatMessage[];
  readonly messages: readonly ChatMessage[];
  /** How many of the last messages are what is asked: none of these is left out. */
  readonly asked: number;
}

/** The turns that a prompt has of a dialogue. */
export interface FittedDialogue {
  readonly turns: readonly ChatMessage[];
  /** How many of its messages were left out, the oldest. */
  readonly left: number;
}

/**
 * Leaves out the oldest exchanges until the rendered prompt fits.
 *
 * @param countTokens Counts the tokens of a rendered prompt.
 * @param budget Tokens that the prompt may have: the context minus the room for the answer.
 * @returns undefined when not even what is asked fits after what is pinned.
 */
export async function fitHistory(
  format: PromptFormat,
  { pinned, messages, asked }: Dialogue,
  countTokens: (prompt: string) => Promise<number>,
  budget: number,
): Promise<FittedDialogue | undefined> {
  const from = (start: number) => joinTurns([...pinned, ...messages.slice(start)]);
  const latest = Math.max(0, messages.length - asked);
  const left = await firstFitting(
    beginnings(messages).filter((start) => start <= latest),
    async (start) => (await countTokens(renderDialogue(format, from(start)))) <= budget,
  );
  return left === undefined ? undefined : { turns: from(left), left };
}

/** The language that an instruction is written in. Either works for every pair of languages. */
export type Wording = 'en' | 'zh';

/**
 * BayLing's translation request, word for word as it was trained. The model is told only the target, and
 * finds out the source by itself.
 *
 * @param targetName The target's `englishName`, or its `chineseName` with the wording `zh`.
 * @param source One sentence.
 */
export function translationInstruction(
  targetName: string,
  source: string,
  wording: Wording = 'en',
): string {
  return wording === 'zh'
    ? `提供这句话的${targetName}翻译：${source}`
    : `Provide the ${targetName} translation for this sentence: ${source}`;
}

// Invisible, and not a place where a line may break.
const MARK = '\u2060';

/** Llama 3 writes every special token as <|name|>. */
const NAME = String.raw`\|[a-z\d_]+\|>`;

/** What the tokenizer would read as a token, after its "<". Llama 2 (and the demo) has byte tokens too. */
const tokenEnds: Readonly<Record<SpecialTokens, string>> = {
  'llama-2': String.raw`(?:unk|\/?s|0x[\dA-Fa-f]{2})>`,
  'llama-3': NAME,
};

/**
 * What divides a dialogue in the layout: headings, after their "###", or the tokens of Llama 3. For
 * Llama 2 those are text, but they mean the same.
 */
const layoutEnds: Readonly<Record<Template, (space: string) => string>> = {
  bayling: (space) => `${space}(?:Instruction|Response):`,
  'bayling-3': () => NAME,
};

/** What the tokenizer reads as a space: SentencePiece, of Llama 2, writes its own as U+2581. */
const spaces: Readonly<Record<SpecialTokens, string>> = {
  'llama-2': String.raw`[ \u2581]`,
  'llama-3': ' ',
};

function reserved({ template, specialTokens }: PromptFormat): RegExp {
  const start = template === 'bayling' ? '<|###' : '<';
  const end = `${tokenEnds[specialTokens]}|${layoutEnds[template](spaces[specialTokens])}`;
  return new RegExp(`(${start})(${MARK}*)(?=${end})`, 'g');
}

/**
 * Makes special-token text harmless: `</s>` becomes `<⁠/s>` with a word joiner (U+2060) inside, which looks
 * the same to the user and is plain text to the tokenizer. What already has such marks gets one more, so
 * nothing is lost: {@link restoreSpecialText} takes exactly one away.
 */
export function neutraliseSpecialText(format: PromptFormat, text: string): string {
  return text.replace(reserved(format), (_, open: string, marks: string) => open + MARK + marks);
}

/** Inverse of {@link neutraliseSpecialText}, for the model's answers, which may quote the user. */
export function restoreSpecialText(format: PromptFormat, text: string): string {
  return text.replace(
    reserved(format),
    (_, open: string, marks: string) => open + marks.slice(MARK.length),
  );
}

// Longer than the rest of every token after its marks, except for the names of Llama 3.
const LONGEST = 32;
const UNFINISHED_NAME = String.raw`\|[a-z\d_]*\|?`;
// The end of a text that the next piece may turn into a marked token.
const unfinished = new RegExp(
  `(?:<|#{1,3})${MARK}*$|(?:<|###)${MARK}+(?:[^${MARK}]{0,${LONGEST}}|${UNFINISHED_NAME})$`,
  'u',
);

/** {@link restoreSpecialText} for an answer that arrives in pieces. */
export class SpecialTextRestorer implements TextTransform {
  readonly #format: PromptFormat;
  #held = '';

  constructor(format: PromptFormat) {
    this.#format = format;
  }

  push(delta: string): string {
    const text = this.#held + delta;
    const end = unfinished.exec(text)?.index ?? text.length;
    this.#held = text.slice(end);
    return restoreSpecialText(this.#format, text.slice(0, end));
  }

  flush(): string {
    const rest = this.#held;
    this.#held = '';
    return restoreSpecialText(this.#format, rest);
  }
}
