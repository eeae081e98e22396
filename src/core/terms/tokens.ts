/** A word of a text; in scripts without spaces, a character. */
export interface Token {
  /** UTF-16 code units in the text. */
  readonly start: number;
  readonly end: number;
  /** As it is compared: without case, width, invisible characters and signs that only help reading. */
  readonly word: string;
  /** Whether its script has no spaces between words. */
  readonly isDense: boolean;
}

const dense = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー`;
// What may stand within a word unseen: soft hyphens, zero-width spaces and joiners.
const unseen = String.raw`\u00ad\u200b-\u200d\u2060\ufeff`;
const tokenOf = new RegExp(
  String.raw`[${dense}][\p{M}${unseen}\uff9e\uff9f]*|(?:(?![${dense}])[\p{L}\p{N}][\p{M}${unseen}]*)+`,
  'gu',
);
const denseStart = new RegExp(`^[${dense}]`, 'u');
const allUnseen = new RegExp(`[${unseen}]`, 'gu');

/** The words of a text, in order. */
export function tokenize(text: string, languageTag: string): readonly Token[] {
  return [...text.matchAll(tokenOf)].map(({ 0: piece, index }) => ({
    start: index,
    end: index + piece.length,
    word: foldWord(piece, languageTag),
    isDense: denseStart.test(piece),
  }));
}

/** Whether the border between two pieces of a text is inside a word; in scripts without spaces, inside a character. */
export function isWithinWord(before: string, after: string): boolean {
  const border = before.length;
  const words = [...(before + after).matchAll(tokenOf)];
  return words.some(({ 0: word, index }) => index < border && border < index + word.length);
}

// Vowel signs and stress, which are written for learners; the tonos, which moves when a word is inflected.
const help =
  /(?<=\p{Script=Arabic})[\u064b-\u0652\u0670\u0640]+|(?<=\p{Script=Hebrew}\p{M}*)[\u0591-\u05c7]|(?<=[\p{Script=Cyrillic}\p{Script=Greek}])[\u0300\u0301]/gu;
const finals: Readonly<Record<string, string>> = {
  ...{ ς: 'σ', ך: 'כ', ם: 'מ', ן: 'נ', ף: 'פ', ץ: 'צ' },
  ...{ أ: 'ا', إ: 'ا', آ: 'ا', ى: 'ي', ي: 'ي', ی: 'ي', ک: 'ك', ё: 'е' },
};
const final = new RegExp(`[${Object.keys(finals).join('')}]`, 'gu');

/** A word as it is compared. Accents stay: `résumé` is not `resume`. */
export function foldWord(word: string, languageTag: string): string {
  const isTurkic = /^(?:tr|az)(?:-|$)/.test(languageTag);
  const shown = word.normalize('NFKC').replace(allUnseen, '');
  // Of what has a capital only, `toLowerCase` leaves a dot above behind.
  const lower = isTurkic
    ? shown.replaceAll('I', 'ı').replaceAll('İ', 'i').toLowerCase()
    : shown.toLowerCase().replaceAll('i\u0307', 'i');
  return lower
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(help, '')
    .normalize('NFC')
    .replace(final, (one) => finals[one] ?? one);
}
