import { createStore, type StoreApi } from 'zustand/vanilla';
import { toAppError, type AppError } from '../../core/errors';
import type { TranslationSegment } from '../../core/translation/types';
import type { InspectedPrompt, MeasuredWord } from '../../tasks/translate/inspect';

export type { InspectedPrompt, MeasuredWord };

/** What can be found out about a translation: the prompt, the words' probabilities, what it says. */
export interface Lookups {
  readonly prompt: InspectedPrompt;
  readonly words: readonly MeasuredWord[];
  /** The translation, back in the language of the source; undefined where the model does not know it. */
  readonly back: string | undefined;
}

/** Something that is being found out. */
export interface Lookup<T> {
  /** What it is about: it says nothing of a segment that has changed. */
  readonly of: string;
  /** Undefined until it is there. */
  readonly found?: { readonly value: T } | undefined;
  readonly error?: AppError | undefined;
}

type Kind = keyof Lookups;
type Found = { readonly [K in Kind]: ReadonlyMap<string, Lookup<Lookups[K]>> };

export interface LookupActions {
  /** Settles when it is found, failed or given up. Never rejects. */
  lookUp(kind: Kind, segment: TranslationSegment): Promise<void>;
  /** Gives up what is under way about a segment. */
  cancel(kind: Kind, id: string): void;
  /** What was found does not hold any more: another model, another context. */
  clear(): void;
}

export type LookupStore = StoreApi<Found & LookupActions>;

export type LookupPorts = {
  readonly [K in Kind]: (segment: TranslationSegment, signal: AbortSignal) => Promise<Lookups[K]>;
};

/** What a lookup is about. */
export function lookupKey({ source, target, language, state }: TranslationSegment): string {
  return [state, language, source, target].join('\n');
}

const nothing: Found = { prompt: new Map(), words: new Map(), back: new Map() };

/** What was found out about segments since the page was opened. */
export function createLookupStore(ports: LookupPorts): LookupStore {
  const running = new Map<string, AbortController>();
  return createStore<Found & LookupActions>((set, get) => {
    const put = (kind: Kind, id: string, lookup: Lookup<Lookups[Kind]> | undefined) => {
      const next = new Map<string, Lookup<Lookups[Kind]>>(get()[kind]);
      if (lookup === undefined) next.delete(id);
      else next.set(id, lookup);
      set({ [kind]: next } as Partial<Found>);
    };
    const begin = (name: string): AbortController => {
      running.get(name)?.abort();
      const controller = new AbortController();
      running.set(name, controller);
      return controller;
    };
    const ask = async (kind: Kind, segment: TranslationSegment): Promise<void> => {
      const name = `${kind} ${segment.id}`;
      const controller = begin(name);
      const of = lookupKey(segment);
      put(kind, segment.id, { of });
      const isCurrent = () => running.get(name) === controller;
      try {
        const value = await ports[kind](segment, controller.signal);
        if (isCurrent()) put(kind, segment.id, { of, found: { value } });
      } catch (cause) {
        if (isCurrent()) put(kind, segment.id, { of, error: toAppError(cause) });
      } finally {
        if (isCurrent()) running.delete(name);
      }
    };
    return {
      ...nothing,
      lookUp: (kind, segment) => ask(kind, segment),
      cancel: (kind, id) => {
        const name = `${kind} ${id}`;
        const controller = running.get(name);
        if (controller === undefined) return;
        running.delete(name);
        controller.abort();
        put(kind, id, undefined);
      },
      clear: () => {
        for (const controller of running.values()) controller.abort();
        running.clear();
        set(nothing);
      },
    };
  });
}
