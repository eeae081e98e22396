import { targetGap } from '../../core/translation/read';
import type { Translation, TranslationSegment } from '../../core/translation/types';
import { wordDiff, type DiffPart } from './wordDiff';

/**
 * A new text of a translation, sentence by sentence: each gets what stands where its own was.
 *
 * @param text The new one.
 * @param code FLORES code of the target.
 * @param tag Its BCP-47 tag.
 * @returns What has changed, by segment id.
 */
export function spreadTarget(
  { lead, segments }: Translation,
  text: string,
  code: string,
  tag?: string,
): ReadonlyMap<string, string> {
  const gaps = segments.map((segment, i) => targetGap(segment, i === segments.length - 1, code));
  const whole = lead + segments.map(({ target }, i) => target + (gaps[i] ?? '')).join('');
  const parts = wordDiff(whole, text, tag);
  const changed = new Map<string, string>();
  let start = lead.length;
  let from = lead === '' ? 0 : placeIn(parts, start);
  segments.forEach((segment, i) => {
    const gap = gaps[i] ?? '';
    start += segment.target.length + gap.length;
    const to = i === segments.length - 1 ? text.length : placeIn(parts, start);
    const piece = withoutGap(text.slice(from, to), gap);
    from = to;
    if (isOfModel(segment) && piece !== segment.target) changed.set(segment.id, piece);
  });
  return changed;
}

function isOfModel({ state }: TranslationSegment): boolean {
  return state !== 'verbatim' && state !== 'withheld';
}

/** Where in the new text that stands which stood at an offset of the old one. */
function placeIn(parts: readonly DiffPart[], offset: number): number {
  let [old, place] = [0, 0];
  for (const { text, kind } of parts) {
    const reaches = old + text.length > offset;
    if (kind === 'added') place += text.length;
    // What is new there stands after what it replaces.
    else if (reaches) return kind === 'removed' ? place : place + Math.max(0, offset - old);
    else [old, place] = [old + text.length, place + (kind === 'same' ? text.length : 0)];
  }
  return place;
}

function withoutGap(piece: string, gap: string): string {
  const text = gap !== '' && piece.endsWith(gap) ? piece.slice(0, -gap.length) : piece;
  return text.trim();
}
