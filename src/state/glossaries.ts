import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Glossary, GlossaryEntry, GlossaryStore } from '../core/terms/types';

/** What was deleted last, and the glossary as it was before. */
interface Removed {
  readonly kind: 'glossary' | 'entry';
  readonly before: Glossary;
}

export interface GlossariesState {
  /** Ordered by name. */
  readonly glossaries: readonly Glossary[];
  readonly removed: Removed | undefined;
  /** Whether the browser did not read or keep something. */
  readonly failed: boolean;
}

/** None of them rejects: what could not be kept is here until the tab is closed, and `failed` says so. */
export interface GlossariesActions {
  /** Reads what is stored: another tab may have changed it. */
  refresh(): Promise<void>;
  /** @returns The id of the new glossary, which is active. */
  create(glossary: Pick<Glossary, 'name' | 'from' | 'to'>): string;
  rename(id: string, name: string): void;
  setActive(id: string, active: boolean): void;
  remove(id: string): void;
  /** Puts an entry before all others, so that it counts where two have the same source. */
  addEntry(id: string, entry: GlossaryEntry): void;
  changeEntry(id: string, index: number, entry: GlossaryEntry): void;
  removeEntry(id: string, index: number): void;
  /** Adds entries after those that are there, without those that are there already. @returns How many. */
  addEntries(id: string, entries: readonly GlossaryEntry[]): number;
  /** Brings back what was deleted last. */
  undo(): void;
}

export type GlossariesStore = StoreApi<GlossariesState & GlossariesActions>;

export interface GlossariesPorts {
  readonly stored: GlossaryStore;
  readonly newId: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * The glossaries that are in use for a pair of languages.
 *
 * @param from FLORES code, as `to` is; undefined where it is not known.
 */
export function glossariesFor(
  glossaries: readonly Glossary[],
  from: string | undefined,
  to: string,
): readonly Glossary[] {
  return glossaries.filter((each) => each.active && each.from === from && each.to === to);
}

/** The glossaries on this device. */
export function createGlossariesStore({ stored, newId, now }: GlossariesPorts): GlossariesStore {
  return createStore((set, get) => {
    const keep = async (action: Promise<void>) => {
      try {
        await action;
        set({ failed: false });
      } catch {
        set({ failed: true });
      }
    };
    const put = (glossary: Glossary, removed?: Removed) => {
      const others = get().glossaries.filter(({ id }) => id !== glossary.id);
      set({ glossaries: inOrder([...others, glossary]), removed });
      void keep(stored.put(glossary));
    };
    const change = (
      id: string,
      what: (glossary: Glossary) => Partial<Glossary>,
      removedKind?: Removed['kind'],
    ) => {
      const before = get().glossaries.find((one) => one.id === id);
      if (before === undefined) return;
      const removed = removedKind && { kind: removedKind, before };
      put({ ...before, ...what(before), changedAt: now() }, removed);
    };
    return {
      glossaries: [],
      removed: undefined,
      failed: false,
      refresh: async () => {
        try {
          set({ glossaries: inOrder(await stored.list()), failed: false });
        } catch {
          set({ failed: true });
        }
      },
      create: (glossary) => {
        const id = newId();
        put({ ...glossary, id, active: true, entries: [], changedAt: now() });
        return id;
      },
      rename: (id, name) => change(id, () => ({ name })),
      setActive: (id, active) => change(id, () => ({ active })),
      remove: (id) => {
        const { glossaries } = get();
        const before = glossaries.find((one) => one.id === id);
        if (before === undefined) return;
        const removed = { kind: 'glossary', before } as const;
        set({ glossaries: glossaries.filter((one) => one !== before), removed });
        void keep(stored.delete(id));
      },
      addEntry: (id, entry) => change(id, ({ entries }) => ({ entries: [entry, ...entries] })),
      changeEntry: (id, index, entry) =>
        change(id, ({ entries }) => ({ entries: entries.with(index, entry) })),
      removeEntry: (id, index) =>
        change(id, ({ entries }) => ({ entries: entries.toSpliced(index, 1) }), 'entry'),
      addEntries: (id, entries) => {
        const known = get().glossaries.find((one) => one.id === id)?.entries ?? [];
        const names = new Set(known.map(nameOf));
        const fresh = entries.filter((entry) => names.size < names.add(nameOf(entry)).size);
        change(id, () => ({ entries: [...known, ...fresh] }));
        return fresh.length;
      },
      undo: () => {
        const { removed } = get();
        if (removed !== undefined) put(removed.before);
      },
    };
  });
}

const nameOf = ({ kind, source, target }: GlossaryEntry): string =>
  [kind, source, target].join('\n');

const inOrder = (glossaries: readonly Glossary[]): readonly Glossary[] =>
  glossaries.toSorted((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
