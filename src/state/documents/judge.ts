import type { GlossaryIndex } from '../../core/terms/glossaryIndex';
import { demandsOf } from '../../core/terms/keptSpans';
import type { Translation, TranslationSegment } from '../../core/translation/types';
import type { Checker } from '../translate/watch';

/** What translations are judged by. */
export interface Judge {
  readonly checker: Checker | undefined;
  readonly glossary: GlossaryIndex | undefined;
  /** FLORES codes. */
  readonly from: string | undefined;
  readonly to: string;
}

/** Units with what is to be said of their sentences: faults, and whether terms were kept. */
export function judged(
  units: ReadonlyMap<number, Translation>,
  judge: Judge,
): ReadonlyMap<number, Translation> {
  return new Map(
    [...units].map(([at, unit]) => [
      at,
      { ...unit, segments: unit.segments.map((segment) => judgeSegment(segment, judge)) },
    ]),
  );
}

function judgeSegment(
  segment: TranslationSegment,
  { checker, glossary, from, to }: Judge,
): TranslationSegment {
  if (segment.state !== 'done' || segment.target === '') return segment;
  const { source, spans, target } = segment;
  const terms =
    glossary === undefined
      ? segment.terms
      : glossary.uses(demandsOf(glossary, source, spans), target);
  const named = { ...segment, terms };
  return { ...named, checks: checker?.check(named, from, to) ?? segment.checks };
}
