import { findLanguage } from '../../core/languages/index';
import type { GlossaryIndex } from '../../core/terms/glossaryIndex';
import { needsTranslation } from '../../core/translation/match';
import { targetGap } from '../../core/translation/read';
import type { Translation, TranslationSegment } from '../../core/translation/types';
import type { EngineClient } from '../../engine/client';
import { resultPatch } from '../translate/resultPatch';
import { translateSegments } from '../translate/segments';
import type { TranslationSettings } from '../translate/types';

/** A document to translate, and who keeps what is finished. */
export interface DocumentRequest extends TranslationSettings {
  /** Of the units, with what is known of them. */
  readonly translations: readonly Translation[];
  readonly glossary?: GlossaryIndex | undefined;
  /**
   * Called whenever segments of units were finished, with these units as they are then, by their number. The next
   * call waits for it.
   */
  readonly onUnits: (units: ReadonlyMap<number, Translation>) => Promise<void> | void;
}

/** Where a segment is: the number of its unit, and its own in it. */
interface Place {
  readonly unit: number;
  readonly segment: number;
}

/**
 * Translates what is missing of a document, behind whatever somebody waits for. Sentences that look the same to the
 * model are translated once. Everything finished has been told when this rejects.
 *
 * @throws AppError as `translateSegments` does, and what `onUnits` throws.
 */
export async function translateDocument(
  engine: EngineClient,
  { translations, onUnits, ...settings }: DocumentRequest,
): Promise<void> {
  const language = findLanguage(settings.to)?.code ?? settings.to;
  const units = [...translations];
  const places: Place[] = [];
  let changed = new Set<number>();
  const done = doneSentences(units, language);
  for (const [at, unit] of units.entries()) {
    const segments = unit.segments.map((one, segment) => {
      if (!needsTranslation(one, language)) return one;
      const same = done.get(one.source);
      if (same === undefined) places.push({ unit: at, segment });
      else changed.add(at);
      return same === undefined ? one : { ...same, id: one.id, gap: one.gap };
    });
    if (changed.has(at)) units[at] = { ...unit, segments };
  }
  const segments = places.map(({ unit, segment }) => {
    const { source, gap, spans } = units[unit]?.segments[segment] ?? missing();
    return { text: source, after: gap, spans };
  });
  let told: Promise<void> = Promise.resolve();
  const failed = new AbortController();
  const tell = () => {
    if (changed.size === 0) return;
    const news = new Map([...changed].map((at) => [at, units[at] ?? missing()] as const));
    changed = new Set();
    told = told.then(() => onUnits(news));
    told.catch(() => failed.abort());
  };
  const signal =
    settings.signal === undefined
      ? failed.signal
      : AbortSignal.any([settings.signal, failed.signal]);
  tell();
  try {
    if (segments.length === 0) return;
    await translateSegments(engine, {
      ...{ ...settings, segments, signal, priority: 'background' },
      onSegment: (index, result) => {
        const place = places[index] ?? missing();
        const unit = units[place.unit] ?? missing();
        units[place.unit] = {
          ...unit,
          segments: unit.segments.map((one, at) =>
            at === place.segment ? { ...one, checks: [], ...resultPatch(language, result) } : one,
          ),
        };
        changed.add(place.unit);
      },
      onAdvance: tell,
    });
  } finally {
    tell();
    await told;
  }
}

/** By source: sentences that the document has a translation of. */
function doneSentences(
  units: readonly Translation[],
  language: string,
): ReadonlyMap<string, TranslationSegment> {
  const done = units
    .flatMap(({ segments }) => segments)
    .filter((one) => one.state === 'done' && one.language === language && one.origin === 'model');
  return new Map(done.map((one) => [one.source, one]));
}

/** A place always has its unit and its segment. */
function missing(): never {
  throw new TypeError('no such segment');
}

/**
 * The text that a unit becomes: of what has no translation, the source. Undefined where nothing of it was translated.
 *
 * @param code FLORES code.
 */
export function unitText({ lead, segments }: Translation, code: string): string | undefined {
  const isWritten = ({ state, target, language }: TranslationSegment) =>
    state === 'done' && target !== '' && language === code;
  if (!segments.some(isWritten)) return undefined;
  const texts = segments.map((segment, i) => {
    const own = isWritten(segment) ? segment.target : segment.source;
    return own + targetGap(segment, i === segments.length - 1, code);
  });
  return lead + texts.join('');
}
