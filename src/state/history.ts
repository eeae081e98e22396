import { createStore, type StoreApi } from 'zustand/vanilla';
import { toAppError, type AppError } from '../core/errors';
import type { MemoryEntry } from '../core/memory/types';
import type { RestoreMode, RestoreReport } from '../storage/backup';
import type { DeviceStorage } from '../storage/openStorage';
import type { Pair } from '../storage/pairs';
import { kinds, type Kind, type KindSize } from '../storage/sizes';
import { importTmx, type ImportReport } from '../storage/tmx/import';
import { writeTmx } from '../storage/tmx/write';
import type { TranslationRecord, TranslationSummary } from '../storage/translations';

export type { Kind, KindSize } from '../storage/sizes';
export type { ImportReport } from '../storage/tmx/import';
export type { MemoryEntry } from '../core/memory/types';
export type { TranslationSummary } from '../storage/translations';
export type { RestoreMode, RestoreReport } from '../storage/backup';

export type HistoryView = 'translations' | 'memory';

/** What of a view is shown. */
export interface HistoryFilter {
  readonly text: string;
  readonly pair: Pair | undefined;
  readonly starred: boolean;
}

export interface HistoryState extends HistoryFilter {
  readonly view: HistoryView;
  /** Of the view; latest first. */
  readonly translations: readonly TranslationSummary[];
  readonly entries: readonly MemoryEntry[];
  /** Whether there is more than is listed. */
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  /** Of all that the view has. */
  readonly pairs: readonly Pair[];
  readonly count: number;
  /** Whether the last deletion can be undone. */
  readonly canUndo: boolean;
  /** 0 to 1 while a file is read. */
  readonly importing: number | undefined;
  readonly report: ImportReport | undefined;
  readonly error: AppError | undefined;
  readonly sizes: Readonly<Partial<Record<Kind, KindSize>>>;
  /** Of this site, models included, as the browser tells it. */
  readonly usedBytes: number | undefined;
}

/** None of them rejects, but those that give something: these reject with an AppError. */
export interface HistoryActions {
  show(view: HistoryView): Promise<void>;
  filter(changes: Partial<HistoryFilter>): Promise<void>;
  more(): Promise<void>;
  star(id: string, starred: boolean): Promise<void>;
  /** The latest translations, whatever is shown; none where they cannot be read. */
  recent(count: number): Promise<readonly TranslationSummary[]>;
  /** Whether it could be opened. */
  open(id: string): Promise<boolean>;
  /** The whole text of a translation, to be copied. */
  targetOf(id: string): Promise<string>;
  removeTranslation(id: string): Promise<void>;
  removeEntry(id: number): Promise<void>;
  edit(id: number, target: string): Promise<void>;
  undo(): Promise<void>;
  /** All of the view. */
  clear(): Promise<void>;
  importFile(file: Blob): Promise<void>;
  stopImport(): void;
  exportFile(): Promise<Blob>;
  measure(): Promise<void>;
  backup(): Promise<Blob>;
  restore(file: Blob, mode: RestoreMode): Promise<RestoreReport>;
}

export type HistoryStore = StoreApi<HistoryState & HistoryActions>;

export interface HistoryPorts {
  readonly storage: DeviceStorage;
  /** Shows a translation where one translates. */
  readonly openTranslation: (record: TranslationRecord) => Promise<void>;
  readonly usedBytes: () => Promise<number | undefined>;
}

const nothing = {
  ...{ text: '', pair: undefined, starred: false },
  ...{ translations: [], entries: [], hasMore: false, isLoading: false, pairs: [], count: 0 },
  ...{ canUndo: false, importing: undefined, report: undefined, error: undefined },
} as const;

