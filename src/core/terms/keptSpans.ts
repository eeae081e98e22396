import type { Segment } from '../text/index';
import type { Span } from '../text/spans/types';
import type { GlossaryIndex, TermDemand } from './glossaryIndex';

/** What a glossary asks of a sentence's translation, without terms within what is no language: addresses, code. */
export function demandsOf(
  glossary: GlossaryIndex,
  source: string,
  spans: readonly Span[],
): readonly TermDemand[] {
  const isFree = ({ start, end }: Pick<Span, 'start' | 'end'>) =>
    spans.every((span) => span.end <= start || end <= span.start);
  return glossary
    .demands(source)
    .map((demand) => ({ demand, places: demand.places.filter(isFree) }))
    .filter(({ demand, places }) => demand.places.length === 0 || places.length > 0)
    .map(({ demand, places }) => ({ ...demand, places }));
}

/** A sentence in which the words that a glossary keeps are protected like what is no language. */
export function withKeptSpans(segment: Segment, demands: readonly TermDemand[]): Segment {
  const { spans = [] } = segment;
  const kept = demands
    .filter(({ kind }) => kind === 'keep')
    .flatMap(({ places }) => places)
    .map(({ start, end }): Span => ({ start, end, kind: 'key' }));
  if (kept.length === 0) return segment;
  const all = [...spans, ...kept].sort((a, b) => a.start - b.start);
  // Partners are known by their places, which have moved.
  const moved = all.map((span): Span => {
    const partner = span.partner === undefined ? undefined : spans[span.partner];
    return partner === undefined ? span : { ...span, partner: all.indexOf(partner) };
  });
  return { ...segment, spans: moved };
}
