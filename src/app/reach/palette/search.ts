import { fold, isSlip } from '../../../features/translate/languageSearch';

/** Something with all that it can be found by, folded. */
export interface Findable<T> {
  readonly value: T;
  /** What it is called, in the reader's language and in English. */
  readonly names: readonly string[];
  /** What else it may be called. */
  readonly words: readonly string[];
}

export function findable<T>(
  value: T,
  names: readonly string[],
  words: readonly string[],
): Findable<T> {
  const folded = (texts: readonly string[]) => [...new Set(texts.map(fold))];
  return { value, names: folded(names), words: folded(words) };
}

const SHORTEST_WITH_SLIPS = 4;
/** A word that is in no name, only among the other words, counts so much less. */
const OTHER_WORD = 1;

/** Chinese, Japanese and Korean have words of one sign, and nothing between them. */
function unitsOf(name: string): readonly string[] {
  return (
    name.match(
      /[\p{Script=Han}\p{Script=Kana}\p{Script=Hira}\p{Script=Hang}]|[^\s\p{Script=Han}\p{Script=Kana}\p{Script=Hira}\p{Script=Hang}]+/gu,
    ) ?? []
  );
}

/** Whether typed letters are beginnings of words in their order, as "trger" of "translate to german". */
function abbreviates(typed: string, units: readonly string[]): boolean {
  if (typed === '') return true;
  return units.some((unit, at) => {
    let same = 0;
    while (same < typed.length && typed[same] === unit[same]) same++;
    for (; same > 0; same--) {
      if (abbreviates(typed.slice(same), units.slice(at + 1))) return true;
    }
    return false;
  });
}

/** Lower is nearer: the whole word, its beginning, a part, a slip, beginnings of several words. */
function distance(typed: string, text: string): number {
  const words = text.split(' ');
  if (words.includes(typed)) return 0;
  if (words.some((word) => word.startsWith(typed))) return 1;
  if (text.includes(typed)) return 2;
  const slip = typed.length >= SHORTEST_WITH_SLIPS && words.some((word) => isSlip(typed, word));
  if (slip) return 3;
  return abbreviates(typed, unitsOf(text)) ? 4 : Infinity;
}

const nearestOf = (typed: string, texts: readonly string[]): number =>
  Math.min(Infinity, ...texts.map((text) => distance(typed, text)));

/** How far something is from what was typed: the sum over the typed words; Infinity where one fits nothing. */
export function distanceOf<T>({ names, words }: Findable<T>, query: string): number {
  if (names.includes(query)) return -1;
  return query
    .split(' ')
    .map((typed) => Math.min(nearestOf(typed, names), nearestOf(typed, words) + OTHER_WORD))
    .reduce((sum, one) => sum + one, 0);
}

/** What the typed text may mean, nearest first; what is as near stays in its order. */
export function search<T>(all: readonly Findable<T>[], typed: string): readonly T[] {
  const query = fold(typed);
  if (query === '') return [];
  return all
    .map((one) => ({ one, distance: distanceOf(one, query) }))
    .filter(({ distance }) => distance < Infinity)
    .sort((a, b) => a.distance - b.distance)
    .map(({ one }) => one.value);
}
