import type { SpecialTokens, Template } from '../catalog';
import type { TextTransform } from '../text/stream';
import type { PromptFormat } from './format';

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
