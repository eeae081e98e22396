import { createContext, use } from 'react';
import { useStore, type StoreApi } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { MemoryMatch } from '../core/memory/types';
import type { ActivityStore } from '../state/activity';
import type { ChatStore } from '../state/chat';
import type { DocumentsStore } from '../state/documents/types';
import type { EngineStore } from '../state/engine';
import type { GlossariesStore } from '../state/glossaries';
import type { HistoryStore } from '../state/history';
import type { ModelsStore } from '../state/models';
import type { Places } from '../state/places';
import type { PreferencesStore } from '../state/preferences';
import type { OpenTranslation } from '../state/translate/tools';
import type { InterfaceLanguage } from '../ui/i18n';
import type { MeasureStore } from '../state/measure';

/** Everything the pages show and do, made once by the composition root. */
export interface Stores {
  readonly preferences: PreferencesStore<InterfaceLanguage>;
  readonly engine: EngineStore;
  /** Created when it is first needed. */
  readonly translate: () => Promise<OpenTranslation>;
  readonly activity: ActivityStore;
  /** What the translation memory has for a sentence, best first. Rejects where none can be had. */
  readonly findInMemory: (ask: {
    readonly source: string;
    /** FLORES codes. */
    readonly from: string;
    readonly to: string;
  }) => Promise<readonly MemoryMatch[]>;
  /** Counts that an entry of it was taken. */
  readonly countMemoryUse: (id: number) => void;
  /** Likewise. */
  readonly glossaries: () => Promise<GlossariesStore>;
  readonly chat: ChatStore;
  /** Likewise. */
  readonly models: () => Promise<ModelsStore>;
  /** Likewise. */
  readonly measure: () => Promise<MeasureStore>;
  /** Likewise. */
  readonly history: () => Promise<HistoryStore>;
  /** Likewise. */
  readonly documents: () => Promise<DocumentsStore>;
  /** Where models come from, unless the user sets something else. */
  readonly usualPlaces: Pick<Places, 'packageHost'>;
  /** Whether the browser keeps preferences. */
  readonly isLasting: () => boolean;
  /** Deletes everything that this app keeps on the device, and starts over. */
  readonly clearAllData: () => Promise<void>;
}

export const StoresContext = createContext<Stores | undefined>(undefined);

/** @throws TypeError outside the composition root, which is a mistake in the code. */
export function useStores(): Stores {
  const stores = use(StoresContext);
  if (stores === undefined) throw new TypeError('no stores around this component');
  return stores;
}

type StoreName = {
  [K in keyof Stores]: Stores[K] extends StoreApi<unknown> ? K : never;
}[keyof Stores];
type StateOf<K extends StoreName> = ReturnType<Stores[K]['getState']>;

/** Part of a store; the component renders again only when that part changes. */
export function useSelect<K extends StoreName, T>(name: K, selector: (state: StateOf<K>) => T): T {
  const store = useStores()[name] as StoreApi<StateOf<K>>;
  return useStore(store, selector);
}

/** Some fields of a store; the component is drawn again only when one of them changes. */
export function usePick<K extends StoreName, Field extends keyof StateOf<K>>(
  name: K,
  ...fields: readonly Field[]
): Pick<StateOf<K>, Field> {
  const pick = (state: StateOf<K>) =>
    Object.fromEntries(fields.map((field) => [field, state[field]])) as Pick<StateOf<K>, Field>;
  return useSelect(name, useShallow(pick));
}
