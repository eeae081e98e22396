const address = /(?:https?:\/\/|www\.)\S+|[^\s@]+@[^\s@]+\.[^\s@]+/giu;
const wordOrForeignDigit = /\p{L}|(?![0-9])\p{Nd}/u;

/**
 * Whether a segment holds something to translate: not only digits, signs, emoji and addresses. Digits of
 * other scripts count, because the target's readers may not know them.
 */
export function isTranslatable(text: string): boolean {
  return wordOrForeignDigit.test(text.replace(address, ''));
}
