import { findLanguage } from '../../core/languages';
import {
  readFields,
  readJsonFields,
  readList,
  readOneOf,
  readText,
  type Read,
} from '../../core/stored';
import { findSpans } from '../../core/text/index';
import type { Translation, TranslationSegment } from '../../core/translation/types';
import type { KeyValue } from '../../storage/keyValue';
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
  const fields = readJsonFields(draft.get(keys.translation) ?? '');
  if (fields === undefined) return undefined;
  const segments = readList(fields['segments'], readSegment) ?? [];
  const translation = { lead: readText(fields['lead']) ?? '', segments };
  const isUnique = new Set(segments.map(({ id }) => id)).size === segments.length;
  return isUnique && draft.get(keys.source) === source ? translation : undefined;
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

const readState = readOneOf(['untranslated', 'done', 'withheld', 'verbatim', 'outdated']);
const readOrigin = readOneOf(['model', 'memory', 'edited', 'pinned']);

const readConfidence: Read<NonNullable<TranslationSegment['confidence']>> = (value) => {
  const fields = readFields(value);
  const { mean, lowest, trusted } = fields ?? {};
  if (typeof mean !== 'number' || typeof lowest !== 'number') return undefined;
  return { mean, lowest, trusted: readOneOf([true, false])(trusted) };
};

const readSegment: Read<TranslationSegment> = (value) => {
  const fields = readFields(value);
  const id = readText(fields?.['id']);
  const source = readText(fields?.['source']);
  if (fields === undefined || id === undefined || source === undefined) return undefined;
  return {
    ...{ id, source, spans: findSpans(source), gap: readText(fields['gap']) ?? '' },
    // What was being written when the page went is not whole.
    state: readState(fields['state']) ?? 'untranslated',
    target: readText(fields['target']) ?? '',
    language: findLanguage(readText(fields['language']) ?? '')?.code ?? '',
    confidence: readConfidence(fields['confidence']),
    origin: readOrigin(fields['origin']) ?? 'model',
    ...{ alternatives: [], checks: [], terms: [] },
  };
};
