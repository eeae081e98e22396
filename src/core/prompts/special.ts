import type { Template } from '../catalog';

// Invisible, and not a place where a line may break.
const MARK = '\u2060';

/*
 * What a tokenizer, or the layout itself, would read as structure. Llama 2's vocabulary (and the
 * demo's) has <unk>, <s>, </s> and byte tokens; its dialogue is divided by "###" headings. Llama 3
 * writes every special token as <|name|>.
 */
const reserved: Readonly<Record<Template, RegExp>> = {
  bayling: /(<|###)(\u2060*)(?=(?:unk|\/?s|0x[\dA-Fa-f]{2})>| (?:Instruction|Response):)/g,
  'bayling-3': /(<)(\u2060*)(?=\|[a-z\d_]+\|>)/g,
};

/**
 * Makes special-token text harmless: `</s>` becomes `<⁠/s>` with a word joiner (U+2060) inside, which
 * looks the same to a reader and reads as plain text to the tokenizer. What already has such marks
 * gets one more, so nothing is lost: {@link restoreSpecialText} takes exactly one away.
 */
export function neutraliseSpecialText(template: Template, text: string): string {
  return text.replace(reserved[template], (_, open: string, marks: string) => open + MARK + marks);
}

/** Inverse of {@link neutraliseSpecialText}, for the model's answers, which may quote the user. */
export function restoreSpecialText(template: Template, text: string): string {
  return text.replace(
    reserved[template],
    (_, open: string, marks: string) => open + marks.slice(MARK.length),
  );
}

// Longer than the longest token that can follow an opening mark.
const LONGEST = 32;
// The end of a text that the next piece may turn into a marked token.
const unfinished = new RegExp(
  `(?:<|#{1,3})${MARK}*$|(?:<|###)${MARK}+[^${MARK}]{0,${LONGEST}}$`,
  'u',
);

/** {@link restoreSpecialText} for an answer that arrives in pieces. */
export class SpecialTextStream {
  readonly #template: Template;
  #held = '';

  constructor(template: Template) {
    this.#template = template;
  }

  /** @returns What can be shown; the rest is held back until more follows. */
  push(delta: string): string {
    const text = this.#held + delta;
    const end = unfinished.exec(text)?.index ?? text.length;
    this.#held = text.slice(end);
    return restoreSpecialText(this.#template, text.slice(0, end));
  }

  /** What was held back when the answer ended. */
  finish(): string {
    const rest = this.#held;
    this.#held = '';
    return restoreSpecialText(this.#template, rest);
  }
}
