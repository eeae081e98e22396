export type Direction = 'ltr' | 'rtl';

/** The blocks of Unicode whose letters run from right to left unless they are assigned otherwise. */
const rightToLeft =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Code, addresses and handles: letters that say nothing about the language around them, and then any letter. */
const asideOrLetter =
  /(`{3,}|~{3,})[^]*?(?:\1|$)|(`+)[^`]+\2|(?:\b[a-z][a-z\d+.-]*:\/\/|www\.)[\x21-\x7e]+|(?<![\w.+-])[\w.+-]*@[\w.-]+|(\p{L})/giu;

/** @returns The direction of the first letter outside of code and addresses, or undefined if there is none. */
export function directionOf(text: string): Direction | undefined {
  for (const [, , , letter] of text.matchAll(asideOrLetter)) {
    if (letter !== undefined) return rightToLeft.test(letter) ? 'rtl' : 'ltr';
  }
  return undefined;
}

export interface Passage {
  readonly text: string;
  readonly direction: Direction | undefined;
}

/** Each becomes an element. */
const mostPassages = 500;

/**
 * A text in passages of one direction each. Lines without a letter belong to the passage before them, or to the
 * first one. From some number on, the rest is one passage.
 */
export function splitByDirection(text: string): readonly Passage[] {
  const passages: { text: string; direction: Direction | undefined }[] = [];
  for (const line of text.split('\n')) {
    const last = passages.at(-1);
    const direction = directionOf(line) ?? last?.direction;
    const joins =
      last !== undefined &&
      (last.direction === undefined ||
        last.direction === direction ||
        passages.length === mostPassages);
    if (joins) {
      last.text += `\n${line}`;
      last.direction ??= direction;
    } else {
      passages.push({ text: line, direction });
    }
  }
  return passages;
}
