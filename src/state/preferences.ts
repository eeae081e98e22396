import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Quality } from '../tasks/translate/types';
import { getModel, isModelId, templates, type ModelId, type ModelSettings } from '../core/catalog';
import { contextChoices } from '../core/compatibility';
import { findLanguage } from '../core/languages';
import type { HubLayout } from '../core/hub';
import { placeAddress } from '../core/site';
import type { KeyValue } from '../storage/keyValue';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export const qualities = ['fast', 'best'] as const satisfies readonly Quality[];

export interface Preferences<Interface extends string = string> {
  readonly theme: Theme;
  readonly interfaceLanguage: Interface;
  /** FLORES codes, latest first, at most three each. */
  readonly recentSources: readonly string[];
  readonly recentTargets: readonly string[];
  /** How the translate page translates. */
  readonly quality: Quality;
  /** The model that answers, once one has been chosen. */
  readonly modelId: ModelId | undefined;
  readonly modelSettings: Readonly<Partial<Record<ModelId, Partial<ModelSettings>>>>;
  /** Models whose licences the user has accepted. */
  readonly acceptedLicences: readonly ModelId[];
  /** Where models come from, instead of the addresses that the app was built with. */
  readonly packageHost: string | undefined;
  readonly hub: string | undefined;
  readonly hubLayout: HubLayout | undefined;
  readonly checkWhole: boolean;
}

/** The places whose address a user can set. */
export type Place = 'packageHost' | 'hub';

export interface PreferencesActions<Interface extends string = string> {
  setTheme(theme: Theme): void;
  setInterfaceLanguage(language: Interface): void;
  /** Puts a language first among the recent ones. */
  remember(list: 'recentSources' | 'recentTargets', code: string): void;
  setQuality(quality: Quality): void;
  chooseModel(modelId: ModelId): void;
  setModel(modelId: ModelId, settings: Partial<ModelSettings>): void;
  acceptLicences(modelId: ModelId): void;
  /** @param address From `placeAddress`; undefined for the one that the app was built with. */
  setPlace(place: Place, address: string | undefined): void;
  setHub(changes: Partial<Pick<Preferences, 'hubLayout' | 'checkWhole'>>): void;
}

export type PreferencesStore<Interface extends string = string> = StoreApi<
  Preferences<Interface> & PreferencesActions<Interface>
>;

const key = 'preferences';
const maxRecent = 3;

function parse(json: string | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function codes(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return value
    .filter((code): code is string => typeof code === 'string' && findLanguage(code)?.code === code)
    .slice(0, maxRecent);
}

function readModelId(value: unknown): ModelId | undefined {
  return typeof value === 'string' && isModelId(value) ? value : undefined;
}

function readModelSettings(value: unknown): Preferences['modelSettings'] {
  if (typeof value !== 'object' || value === null) return {};
  const entries = Object.entries(value).flatMap(([id, settings]: [string, unknown]) => {
    if (!isModelId(id) || typeof settings !== 'object' || settings === null) return [];
    const { contextLength, template } = settings as Record<string, unknown>;
    const context = contextChoices(getModel(id)).find((choice) => choice === contextLength);
    const layout = templates.find((one) => one === template);
    return [
      [id, { ...(context && { contextLength: context }), ...(layout && { template: layout }) }],
    ];
  });
  return Object.fromEntries(entries) as Preferences['modelSettings'];
}

function readPlace(value: unknown): string | undefined {
  return typeof value === 'string' ? placeAddress(value) : undefined;
}

/** The interface language nearest to what the user's browser asks for. */
export function negotiate<Interface extends string>(
  offered: readonly [Interface, ...Interface[]],
  wanted: readonly string[],
): Interface {
  for (const tag of wanted) {
    const language = tag.split('-', 1)[0] ?? tag;
    const match = offered.find((candidate) => candidate.split('-', 1)[0] === language);
    if (match !== undefined) return match;
  }
  return offered[0];
}

export interface PreferencesPorts<Interface extends string> {
  readonly storage: KeyValue;
  readonly offered: readonly [Interface, ...Interface[]];
  /** `navigator.languages` */
  readonly wanted: readonly string[];
}

/** The user's preferences about the app itself. Saved at every change. */
export function createPreferencesStore<Interface extends string>({
  storage,
  offered,
  wanted,
}: PreferencesPorts<Interface>): PreferencesStore<Interface> {
  const stored = parse(storage.get(key));
  const store: PreferencesStore<Interface> = createStore((set) => ({
    theme: themes.find((theme) => theme === stored['theme']) ?? 'system',
    interfaceLanguage:
      offered.find((language) => language === stored['interfaceLanguage']) ??
      negotiate(offered, wanted),
    recentSources: codes(stored['recentSources']),
    recentTargets: codes(stored['recentTargets']),
    quality: qualities.find((quality) => quality === stored['quality']) ?? 'fast',
    modelId: readModelId(stored['modelId']),
    modelSettings: readModelSettings(stored['modelSettings']),
    acceptedLicences: Array.isArray(stored['acceptedLicences'])
      ? stored['acceptedLicences'].flatMap((id) => readModelId(id) ?? [])
      : [],
    packageHost: readPlace(stored['packageHost']),
    hub: readPlace(stored['hub']),
    hubLayout: stored['hubLayout'] === 'modelscope' ? 'modelscope' : undefined,
    checkWhole: stored['checkWhole'] === true,
    setTheme: (theme) => set({ theme }),
    setInterfaceLanguage: (interfaceLanguage) => set({ interfaceLanguage }),
    remember: (list, code) =>
      set((state) => ({
        [list]: [code, ...state[list].filter((other) => other !== code)].slice(0, maxRecent),
      })),
    setQuality: (quality) => set({ quality }),
    chooseModel: (modelId) => set({ modelId }),
    setModel: (modelId, settings) =>
      set(({ modelSettings }) => ({
        modelSettings: { ...modelSettings, [modelId]: { ...modelSettings[modelId], ...settings } },
      })),
    acceptLicences: (modelId) =>
      set(({ acceptedLicences }) => ({
        acceptedLicences: [...acceptedLicences.filter((id) => id !== modelId), modelId],
      })),
    setPlace: (place, address) => set({ [place]: address }),
    setHub: (changes) => set(changes),
  }));
  // JSON leaves out the actions, because they are functions.
  store.subscribe((preferences) => storage.set(key, JSON.stringify(preferences)));
  return store;
}
