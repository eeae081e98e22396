import { createStore, type StoreApi } from 'zustand/vanilla';
import { findLanguage } from '../core/languages';
import type { KeyValue } from '../storage/keyValue';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export interface Preferences<Interface extends string = string> {
  readonly theme: Theme;
  readonly interfaceLanguage: Interface;
  /** FLORES codes, latest first, at most three each. */
  readonly recentSources: readonly string[];
  readonly recentTargets: readonly string[];
}

export interface PreferencesActions<Interface extends string = string> {
  setTheme(theme: Theme): void;
  setInterfaceLanguage(language: Interface): void;
  /** Puts a language first among the recent ones. */
  remember(list: 'recentSources' | 'recentTargets', code: string): void;
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

/** The interface language nearest to what the reader's browser asks for. */
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

/** What the reader chose about the app itself. Kept at every change. */
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
    setTheme: (theme) => set({ theme }),
    setInterfaceLanguage: (interfaceLanguage) => set({ interfaceLanguage }),
    remember: (list, code) =>
      set((state) => ({
        [list]: [code, ...state[list].filter((other) => other !== code)].slice(0, maxRecent),
      })),
  }));
  store.subscribe(({ theme, interfaceLanguage, recentSources, recentTargets }) => {
    storage.set(
      key,
      JSON.stringify({
        theme,
        interfaceLanguage,
        recentSources,
        recentTargets,
      } satisfies Preferences),
    );
  });
  return store;
}
