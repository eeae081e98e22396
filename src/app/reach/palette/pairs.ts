import type { Language } from '../../../core/languages';
import { fold, searchLanguages, type Searchable } from '../../../features/translate/languageSearch';

/** Two languages that somebody named. */
export interface Pair {
  readonly from: Language;
  readonly to: Language;
}

/** Signs and words between two languages, in the languages of the interface. */
const between =
  /\s*(?:→|⟶|➔|=>|->|>|–|—|⇒|到|译成|翻译成|译|至)\s*|\s+(?:to|into|in|-|nach|auf|à|vers|a|al|в|на)\s+/giu;
const leading = /^\s*(?:translate\s+)?(?:from\s+|(?:in)?to\s+)?|^\s*(?:翻译)?从?/giu;

/** The nearest language, if its beginning was typed, its tag, or all but a slip. */
function meant(all: readonly Searchable[], typed: string): Language | undefined {
  const query = fold(typed);
  if (query.length < 2 && !/\p{Script=Han}/u.test(query)) return undefined;
  const [first] = searchLanguages(all, typed);
  if (first === undefined) return undefined;
  const begins = first.keys.some((key) => key.startsWith(query));
  return begins || query.length >= 4 || first.language.tag === typed ? first.language : undefined;
}

/** All ways to take a text for two, at a sign or word between them, or else at a space. */
function splits(typed: string): readonly (readonly [string, string])[] {
  const text = typed.replace(leading, '');
  const cuts = [...text.matchAll(between)];
  const places = cuts.length > 0 ? cuts : [...text.matchAll(/\s+/g)];
  return places.map((place) => [
    text.slice(0, place.index),
    text.slice(place.index + place[0].length),
  ]);
}

/** The pairs of languages that a text names, as "en fr", "German to Japanese" or "英语→德语". */
export function pairsIn(all: readonly Searchable[], typed: string): readonly Pair[] {
  return splits(typed).flatMap(([left, right]) => {
    const [from, to] = [meant(all, left), meant(all, right)];
    return from === undefined || to === undefined || from === to ? [] : [{ from, to }];
  });
}
