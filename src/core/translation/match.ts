import type { Segment, Segmented } from '../text/index';
import type { Translation, TranslationSegment } from './types';

/** A segment that nothing is known of yet. */
export function newSegment(id: string, { text, after, spans = [] }: Segment): TranslationSegment {
  return {
    ...{ id, source: text, gap: after, spans, state: 'untranslated', target: '', language: '' },
    ...{ alternatives: [], checks: [], confidence: undefined, terms: [], origin: 'model' },
  };
}

/**
 * A text after an edit, with the translations of all sentences that it had before, wherever they are now. A
 * sentence in the place of another keeps that one's translation as an outdated one.
 *
 * @param newId Gives an id that no segment of either has.
 */
export function matchSegments(
  before: Translation,
  { lead, segments }: Segmented,
  newId: () => string,
): Translation {
  const old = before.segments;
  const same = (i: number, j: number) => old[i]?.source === segments[j]?.text;
  const most = Math.min(old.length, segments.length);
  let first = 0;
  while (first < most && same(first, first)) first++;
  let tail = 0;
  while (tail < most - first && same(old.length - 1 - tail, segments.length - 1 - tail)) tail++;

  const replaced = old.slice(first, old.length - tail);
  const bySource = groupBySource(replaced);
  const middle = segments.slice(first, segments.length - tail).map((segment) => ({
    segment,
    match: bySource.get(segment.text)?.shift(),
  }));
  const used = new Set(middle.map(({ match }) => match?.id));
  const left = replaced.filter(({ id }) => !used.has(id));
  const next = (match: TranslationSegment | undefined, segment: Segment) =>
    match === undefined ? newSegment(newId(), segment) : withGap(match, segment);
  const late = segments.length - tail;
  return {
    lead,
    segments: [
      ...segments.slice(0, first).map((segment, i) => next(old[i], segment)),
      ...middle.map(({ segment, match }) =>
        match === undefined ? inPlaceOf(left.shift(), next(match, segment)) : next(match, segment),
      ),
      ...segments.slice(late).map((segment, i) => next(old[old.length - tail + i], segment)),
    ],
  };
}

function groupBySource(segments: readonly TranslationSegment[]) {
  const groups = new Map<string, TranslationSegment[]>();
  for (const segment of segments) {
    const group = groups.get(segment.source);
    if (group === undefined) groups.set(segment.source, [segment]);
    else group.push(segment);
  }
  return groups;
}

/** The same segment, unless what follows it is new. */
function withGap(match: TranslationSegment, { after, spans = [] }: Segment): TranslationSegment {
  return match.gap === after ? match : { ...match, gap: after, spans };
}

function inPlaceOf(
  old: TranslationSegment | undefined,
  segment: TranslationSegment,
): TranslationSegment {
  if (old === undefined || old.target === '') return segment;
  return { ...segment, state: 'outdated', target: old.target, language: old.language };
}

/** Whether a segment has no translation into a language that is up to date. */
export function needsTranslation({ state, language }: TranslationSegment, code: string): boolean {
  if (state === 'verbatim') return false;
  return language !== code || (state !== 'done' && state !== 'withheld');
}

/** Whether a segment is as the user wants it, so that it stays when the text is translated again. */
export function isKept({ origin, language }: TranslationSegment, code: string): boolean {
  return origin !== 'model' && language === code;
}

/** The text for another target: what is in another language is marked as outdated. */
export function forTarget(translation: Translation, code: string): Translation {
  const segments = translation.segments.map((segment): TranslationSegment => {
    const { state, target, language } = segment;
    if (state === 'verbatim' || state === 'untranslated' || language === code) return segment;
    return { ...segment, state: target === '' ? 'untranslated' : 'outdated' };
  });
  return { ...translation, segments };
}

/** The text after its translation ended before it was whole: what was being written is not a translation. */
export function settled(translation: Translation): Translation {
  const segments = translation.segments.map((segment): TranslationSegment =>
    segment.state === 'running' ? { ...segment, state: 'untranslated' } : segment,
  );
  return { ...translation, segments };
}

/**
 * The text whose translations are to be made anew, all but those that the user wants as they are.
 *
 * @param to FLORES code.
 */
export function outdated(translation: Translation, to: string): Translation {
  const segments = translation.segments.map((segment): TranslationSegment =>
    segment.state === 'done' && !isKept(segment, to) ? { ...segment, state: 'outdated' } : segment,
  );
  return { ...translation, segments };
}
