import type { Detector } from '../../src/core/languages/detect';

/** Classes of texts by their length, shortest first. */
export const lengths = [
  'one word',
  'two words',
  'to 20 characters',
  'sentence',
  'paragraph',
] as const;
export type Length = (typeof lengths)[number];

const SHORT = 20;
const PARAGRAPH = 200;
const words = new Intl.Segmenter(undefined, { granularity: 'word' });

/** Words in the sense of Unicode, so that Chinese and Thai have some, too. */
export function lengthOf(text: string): Length {
  const count = [...words.segment(text)].filter(({ isWordLike }) => isWordLike).length;
  if (count <= 1) return 'one word';
  if (count === 2) return 'two words';
  if (text.length <= SHORT) return 'to 20 characters';
  return text.length <= PARAGRAPH ? 'sentence' : 'paragraph';
}

export interface Labelled {
  readonly text: string;
  /** FLORES code */
  readonly code: string;
}

/** Two scripts of Chinese are one language to others. */
const plain = (code: string | undefined) => (code === 'zho_trad' ? 'zho_simpl' : code);

/** Share of right answers, every language counting the same: 0 to 1. */
export function accuracy(
  texts: readonly Labelled[],
  recognise: (text: string) => string | undefined,
): number {
  const byLanguage = new Map<string, boolean[]>();
  for (const { text, code } of texts) {
    const right = plain(recognise(text)) === plain(code);
    byLanguage.set(code, [...(byLanguage.get(code) ?? []), right]);
  }
  return mean([...byLanguage.values()].map((answers) => mean(answers.map(Number))));
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

/** What was said with about the same confidence. */
export interface Bin {
  readonly count: number;
  /** Means, 0 to 1: what the detector said, and how often it was right. */
  readonly confidence: number;
  readonly right: number;
}

const BINS = 10;

/** Bins of equal width by the confidence of the best answer; a text without one is no evidence. */
export function reliability(texts: readonly Labelled[], detect: Detector): readonly Bin[] {
  const bins = Array.from({ length: BINS }, () => ({ count: 0, confidence: 0, right: 0 }));
  for (const { text, code } of texts) {
    const [best] = detect(text);
    if (best === undefined) continue;
    const bin = bins[Math.min(BINS - 1, Math.floor(best.confidence * BINS))];
    if (bin === undefined) continue;
    bin.count += 1;
    bin.confidence += best.confidence;
    bin.right += Number(best.language.code === code);
  }
  return bins
    .filter(({ count }) => count > 0)
    .map(({ count, confidence, right }) => ({
      ...{ count, confidence: confidence / count, right: right / count },
    }));
}

/** Expected calibration error: 0 to 1. */
export function calibrationError(bins: readonly Bin[]): number {
  const all = bins.reduce((sum, { count }) => sum + count, 0);
  return bins.reduce(
    (sum, { count, confidence, right }) => sum + (count / all) * Math.abs(confidence - right),
    0,
  );
}
