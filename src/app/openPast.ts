import { createHistoryStore, type HistoryStore } from '../state/history';
import type { TranslateStore } from '../state/translate';
import type { DeviceStorage } from '../storage/openStorage';

export interface PastParts {
  readonly storage: DeviceStorage;
  /** Fetched with the first translation that is opened again. */
  readonly translate: () => Promise<TranslateStore>;
}

/** Connects the store of past translations with this browser. */
export function openPast({ storage, translate }: PastParts): HistoryStore {
  return createHistoryStore({
    storage,
    openTranslation: async ({ from, ...rest }) => {
      const { open } = (await translate()).getState();
      open({ from: from === '' ? undefined : from, ...rest });
    },
    usedBytes: async () => (await navigator.storage.estimate()).usage,
  });
}
