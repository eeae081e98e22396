import type { ModelLoader } from '../models/loader';
import type { Packages } from '../models/packages';
import { whenIdle, type Workers } from '../state/idle';
import { createModelsStore, type ModelsStore } from '../state/models';
import { placesOf, type Places } from '../state/places';
import type { PreferencesStore } from '../state/preferences';
import type { InterfaceLanguage } from '../ui/i18n';

export interface ModelsParts extends Workers {
  readonly packages: Packages;
  readonly loader: ModelLoader;
  readonly preferences: PreferencesStore<InterfaceLanguage>;
  readonly usualPlaces: Pick<Places, 'packageHost'>;
}

/** Connects the models store with this browser, and reads what is stored. */
export async function openModels(parts: ModelsParts): Promise<ModelsStore> {
  const { packages, loader, engine, preferences, usualPlaces } = parts;
  const store = createModelsStore({
    packages,
    loader,
    engine,
    places: () => placesOf(preferences.getState(), usualPlaces),
    hasAccepted: (modelId) => preferences.getState().acceptedLicences.includes(modelId),
    persist: async () => navigator.storage.persist(),
    freeBytes,
    whenIdle: () => whenIdle(parts),
  });
  await store.getState().refresh();
  return store;
}

async function freeBytes(): Promise<number | undefined> {
  const { quota, usage = 0 } = await navigator.storage.estimate();
  return quota === undefined ? undefined : Math.max(0, quota - usage);
}
