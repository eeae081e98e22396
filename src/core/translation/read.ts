import { findLanguage } from '../languages/index';
import { gapAfter } from '../text/index';
import type { Translation, TranslationSegment } from './types';

/** ISO 15924 of a language; that of English for one that is unknown. */
function scriptOf(code: string): string {
  return findLanguage(code)?.script ?? 'Latn';
}

/** What follows a segment's translation: the source's own, as the target's script has it. */
export function targetGap(segment: TranslationSegment, isLast: boolean, code: string): string {
  const { source, gap } = segment;
  return gapAfter({ text: source, after: gap }, isLast, scriptOf(code));
}

/**
 * The translation as one text. It ends with the last segment that has one, so that a text which is still
 * growing does not end in the gaps of what is missing.
 *
 * @param code FLORES code of the target.
 */
export function readTarget({ lead, segments }: Translation, code: string): string {
  const count = shownSegments(segments);
  const isWhole = count === segments.length;
  const parts = segments.slice(0, count).map((segment, i) => {
    const ends = i === count - 1 && !isWhole;
    return segment.target + (ends ? '' : targetGap(segment, i === segments.length - 1, code));
  });
  return (count > 0 || isWhole ? lead : '') + parts.join('');
}

/** How many segments, from the first on, there is something to read of. */
export function shownSegments(segments: readonly TranslationSegment[]): number {
  const isShown = ({ target, state }: TranslationSegment) => target !== '' || state === 'withheld';
  return segments.findLastIndex(isShown) + 1;
}

/** The source as one text. */
export function readSource({ lead, segments }: Translation): string {
  return lead + segments.map(({ source, gap }) => source + gap).join('');
}

/** Where a segment's source begins in the text, in UTF-16 code units; -1 if there is no such segment. */
export function sourceStart({ lead, segments }: Translation, id: string): number {
  let start = lead.length;
  for (const { id: each, source, gap } of segments) {
    if (each === id) return start;
    start += source.length + gap.length;
  }
  return -1;
}

/** The segment whose source, or the gap after it, has a place of the text; undefined before the first one. */
export function segmentAt(
  { lead, segments }: Translation,
  offset: number,
): TranslationSegment | undefined {
  let start = lead.length;
  if (offset < start) return undefined;
  for (const segment of segments) {
    start += segment.source.length + segment.gap.length;
    if (offset < start) return segment;
  }
  return segments.at(-1);
}
