import type { Glossary, GlossaryEntry } from './types';

/** Another entry with the same source that goes before one. */
export interface Conflict {
  readonly target: string;
  /** Of the glossary that it is in; undefined for the same one. */
  readonly glossary: string | undefined;
}

/**
 * The entries of a glossary whose source another entry has that goes before them, by their index: one above, or one of
 * an active glossary of the same pair that was changed later. See `GlossaryIndex` for what counts.
 */
export function conflictsOf(
  glossary: Glossary,
  all: readonly Glossary[],
): ReadonlyMap<number, Conflict> {
  const first = new Map<string, Conflict>();
  const others = all
    .filter(({ id, active, from, to, changedAt }) => {
      const isSamePair = from === glossary.from && to === glossary.to;
      return id !== glossary.id && active && isSamePair && changedAt > glossary.changedAt;
    })
    .sort((a, b) => b.changedAt - a.changedAt);
  for (const { name, entries } of others) {
    for (const entry of entries) {
      const key = keyOf(entry);
      if (!first.has(key)) first.set(key, { target: entry.target, glossary: name });
    }
  }
  const found = new Map<number, Conflict>();
  glossary.entries.forEach((entry, i) => {
    const key = keyOf(entry);
    const before = first.get(key);
    if (before === undefined) first.set(key, { target: entry.target, glossary: undefined });
    else if (before.target !== entry.target && entry.kind !== 'forbidden') found.set(i, before);
  });
  return found;
}

const keyOf = ({ kind, source }: GlossaryEntry): string =>
  `${kind === 'forbidden' ? 'forbidden' : 'wanted'} ${source.trim()}`;
