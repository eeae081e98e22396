import { valueOf, type Marked, type Template } from './marks';

/*
 * Where a model did not carry the marks, the spans are put into its translation by rule. Words that are the same on
 * both sides (names, numbers, signs) say which places belong together; between two of these, the share of the length
 * does.
 */

/** A place in the sentence without its spans, and the same in its translation: UTF-16 units. */
interface Anchor {
  readonly from: number;
  readonly to: number;
}

interface Token {
  readonly start: number;
  readonly end: number;
  /** The same on both sides for what is the same in any language. */
  readonly name: string;
}

/**
 * Puts the spans into a translation of the sentence without them, each at the border of words that is nearest to where
 * it stands in the source, in the order of the source.
 */
export function placeSpans(translation: string, marked: Marked, languageTag?: string): Template {
  const { between, spans } = marked;
  const target = tokensOf(translation, languageTag);
  const source = between.join('');
  const anchors = anchorsOf(tokensOf(source), target, source.length, translation.length);
  const borders = wordBorders(target);
  const template: (string | number)[] = [];
  let before = 0;
  let at = 0;
  spans.forEach(({ role }, number) => {
    before += between[number]?.length ?? 0;
    // The space belongs to what follows an opening, and to what stands before a close.
    const edge = role === 'close' ? trimmedBefore(source, before) : trimmedAfter(source, before);
    const ideal = mapped(edge, anchors);
    const places = role === 'close' ? borders.ends : borders.starts;
    const place = places.reduce((a, b) => (Math.abs(b - ideal) < Math.abs(a - ideal) ? b : a), 0);
    const piece = translation.slice(at, place);
    template.push(piece, number);
    at += piece.length;
  });
  return withSpaces([...template, translation.slice(at)], marked);
}

function trimmedBefore(text: string, at: number): number {
  return text.slice(0, at).trimEnd().length;
}

function trimmedAfter(text: string, at: number): number {
  return text.length - text.slice(at).trimStart().length;
}

const signs: Readonly<Record<string, string>> = {
  ...{ '，': ',', '、': ',', '،': ',', '；': ';', '؛': ';', '：': ':', '（': '(', '）': ')' },
  ...{ '？': '?', '؟': '?', '！': '!', '。': '.', '।': '.', '۔': '.', '．': '.' },
};

/** Words and signs. */
function tokensOf(text: string, languageTag?: string): readonly Token[] {
  return [...new Intl.Segmenter(languageTag, { granularity: 'word' }).segment(text)]
    .filter(({ segment }) => segment.trim() !== '')
    .map(({ index, segment }) => ({
      ...{ start: index, end: index + segment.length },
      name: signs[segment] ?? nameOf(segment),
    }));
}

function nameOf(word: string): string {
  return word.toLowerCase().replace(/\p{Nd}/gu, (digit) => String(valueOf(digit)));
}

/**
 * The begins and ends of tokens that are as often on one side as on the other, the first with the first, as far as
 * they keep one order; with both ends of the texts.
 */
function anchorsOf(
  source: readonly Token[],
  target: readonly Token[],
  sourceLength: number,
  targetLength: number,
): readonly Anchor[] {
  const [from, to] = [byName(source), byName(target)];
  const pairs = [...from].flatMap(([name, all]) => {
    const others = to.get(name) ?? [];
    return all.length === others.length
      ? all.map((one, i) => [one, others[i] ?? one] as const)
      : [];
  });
  const inOrder = longestRising(
    pairs.sort(([a], [b]) => a.start - b.start),
    ([, token]) => token.start,
  );
  return [
    { from: 0, to: 0 },
    ...inOrder.flatMap(([one, other]) => [
      { from: one.start, to: other.start },
      { from: one.end, to: other.end },
    ]),
    { from: sourceLength, to: targetLength },
  ];
}

function byName(tokens: readonly Token[]): ReadonlyMap<string, readonly Token[]> {
  const found = new Map<string, Token[]>();
  for (const token of tokens) {
    const same = found.get(token.name);
    if (same === undefined) found.set(token.name, [token]);
    else same.push(token);
  }
  return found;
}

/** The longest part of a list whose values rise. */
function longestRising<T>(list: readonly T[], valueOfOne: (one: T) => number): readonly T[] {
  const lengths = list.map(() => 1);
  const previous = list.map(() => -1);
  list.forEach((one, i) => {
    for (let j = 0; j < i; j++) {
      const earlier = list[j];
      const length = (lengths[j] ?? 0) + 1;
      if (earlier === undefined || valueOfOne(earlier) >= valueOfOne(one)) continue;
      if (length > (lengths[i] ?? 0)) [lengths[i], previous[i]] = [length, j];
    }
  });
  const longest = Math.max(0, ...lengths);
  const rising: T[] = [];
  for (let i = lengths.indexOf(longest); i !== -1; i = previous[i] ?? -1) {
    const one = list[i];
    if (one !== undefined) rising.unshift(one);
  }
  return rising;
}

/** Where a place of the source would be, from the anchors on both sides of it. */
function mapped(place: number, anchors: readonly Anchor[]): number {
  const next = anchors.findIndex(({ from }) => from >= place);
  const [a, b] = [anchors[Math.max(0, next - 1)], anchors[next]];
  if (a === undefined || b === undefined) return 0;
  const share = b.from === a.from ? 1 : (place - a.from) / (b.from - a.from);
  return a.to + share * (b.to - a.to);
}

/** Where words begin and end, with the other end of all words for what stands before or after them. */
function wordBorders(tokens: readonly Token[]) {
  const words = tokens.filter(({ name }) => /[\p{L}\p{N}]/u.test(name));
  const [first, last] = [words[0]?.start ?? 0, words.at(-1)?.end ?? 0];
  return {
    starts: [...words.map(({ start }) => start), last],
    ends: [first, ...words.map(({ end }) => end)],
  };
}

/** Sets the spaces beside spans that the source has there. */
function withSpaces(template: Template, { between }: Marked): Template {
  return template.map((one, i) => {
    if (typeof one !== 'string') return one;
    const [left, right] = [template[i - 1], template[i + 1]];
    const needsLeft = typeof left === 'number' && /^\s/.test(between[left + 1] ?? '');
    const needsRight = typeof right === 'number' && /\s$/.test(between[right] ?? '');
    if (one === '' && needsLeft && needsRight) return ' ';
    const start = needsLeft && /^[\p{L}\p{N}]/u.test(one) ? ' ' : '';
    const end = needsRight && /\S$/.test(one) ? ' ' : '';
    return start + one + end;
  });
}
