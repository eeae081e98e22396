/** Scripts besides Chinese that put no spaces between words. */
const stretched =
  '\\p{scx=Hiragana}\\p{scx=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}';
/** A character of Chinese; a stretch without spaces; a number; a word. */
const units = new RegExp(
  `(?<han>\\p{sc=Han})|(?<stretch>(?:(?=[\\p{L}\\p{M}])[${stretched}])+)|\\p{N}+|(?:(?![\\p{sc=Han}${stretched}])[\\p{L}\\p{M}])+`,
  'gu',
);

/** How much of the shorter text the longer one must have, where characters are compared. */
const ENOUGH = 0.5;

interface Units {
  /** Words and numbers. */
  readonly words: ReadonlySet<string>;
  /** Characters of Chinese, and two at a time of other scripts without spaces, whose letters say too little. */
  readonly signs: ReadonlySet<string>;
}

function unitsOf(text: string): Units {
  const [words, signs] = [new Set<string>(), new Set<string>()];
  for (const { 0: unit, groups } of text.normalize('NFC').toLowerCase().matchAll(units)) {
    const { han, stretch } = groups ?? {};
    if (han !== undefined) signs.add(han);
    else if (stretch === undefined) words.add(unit);
    else if (stretch.length === 1) signs.add(stretch);
    else for (let i = 1; i < stretch.length; i++) signs.add(stretch.slice(i - 1, i + 1));
  }
  return { words, signs };
}

const shared = (some: ReadonlySet<string>, others: ReadonlySet<string>): number =>
  [...some].filter((one) => others.has(one)).length;

/**
 * Whether one text may be a rewording of another in the same language: a word or number is in both, or, in scripts
 * without spaces, half of the shorter one's characters are.
 */
export function isAkin(one: string, other: string): boolean {
  const [a, b] = [unitsOf(one), unitsOf(other)];
  if (shared(a.words, b.words) > 0) return true;
  const shorter = Math.min(a.signs.size, b.signs.size);
  return shorter > 0 && shared(a.signs, b.signs) >= ENOUGH * shorter;
}
