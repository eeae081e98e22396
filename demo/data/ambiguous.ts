import type { Kind } from './domain';
import { bare } from './phrasebook';

/** A concept's texts by language: first the answer, then those that are only asked. */
export interface Said {
  readonly kind: Kind;
  readonly ways: readonly (readonly string[])[];
}

// If two meanings have the same words, the more common one comes first in the phrasebook and is meant.
const firstMeans: ReadonlySet<Kind> = new Set(['phrase', 'thing', 'form', 'count']);
// Concepts that only fill slots are never asked by themselves.
const silent: ReadonlySet<Kind> = new Set(['form', 'number']);

/**
 * Whether a text may be used as a source: not if it also stands for another concept, in any language.
 * Sentences and things give way to those before them in the phrasebook, and a text that is only asked gives
 * way to one that is answered.
 */
export function askable(concepts: readonly Said[]): (row: number, text: string) => boolean {
  const owner = new Map<string, number>();
  const shared = new Set<string>();
  const claim = (row: number, text: string): void => {
    const key = bare(text);
    const first = owner.get(key);
    if (first === undefined) owner.set(key, row);
    else if (first !== row && !firstMeans.has(concepts[row]?.kind ?? 'list')) shared.add(key);
  };
  concepts.forEach(({ kind, ways }, row) => {
    if (!silent.has(kind)) for (const [text] of ways) if (text !== undefined) claim(row, text);
  });
  concepts.forEach(({ kind, ways }, row) => {
    if (!silent.has(kind)) for (const texts of ways) for (const text of texts) claim(row, text);
  });
  return (row, text) => {
    const key = bare(text);
    return owner.get(key) === row && !shared.has(key);
  };
}
