/** Marks of Latin, Greek, Cyrillic, Hebrew and Arabic; those of other scripts are letters of their own. */
const marks = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g;

const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  ı: 'i',
  ł: 'l',
  ø: 'o',
  đ: 'd',
  æ: 'ae',
  œ: 'oe',
};

/** A text as it is searched: without case, accents and vowel points, in compatible forms, each space as one. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(marks, '')
    .replace(/[ßıłøđæœ]/g, (letter) => letters[letter] ?? letter)
    .replace(/\s+/g, ' ');
}

/** Whether texts have all the words of a query, wherever; writing without spaces is one word. */
export function searcher(query: string): (...texts: readonly string[]) => boolean {
  const words = foldText(query).split(' ').filter(Boolean);
  return (...texts) => {
    if (words.length === 0) return true;
    const folded = texts.map(foldText);
    return words.every((word) => folded.some((text) => text.includes(word)));
  };
}
