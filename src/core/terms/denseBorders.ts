/** Where words may begin and end in a text whose scripts have no spaces. */
export interface Borders {
  mayBegin(start: number, end: number): boolean;
  mayEnd(start: number, end: number): boolean;
}

const dense =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** Characters that are mostly words of their own, so that what is beside them may be one as well. */
const alone = new Set(
  '的了和与與及或在是为為不有也就都对對把被从從到向以于於之其这這那请請并並我你他她它将將可能会會要',
);
const han = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+$/u;
const katakanaBefore = /[\p{Script=Katakana}ー]+$/u;
const katakanaAfter = /^[\p{Script=Katakana}ー]+/u;

/** Signs that a loan word beside a term has at least, where both are written as one. */
const SHORTEST_LOAN = 3;

const everywhere: Borders = { mayBegin: () => true, mayEnd: () => true };

interface Word {
  readonly start: number;
  readonly end: number;
}

/**
 * By the dictionary of the browser. It does not know every term, so a term need not be one of its words; it is only
 * no part of another one: not 京都 in 东京都, but 模型 in 语言模型. A single character is a word by itself or none.
 */
export function denseBorders(text: string, languageTag: string): Borders {
  if (!dense.test(text)) return everywhere;
  let words: readonly Word[] | undefined;
  const wordAt = (index: number): Word | undefined => {
    words ??= [...new Intl.Segmenter(languageTag, { granularity: 'word' }).segment(text)].map(
      ({ index: start, segment }) => ({ start, end: start + segment.length }),
    );
    return words[lastStartingAt(words, index)];
  };
  /** Whether a word may be cut at an index within it, one side of which is in the term. */
  const mayCut = (at: number, start: number, end: number): boolean => {
    const word = wordAt(at);
    if (word === undefined || word.start === at || word.end <= at) return true;
    const outside = at === start ? text.slice(word.start, at) : text.slice(at, word.end);
    if (!han.test(outside)) return false;
    const isInside = word.start <= start && end <= word.end;
    if (isInside) return !isOne(text.slice(start, end));
    return !isOne(outside) || alone.has(outside);
  };
  return {
    mayBegin: (start, end) => {
      const [before = ''] = katakanaBefore.exec(text.slice(0, start)) ?? [];
      const isRun = before !== '' && katakanaAfter.test(text.slice(start, end));
      // The head of a compound: ビッグデータ.
      return isRun ? before.length >= SHORTEST_LOAN : mayCut(start, start, end);
    },
    mayEnd: (start, end) => {
      const [after = ''] = katakanaAfter.exec(text.slice(end)) ?? [];
      const isRun = after !== '' && after !== 'ー' && katakanaBefore.test(text.slice(start, end));
      if (isRun) return after.length >= SHORTEST_LOAN && wordAt(end)?.start === end;
      return after === 'ー' || mayCut(end, start, end);
    },
  };
}

const isOne = (text: string): boolean => /^.$/su.test(text);

/** The place of the last word that starts at an index or before it, by bisection. */
function lastStartingAt(words: readonly Word[], index: number): number {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle]?.start ?? Infinity) <= index) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
