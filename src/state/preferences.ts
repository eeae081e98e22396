import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Quality } from '../tasks/translate/types';
import { getModel, isModelId, templates, type ModelId, type ModelSettings } from '../core/catalog';
import { contextChoices } from '../core/compatibility';
import { findLanguage } from '../core/languages';
import { hubLayouts, type HubLayout } from '../core/hub';
import { placeAddress } from '../core/site';
import {
  readFields,
  readJsonFields,
  readList,
  readOneOf,
  readText,
  type Fields,
} from '../core/stored';
import type { KeyValue } from '../storage/keyValue';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export const qualities = ['fast', 'best'] as const satisfies readonly Quality[];

/** A translation as flowing text beside its source, or sentence beside sentence. */
export const translationViews = ['text', 'rows'] as const;
export type TranslationView = (typeof translationViews)[number];

export interface Preferences<Interface extends string = string> {
  readonly theme: Theme;
  readonly interfaceLanguage: Interface;
  /** FLORES codes, latest first, at most three each. */
  readonly recentSources: readonly string[];
  readonly recentTargets: readonly string[];
  /** Pairs that were translated between, latest first. */
  readonly recentPairs: readonly LanguagePair[];
  /** Whether other alphabets are shown in Latin letters too. */
  readonly transliteration: boolean;
  /** How the translate page translates. */
  readonly quality: Quality;
  readonly translationView: TranslationView;
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
  /** Private mode: no history, no memory, no drafts, no chats. */
  readonly keepsNothing: boolean;
}

/** FLORES codes. */
export interface LanguagePair {
  readonly from: string;
  readonly to: string;
}

/** The places whose address a user can set. */
export type Place = 'packageHost' | 'hub';

export interface PreferencesActions<Interface extends string = string> {
  /** Whether some of what was stored could not be read. */
  wasRepaired(): boolean;
  setTheme(theme: Theme): void;
  setInterfaceLanguage(language: Interface): void;
  /** Puts a language first among the recent ones. */
  remember(list: 'recentSources' | 'recentTargets', code: string): void;
  rememberPair(pair: LanguagePair): void;
  setTransliteration(on: boolean): void;
  setQuality(quality: Quality): void;
  setTranslationView(view: TranslationView): void;
  chooseModel(modelId: ModelId): void;
  setModel(modelId: ModelId, settings: Partial<ModelSettings>): void;
  acceptLicences(modelId: ModelId): void;
  /** @param address From `placeAddress`; undefined for the one that the app was built with. */
  setPlace(place: Place, address: string | undefined): void;
  setHub(changes: Partial<Pick<Preferences, 'hubLayout' | 'checkWhole'>>): void;
  setKeepsNothing(keepsNothing: boolean): void;
}

export type PreferencesStore<Interface extends string = string> = StoreApi<
  Preferences<Interface> & PreferencesActions<Interface>
>;

const key = 'preferences';
/** Stored preferences that could not all be read, as they were. */
const unreadableKey = 'preferences.unreadable';
const maxRecent = 3;
const maxPairs = 4;

function readCode(value: unknown): string | undefined {
  const code = findLanguage(readText(value) ?? '')?.code;
  return code === value ? code : undefined;
}

function readCodes(value: unknown): string[] {
  return [...new Set(readList(value, readCode))].slice(0, maxRecent);
}

function readPair(value: unknown): LanguagePair | undefined {
  const fields = readFields(value);
  const [from, to] = [readCode(fields?.['from']), readCode(fields?.['to'])];
  return from === undefined || to === undefined || from === to ? undefined : { from, to };
}

/** The pair in front, and no other like it. */
function withPair(pairs: readonly LanguagePair[], pair: LanguagePair): readonly LanguagePair[] {
  const others = pairs.filter(({ from, to }) => from !== pair.from || to !== pair.to);
  return [pair, ...others].slice(0, maxPairs);
}

function readPairs(value: unknown): readonly LanguagePair[] {
  const pairs: readonly LanguagePair[] = readList(value, readPair) ?? [];
  return pairs.reduceRight(withPair, []);
}

