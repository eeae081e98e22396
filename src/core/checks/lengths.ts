import type { Check } from '../translation/types';
import { lengthTable } from './lengthTable';
import type { Pair } from './types';

/** Letters, marks and digits: what a text has beside signs and spaces. */
export function letterCount(text: string): number {
  return text.match(/[\p{L}\p{M}\p{N}]/gu)?.length ?? 0;
}

const shares = new Map(
  lengthTable.split(',').map((row) => {
    const [code = '', percent] = row.trim().split(' ');
    return [code, Number(percent) / 100] as const;
  }),
);
/** Of a language that is not known, by its writing. */
function guessed(text: string): number {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return shares.get('jpn') ?? 1;
  if (/\p{Script=Han}/u.test(text)) return shares.get('zho_simpl') ?? 1;
  if (/\p{Script=Hangul}/u.test(text)) return shares.get('kor') ?? 1;
  return 1;
}

/** Below this, in letters of English, a short translation says nothing: "Hello there" is 您好. */
const FEWEST = 8;
/** A translation that is too long has at least so many letters of English too many. */
const SURPLUS = 12;

/**
 * How far, as a logarithm, a right translation may be from the usual length, by the letters of English that its source
 * is worth. In the declaration's articles and the demo's phrases about one pair in 200 is further (docs/checks.md).
 */
const limit = (size: number): number => 0.42 + 2.4 / Math.sqrt(size);

/** A translation that is too short or too long for its pair of languages; about its share of the usual length. */
export function checkLength({ source, target, input }: Pair): Check | undefined {
  const share = shares.get(target.language.code) ?? 1;
  const own = input.from === undefined ? guessed(source.prose) : (shares.get(input.from.code) ?? 1);
  const size = letterCount(source.prose) / own;
  const length = letterCount(target.prose) / share;
  if (size === 0 || length === 0) return undefined;
  const ratio = length / size;
  const percent = `${Math.round(100 * ratio)} %`;
  if (size >= FEWEST && Math.log(ratio) < -limit(size))
    return { kind: 'too-short', about: [percent] };
  const isLong = Math.log(ratio) > limit(Math.max(size, 4)) && length - size >= SURPLUS;
  return isLong ? { kind: 'too-long', about: [percent] } : undefined;
}
