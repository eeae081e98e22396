import type { Kind } from './domain';
import { bare } from './phrasebook';

/** A concept's texts by language: what is answered, and what is only asked, if that is anything. */
export interface Said {
  readonly kind: Kind;
  readonly texts: readonly (string | null)[];
  readonly ways: readonly (readonly string[])[] | undefined;
}

// If two meanings have the same words, the more common one comes first in the phrasebook and is meant.
const firstMeans: ReadonlySet<Kind> = new Set(['phrase', 'thing', 'form', 'count']);
// Concepts that only fill slots are never asked by themselves.
const silent: ReadonlySet<Kind> = new Set(['form', 'number']);

/**
 * Whether a text may be asked for a translation: not if it stands for another concept too, in
 * whatever language. Sentences and things give way to those before them in the phrasebook, and a
 * way that is asked only to one that is answered. The text must be one of the row's.
 */
export function askable(concepts: readonly Said[]): (row: number, text: string) => boolean {
  const owner = new Map<string, number>();
  const shared = new Set<string>();
  /** Rows with a text that another row has too: nearly none, so that few texts are looked at twice. */
  const disputed = new Set<number>();
  const claim = (row: number, text: string): void => {
    const key = bare(text);
    const first = owner.get(key);
    if (first === undefined) owner.set(key, row);
    if (first === undefined || first === row) return;
    disputed.add(row).add(first);
    if (!firstMeans.has(concepts[row]?.kind ?? 'list')) shared.add(key);
  };
  const spoken = [...concepts.entries()].filter(([, { kind }]) => !silent.has(kind));
  for (const [row, { texts }] of spoken) {
    for (const text of texts) if (text !== null) claim(row, text);
  }
  for (const [row, { ways = [] }] of spoken) for (const text of ways.flat()) claim(row, text);
  return (row, text) => {
    if (silent.has(concepts[row]?.kind ?? 'list')) return false;
    if (!disputed.has(row)) return true;
    const key = bare(text);
    return owner.get(key) === row && !shared.has(key);
  };
}
