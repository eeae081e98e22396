import { hasSameMarks } from './marks';
import type { ExchangeEntry, ExchangeSentence } from './types';

/** Why a sentence of another tool does not fit: there is none of its id, it has another source, or other marks. */
export type Misfit = 'unknown' | 'source' | 'marks';

/** What becomes of another tool's sentences. */
export interface ExchangeMatch {
  /** New translations, by id. */
  readonly targets: ReadonlyMap<string, string>;
  readonly misfits: readonly { readonly entry: ExchangeEntry; readonly why: Misfit }[];
}

/** Takes translations for sentences with the same id and the same source; the last one where there are several. */
export function matchEntries(
  sentences: readonly ExchangeSentence[],
  entries: readonly ExchangeEntry[],
): ExchangeMatch {
  const byId = new Map(sentences.map((sentence) => [sentence.id, sentence]));
  const targets = new Map<string, string>();
  const misfits: { entry: ExchangeEntry; why: Misfit }[] = [];
  for (const entry of entries) {
    const { id, source, target } = entry;
    const own = byId.get(id);
    if (target === undefined) continue;
    if (own === undefined) misfits.push({ entry, why: 'unknown' });
    else if (squeezed(own.source) !== squeezed(source)) misfits.push({ entry, why: 'source' });
    else if (!hasSameMarks(own.source, target, own.marks)) misfits.push({ entry, why: 'marks' });
    else if (target !== own.target) targets.set(id, target);
  }
  return { targets, misfits };
}

/** Without what XML cannot hold, and what tools do to white space. */
function squeezed(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\s\0-\x1f\ufffe\uffff]+/g, ' ')
    .trim();
}
