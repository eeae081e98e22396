import { fold } from './fold';
import { readDates, type DateToken } from './dates/read';
import { readTimes, type TimeToken } from './dates/times';
import { ideographValues, romanValues } from './numbers/numerals';
import { readNumbers, type NumberToken } from './numbers/read';
import { isSpelled, numberWords, spelledValues } from './numbers/words';
import type { Side } from './types';

/** What a side says in numbers. */
export interface Facts {
  readonly dates: readonly DateToken[];
  readonly times: readonly TimeToken[];
  /** All numbers in digits, those of dates and times among them. */
  readonly numbers: readonly NumberToken[];
  /** Those that are part of no date and no time. */
  readonly free: readonly NumberToken[];
  /** Whether it may say a value in digits, ideographs, Roman letters or words. */
  readonly says: (value: number) => boolean;
  /** Whether its language's words for numbers are known. */
  readonly hasWords: boolean;
  readonly folded: string;
  /** All values that its words and ideographs may mean. */
  readonly inWords: () => ReadonlySet<number>;
}

const idle = /[\p{N}〇零一二三四五六七八九十百千]/u;
const isIn = (
  place: { start: number },
  ranges: readonly { start: number; end: number }[],
): boolean => ranges.some(({ start, end }) => place.start >= start && place.start < end);

function readFacts({ prose, language }: Side): Facts {
  const mayCount = idle.test(prose);
  const dates = mayCount ? readDates(prose, language) : [];
  const times = mayCount ? readTimes(prose).filter((time) => !isIn(time, dates)) : [];
  const numbers = mayCount ? readNumbers(prose, language) : [];
  const owned = [...dates, ...times];
  const words = numberWords(language?.code);
  const folded = fold(prose);
  let values: ReadonlySet<number> | undefined;
  const digits = new Set(numbers.flatMap((one) => [...one.values, ...one.bare]));
  const inWords = (): ReadonlySet<number> =>
    (values ??= new Set([
      ...ideographValues(prose),
      ...romanValues(prose),
      ...(words === undefined ? [] : spelledValues(folded, words)),
      ...[...prose.matchAll(/[½¼¾]/g)].map(([sign]) => ({ '½': 0.5, '¼': 0.25 })[sign] ?? 0.75),
    ]));
  return {
    ...{ dates, times, numbers, folded, inWords, hasWords: words !== undefined },
    free: numbers.filter((one) => !isIn(one, owned)),
    says: (value) =>
      digits.has(value) ||
      inWords().has(value) ||
      (words !== undefined && isSpelled(value, folded, words)),
  };
}

const known = new WeakMap<Side, Facts>();

/** Found once for all checks that need it. */
export function factsOf(side: Side): Facts {
  const facts = known.get(side) ?? readFacts(side);
  known.set(side, facts);
  return facts;
}
