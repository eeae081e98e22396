import type { Check } from '../translation/types';
import { functionWords } from './functionWords';
import { fold } from './fold';
import type { Pair, Side } from './types';

/** The longest stretch that is looked at, in words or in signs, and the longest text. */
const LONGEST = 40;
const MOST = 600;

interface Loop {
  readonly times: number;
  readonly unit: string;
}

/** The stretch that comes most often one after the other. */
function loopOf(items: readonly string[], joiner: string, least: (unit: string) => number): Loop {
  const all = items.slice(0, MOST);
  let best: Loop = { times: 1, unit: '' };
  for (let period = 1; period <= Math.min(LONGEST, all.length >> 1); period++) {
    let run = 0;
    for (let i = 0; i + period < all.length; i++) {
      run = all[i] === all[i + period] ? run + 1 : 0;
      const times = Math.floor(run / period) + 1;
      if (times <= best.times) continue;
      const from = i + 1 - run;
      const unit = all.slice(from, from + period).join(joiner);
      if (times >= least(unit)) best = { times, unit };
    }
  }
  return best;
}

const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const isUnspaced = ({ prose }: Side): boolean => unspaced.test(prose);
const letters = (text: string): number => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
const itemsOf = (side: Side): string[] =>
  side.prose.toLowerCase().match(/[\p{L}\p{M}\p{N}'’-]+/gu) ?? [];
const signsOf = (side: Side): string[] =>
  side.prose.toLowerCase().match(/[\p{L}\p{M}\p{N}]/gu) ?? [];

/** How often a stretch must come to be a loop: a phrase twice, a word four times. */
const leastWords = (unit: string): number => {
  const words = unit.split(' ').length;
  if (words === 1) return 4;
  return words >= 4 || letters(unit) >= 16 ? 2 : 3;
};
const leastSigns = (unit: string): number => {
  const length = letters(unit);
  if (length === 1) return 6;
  return length === 2 ? 4 : length <= 5 ? 3 : 2;
};
/** Within a word of an alphabet: "hahahaha". */
const leastLetters = (unit: string): number =>
  letters(unit) === 1 ? 6 : letters(unit) === 2 ? 6 : 4;

function loopIn(side: Side): Loop {
  const words = loopOf(itemsOf(side), ' ', leastWords);
  if (words.times > 1) return words;
  const least = isUnspaced(side) ? leastSigns : leastLetters;
  return loopOf(signsOf(side), '', least);
}

/** Doubled, these may be right: "nous nous", "die die", "that that". */
const doubles = new Set(
  fold(
    'that had is nous vous die der das den dem des sie so di siano ya sana ne se que o a la e no non più do de bit by ve ja och då på på till som det att om les en op aan te',
  ).split(' '),
);

/** A short word that comes twice where it hardly may. */
function doubled({ source, target }: Pair): string | undefined {
  const words = functionWords(target.language.code);
  // Vietnamese doubles words at will.
  if (words === undefined || target.language.code === 'vie') return undefined;
  const text = target.prose;
  for (const { 0: pair, 1: word = '' } of text.matchAll(
    /(?<![\p{L}\p{M}\p{N}'’-])([\p{L}\p{M}]{2,})[ \u00a0]\1(?![\p{L}\p{M}\p{N}'’-])/giu,
  )) {
    const folded = fold(word);
    const isRight = doubles.has(folded) && !['en', 'de', 'la'].includes(folded);
    if (words.has(folded) && !isRight && !doublesToo(source)) return pair;
  }
  return undefined;
}

const doublesToo = ({ prose }: Side): boolean =>
  /(?<![\p{L}\p{M}])([\p{L}\p{M}]{2,})[ ,]{1,2}\1(?![\p{L}\p{M}])/iu.test(prose);

/** Loops of the model: words or phrases that come again and again, unless the source has them so. */
export function checkRepetition(pair: Pair): Check | undefined {
  const { target } = pair;
  if (target.prose.length < 6) return undefined;
  const loop = loopIn(target);
  if (loop.times > 1 && !isRhetorical(loop, pair))
    return { kind: 'repetition', about: [loop.unit] };
  const twice = doubled(pair);
  return twice === undefined ? undefined : { kind: 'repetition', about: [twice] };
}

/** The source repeats as much itself: "no, no, no". */
function isRhetorical({ times, unit }: Loop, { source }: Pair): boolean {
  const least = isUnspaced(source) ? (one: string) => (letters(one) > 1 ? 2 : 3) : leastLetters;
  const own = Math.max(
    loopOf(itemsOf(source), ' ', () => 2).times,
    loopOf(signsOf(source), '', least).times,
  );
  const isLong = letters(unit) >= 12 && times > own;
  return own >= 2 && times <= own + (own > 2 ? 2 : 1) && !isLong;
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
const gap = '[^\\p{L}\\p{M}\\p{N}]';
const sign = '[\\p{L}\\p{M}\\p{N}]';

/**
 * A text in which a stretch that comes again and again stands once, also where its last round is broken off.
 *
 * @param unit As {@link checkRepetition} names it.
 */
export function withoutRepetition(text: string, unit: string): string {
  const once = /^(\S+)[ \u00a0]\1$/iu.exec(unit)?.[1] ?? unit;
  const isWords = once.includes(' ') || !unspaced.test(once);
  const items = (isWords ? once.split(' ') : Array.from(once)).map(escaped);
  const between = isWords ? `${gap}+` : `${gap}*`;
  const round = items.join(between);
  const broken = items
    .slice(0, -1)
    .reduceRight((rest, item) => `(?:${between}${item}${rest})?`, '');
  const [start, end] = isWords ? [`(?<!${sign})`, `(?!${sign})`] : ['', ''];
  const loop = `${start}(${round})(?:${between}${round})+${end}`;
  return text
    .replace(new RegExp(`${loop}${broken}(?=${gap}*$)`, 'iu'), '$1')
    .replace(new RegExp(loop, 'giu'), '$1');
}
