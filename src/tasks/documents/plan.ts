import { breathe } from '../../core/breathe';
import type { ModelId } from '../../core/catalog';
import { findLanguage } from '../../core/languages/index';
import { newSegment } from '../../core/translation/match';
import { readSource } from '../../core/translation/read';
import type { Translation } from '../../core/translation/types';
import type { Unit } from '../../documents/types';
import type { EngineClient } from '../../engine/client';
import { segmentInBlocks } from '../translate/blocks';
import { segmentBudget } from '../translate/budget';
import { requireLanguage } from '../translate/segments';
import { detectTag } from '../translate/sourceTag';

/** A document's units, to be cut into sentences. */
export interface PlanRequest {
  readonly units: readonly Unit[];
  /** FLORES code or BCP-47 tag; undefined where it is to be found out. */
  readonly from: string | undefined;
  readonly to: string;
  readonly model: ModelId;
  /** What is known of units already, by their number: kept where its source still is the unit's. */
  readonly known: ReadonlyMap<number, Translation>;
  readonly signal: AbortSignal;
}

/** What is to be translated of a document. */
export interface DocumentPlan {
  /** FLORES code, where it is known. */
  readonly from: string | undefined;
  /** One for each unit. */
  readonly translations: readonly Translation[];
}

/** Characters that are cut at a time: some milliseconds of work. */
const BLOCK = 1_024;

/** Characters that tell a language. */
const SAMPLE = 5_000;

/**
 * Cuts the units of a document into sentences. What a file says is finished is taken as it is.
 *
 * @throws AppError `unsupported-language`, and `aborted` after the signal.
 */
export async function planDocument(
  engine: EngineClient,
  { units, from, to, model, known, signal }: PlanRequest,
): Promise<DocumentPlan> {
  const target = requireLanguage(to);
  const tag = from === undefined ? await detectTag(sampleOf(units)) : requireLanguage(from).tag;
  const budget = segmentBudget(engine.model(model), target);
  const translations: Translation[] = [];
  let length = 0;
  for (const [at, unit] of units.entries()) {
    length += unit.text.length;
    if (length > BLOCK) {
      length = 0;
      await breathe();
    }
    const kept = known.get(at);
    if (kept !== undefined && isOf(kept, unit)) {
      translations.push(kept);
      continue;
    }
    const { lead, segments } = await segmentInBlocks(unit.text.toWellFormed(), tag, budget, signal);
    const cut = segments.map((segment, i) => newSegment(`${at}.${i}`, segment));
    translations.push(finished(unit, target.code) ?? { lead, segments: cut });
  }
  return { from: tag === undefined ? undefined : findLanguage(tag)?.code, translations };
}

/** Whether a translation is one of this unit, and not of what it was in another version of the file. */
export function isOf(translation: Translation, unit: Unit): boolean {
  return readSource(translation) === unit.text.toWellFormed();
}

/** From all over the document, as its beginning may be a title page. */
function sampleOf(units: readonly Unit[]): string {
  const step = Math.max(1, Math.floor(units.length / 100));
  const texts = units.filter((_, at) => at % step === 0).map(({ text }) => text);
  return texts.join('\n').slice(0, SAMPLE).toWellFormed();
}

/** A unit that the file has a translation of, which nobody is to change unasked. */
function finished(unit: Unit, language: string): Translation | undefined {
  if (unit.translation === undefined || unit.state !== 'final') return undefined;
  const segment = newSegment(unit.id, { text: unit.text.toWellFormed(), after: '' });
  return {
    lead: '',
    segments: [{ ...segment, target: unit.translation, language, state: 'done', origin: 'memory' }],
  };
}