/** Past translations and the translation memory, and all that is kept on this device. */
export function createHistoryStore({ storage, ...ports }: HistoryPorts): HistoryStore {
  const { translations, memory } = storage;
  let search: AbortController | undefined;
  let next: string | number | undefined;
  let undo: (() => Promise<void>) | undefined;
  let importing: AbortController | undefined;

  return createStore((set, get) => {
    const attempt = async (action: () => Promise<void>) => {
      try {
        await action();
      } catch (cause) {
        const error = toAppError(cause);
        if (error.code !== 'aborted') set({ error });
      }
    };

    const loadPage = async (signal: AbortSignal): Promise<Partial<HistoryState>> => {
      const { view, text, pair, starred } = get();
      if (view === 'translations') {
        const after = typeof next === 'string' ? next : undefined;
        const page = await translations.list({ text, pair, starred, after, signal });
        next = page.next;
        return { translations: [...get().translations, ...page.translations] };
      }
      const before = typeof next === 'number' ? next : undefined;
      const page = await memory.list({ text, pair, before, signal });
      next = page.next;
      return { entries: [...get().entries, ...page.entries] };
    };

    /** From the newest on, or what follows; a search that another one overtook shows nothing. */
    const load = (from: 'start' | 'next') =>
      attempt(async () => {
        search?.abort();
        const mine = new AbortController();
        search = mine;
        set({ isLoading: true, error: undefined });
        try {
          if (from === 'start') next = undefined;
          const kept = get().view === 'translations' ? translations : memory;
          const [pairs, count] = await Promise.all([kept.pairs(), kept.count()]);
          if (search !== mine) return;
          if (from === 'start') set({ translations: [], entries: [] });
          const page = await loadPage(mine.signal);
          if (search !== mine) return;
          set({ ...page, pairs, count, hasMore: next !== undefined });
        } catch (cause) {
          if (search === mine) throw cause;
        } finally {
          if (search === mine) set({ isLoading: false });
        }
      });

    const remove = (action: () => Promise<() => Promise<void>>) =>
      attempt(async () => {
        undo = await action();
        set({ canUndo: true });
        await load('start');
      });

    return {
      ...nothing,
      view: 'translations',
      sizes: {},
      usedBytes: undefined,

      show: async (view) => {
        undo = undefined;
        set({ ...nothing, view, importing: get().importing });
        await load('start');
      },
      filter: async (changes) => {
        set(changes);
        await load('start');
      },
      more: async () => {
        if (get().hasMore && !get().isLoading) await load('next');
      },
      star: (id, starred) =>
        attempt(async () => {
          await translations.star(id, starred);
          set({
            translations: get().translations.map((one) =>
              one.id === id ? { ...one, starred } : one,
            ),
          });
        }),
      recent: (limit) =>
        translations.list({ limit }).then(
          (page) => page.translations,
          () => [],
        ),
      open: async (id) => {
        const record = await translations.get(id).catch(() => undefined);
        if (record !== undefined) await ports.openTranslation(record);
        return record !== undefined;
      },
      targetOf: async (id) => (await translations.get(id))?.target ?? '',
      removeTranslation: (id) => remove(() => translations.delete(id)),
      removeEntry: (id) => remove(() => memory.delete(id)),
      edit: (id, target) =>
        attempt(async () => {
          await memory.edit(id, target);
          const origin = 'edited' as const;
          set({
            entries: get().entries.map((one) => (one.id === id ? { ...one, target, origin } : one)),
          });
        }),
      undo: () =>
        attempt(async () => {
          await undo?.();
          undo = undefined;
          set({ canUndo: false });
          await load('start');
        }),
      clear: () =>
        attempt(async () => {
          undo = undefined;
          set({ canUndo: false });
          await (get().view === 'translations' ? translations : memory).clear();
          await load('start');
        }),
      importFile: (file) =>
        attempt(async () => {
          importing = new AbortController();
          set({ importing: 0, report: undefined, error: undefined });
          try {
            const report = await importTmx(file, memory, {
              signal: importing.signal,
              onProgress: (fraction) => set({ importing: fraction }),
            });
            set({ report });
          } finally {
            set({ importing: undefined });
            await load('start');
          }
        }),
      stopImport: () => importing?.abort(),
      exportFile: async () => {
        const pieces: string[] = [];
        for await (const piece of writeTmx(memory.all(get().pair))) pieces.push(piece);
        return new Blob(pieces, { type: 'application/xml' });
      },
      measure: () =>
        attempt(async () => {
          for (const kind of kinds) {
            const size = await storage.measure(kind);
            set({ sizes: { ...get().sizes, [kind]: size } });
          }
          set({ usedBytes: await ports.usedBytes() });
        }),
      backup: () => storage.backup(),
      restore: (file, mode) => storage.restore(file, mode),
    };
  });
}
