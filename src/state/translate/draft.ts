import { findLanguage } from '../../core/languages';
import { readJsonFields } from '../../core/stored';
import { findSpans } from '../../core/text/index';
import type { Translation, TranslationSegment } from '../../core/translation/types';
import type { KeyValue } from '../../storage/keyValue';
import { readTranslation } from '../../storage/readTranslation';
import type { Snapshot } from './types';

const keys = {
  source: 'translate.source',
  from: 'translate.from',
  to: 'translate.to',
  translation: 'translate.segments',
};

/**
 * Characters of a source that are kept with their translation; browsers keep five million in all for a tab, and
 * putting a book together to see it refused would halt the page for seconds.
 */
export const maxKeptLength = 1_000_000;

/** What this tab held before a reload. */
export function readDraft(draft: KeyValue): { source: string; from?: string; to?: string } {
  const from = findLanguage(draft.get(keys.from) ?? '')?.code;
  const to = findLanguage(draft.get(keys.to) ?? '')?.code;
  return {
    source: draft.get(keys.source) ?? '',
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
}

/**
 * The segments that this tab held before a reload; undefined unless this is its text. They may be those of the text
 * before its last edit.
 */
export function readSegments(draft: KeyValue, source: string): Translation | undefined {
  const stored = readTranslation(readJsonFields(draft.get(keys.translation) ?? ''));
  if (stored === undefined || draft.get(keys.source) !== source) return undefined;
  const segments = stored.segments.map((one) => ({ ...one, spans: findSpans(one.source) }));
  const isUnique = new Set(segments.map(({ id }) => id)).size === segments.length;
  return isUnique ? { ...stored, segments } : undefined;
}

/** Keeps the texts' languages and the source, at every change. */
export function keepTexts(
  draft: KeyValue,
  { source, from, to }: Omit<Snapshot, 'translation'>,
): void {
  draft.set(keys.source, source.length > maxKeptLength ? '' : source);
  draft.set(keys.from, from ?? '');
  draft.set(keys.to, to);
}

/** Keeps the translations; spans, checks and the like are found again. */
export function keepSegments(draft: KeyValue, { lead, segments }: Translation): void {
  const length = segments.reduce((sum, { source, gap }) => sum + source.length + gap.length, 0);
  if (length > maxKeptLength) {
    draft.set(keys.translation, '');
    return;
  }
  const kept = segments.map(
    ({ id, source, gap, state, target, language, confidence, origin }) =>
      ({ id, source, gap, state, target, language, confidence, origin }) satisfies Kept,
  );
  draft.set(keys.translation, kept.length === 0 ? '' : JSON.stringify({ lead, segments: kept }));
}

type Kept = Omit<TranslationSegment, 'spans' | 'checks' | 'terms' | 'alternatives'>;