function readModelId(value: unknown): ModelId | undefined {
  const id = readText(value) ?? '';
  return isModelId(id) ? id : undefined;
}

function readModelSettings(value: unknown): Preferences['modelSettings'] {
  const entries = Object.entries(readFields(value) ?? {}).flatMap(([id, settings]) => {
    const fields = readFields(settings);
    if (!isModelId(id) || fields === undefined) return [];
    const context = readOneOf(contextChoices(getModel(id)))(fields['contextLength']);
    const layout = readOneOf(templates)(fields['template']);
    return [
      [id, { ...(context && { contextLength: context }), ...(layout && { template: layout }) }],
    ];
  });
  return Object.fromEntries(entries) as Preferences['modelSettings'];
}

function readPlace(value: unknown): string | undefined {
  return placeAddress(readText(value) ?? '');
}

/** What can be read of the stored preferences; the rest is as at the first visit. */
function readPreferences<Interface extends string>(
  stored: Fields,
  { offered, wanted }: Pick<PreferencesPorts<Interface>, 'offered' | 'wanted'>,
): Preferences<Interface> {
  return {
    theme: readOneOf(themes)(stored['theme']) ?? 'system',
    interfaceLanguage:
      readOneOf(offered)(stored['interfaceLanguage']) ?? negotiate(offered, wanted),
    recentSources: readCodes(stored['recentSources']),
    recentTargets: readCodes(stored['recentTargets']),
    recentPairs: readPairs(stored['recentPairs']),
    transliteration: readOneOf([true, false])(stored['transliteration']) ?? false,
    quality: readOneOf(qualities)(stored['quality']) ?? 'fast',
    translationView: readOneOf(translationViews)(stored['translationView']) ?? 'text',
    modelId: readModelId(stored['modelId']),
    modelSettings: readModelSettings(stored['modelSettings']),
    acceptedLicences: [...new Set(readList(stored['acceptedLicences'], readModelId))],
    packageHost: readPlace(stored['packageHost']),
    hub: readPlace(stored['hub']),
    hubLayout: readOneOf(hubLayouts)(stored['hubLayout']),
    checkWhole: readOneOf([true, false])(stored['checkWhole']) ?? false,
    keepsNothing: readOneOf([true, false])(stored['keepsNothing']) ?? false,
  };
}

/** Whether something stored is not as it was read, and so would be written over. */
function isLossy(stored: Fields, read: Fields): boolean {
  return Object.entries(read).some(
    ([name, value]) =>
      stored[name] !== undefined && JSON.stringify(stored[name]) !== JSON.stringify(value),
  );
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
  const json = storage.get(key);
  const stored = json === undefined ? {} : readJsonFields(json);
  const read = readPreferences(stored ?? {}, { offered, wanted });
  const wasRepaired = stored === undefined || isLossy(stored, { ...read });
  // The next change writes over it.
  if (wasRepaired && json !== undefined) storage.set(unreadableKey, json);
  const store: PreferencesStore<Interface> = createStore((set) => ({
    ...read,
    wasRepaired: () => wasRepaired,
    setTheme: (theme) => set({ theme }),
    setInterfaceLanguage: (interfaceLanguage) => set({ interfaceLanguage }),
    remember: (list, code) =>
      set((state) => ({
        [list]: [code, ...state[list].filter((other) => other !== code)].slice(0, maxRecent),
      })),
    rememberPair: (pair) =>
      set(({ recentPairs }) => ({ recentPairs: withPair(recentPairs, pair) })),
    setTransliteration: (transliteration) => set({ transliteration }),
    setQuality: (quality) => set({ quality }),
    setTranslationView: (translationView) => set({ translationView }),
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
    setKeepsNothing: (keepsNothing) => set({ keepsNothing }),
  }));
  // JSON leaves out the actions, because they are functions.
  store.subscribe((preferences) => storage.set(key, JSON.stringify(preferences)));
  return store;
}
