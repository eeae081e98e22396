import { createStore, type StoreApi } from 'zustand/vanilla';

/** What the pages are doing, for those that do not know them. */
export interface Activity {
  /** A translation is asked for or being written. */
  readonly translating: boolean;
}

export type ActivityStore = StoreApi<Activity>;

export function createActivityStore(): ActivityStore {
  return createStore(() => ({ translating: false }));
}
