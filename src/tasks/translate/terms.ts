import { termsWish } from '../../core/prompts/index';
import { fillIn, type Segment } from '../../core/text/index';
import type { GlossaryIndex, TermDemand } from '../../core/terms/glossaryIndex';
import { demandsOf, withKeptSpans } from '../../core/terms/keptSpans';
import type { EngineClient } from '../../engine/client';
import { translateSentence, type SentenceRequest } from './sentence';
import type { SentenceEnd, SentenceOptions } from './types';

/** Sentences compared at a time where a term is missing, and where it still is. */
const BEAMS = [5, 8];

/** What the glossaries ask of the translations of sentences. */
export interface SentenceTerms {
  readonly glossary: GlossaryIndex;
  /** As they are translated: with words that are kept as protected spans. */
  readonly segments: readonly Segment[];
  /** Of each. */
  readonly demands: readonly (readonly TermDemand[])[];
}

/** Looks each sentence up. */
export function findTerms(segments: readonly Segment[], glossary: GlossaryIndex): SentenceTerms {
  const demands = segments.map(({ text, spans = [] }) => demandsOf(glossary, text, spans));
  const marked = segments.map((segment, i) => withKeptSpans(segment, demands[i] ?? []));
  return { glossary, segments: marked, demands };
}

/** A sentence, and what is asked of its translation. */
export interface TermsRequest extends SentenceRequest {
  readonly segment: Segment;
  readonly demands: readonly TermDemand[];
  readonly glossary: GlossaryIndex;
}

/**
 * Translates a sentence as its terms ask. What is forbidden is so from the beginning; if a term is missing, the
 * sentence is asked for again with the missing ones required, at most twice, the second time with what the first has lost
 * as well, and the answer that keeps most counts, the first of those that keep as many. A model of BayLing's is told of the terms, as it was trained to be.
 *
 * @throws AppError what the engine throws.
 */
export async function translateWithTerms(
  engine: EngineClient,
  request: TermsRequest,
): Promise<SentenceEnd> {
  const { demands, segment, glossary, sentence, model, options = {} } = request;
  const asked = demands.filter(({ kind }) => kind !== 'keep');
  if (asked.length === 0) return translateSentence(engine, request);
  const terms = asked.filter(({ kind }) => kind === 'term').map(({ targets: [first] }) => first);
  const never = asked.filter(({ kind }) => kind === 'forbidden').flatMap(({ targets }) => targets);
  const told =
    model.family === 'demo' || terms.length === 0 ? [] : [termsWish(terms, options.wording)];
  const common: SentenceOptions = {
    ...options,
    wishes: [...(options.wishes ?? []), ...told],
    forbidden: [...(options.forbidden ?? []), ...never],
  };
  // What is written first may not be what stays.
  const quiet = { ...request, onDelta: () => undefined };
  const missing = ({ template }: Pick<SentenceEnd, 'template'>): readonly string[] => {
    const uses = glossary.uses(asked, fillIn(template, segment, sentence));
    return asked.flatMap(({ kind, targets }, i) =>
      kind === 'term' && uses[i]?.kept === false ? [targets[0]] : [],
    );
  };

  let best = await translateSentence(engine, { ...quiet, options: common });
  const required = new Set(options.required);
  let lacking = missing(best);
  for (const beams of best.withheld ? [] : BEAMS) {
    if (lacking.length === 0) break;
    for (const term of lacking) required.add(term);
    const next = await translateSentence(engine, {
      ...quiet,
      options: { ...common, required: [...required], beams },
      // The model knows the sentence; that it would have said it otherwise is why it is asked again.
      mayShow: undefined,
    });
    // What is not required yet may be in another answer; and in scripts without spaces a search knows no words.
    const found = [next.template, ...next.alternatives.map(({ template }) => template)]
      .map((template) => ({ template, lacks: missing({ template }) }))
      .reduce((a, b) => (b.lacks.length < a.lacks.length ? b : a));
    if (found.lacks.length < missing(best).length) best = { ...next, template: found.template };
    lacking = found.lacks;
  }
  return best;
}
