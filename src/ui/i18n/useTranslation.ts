import i18next, {
  type DefaultNamespace,
  type FlatNamespace,
  type i18n,
  type TFunction,
} from 'i18next';
import { useMemo, useSyncExternalStore } from 'react';

interface Translation<Ns extends FlatNamespace> {
  readonly t: TFunction<Ns>;
  readonly i18n: i18n;
}

function subscribe(onChange: () => void): () => void {
  i18next.on('languageChanged', onChange);
  return () => i18next.off('languageChanged', onChange);
}

const currentLanguage = () => i18next.language;

/**
 * Sentences of one namespace in the language of the interface; a component is drawn again when that
 * changes. They are there before anything is drawn, so what react-i18next has for loading is not needed.
 */
export function useTranslation(): Translation<DefaultNamespace>;
export function useTranslation<Ns extends FlatNamespace>(namespace: Ns): Translation<Ns>;
export function useTranslation(namespace: FlatNamespace = 'translation') {
  const language = useSyncExternalStore(subscribe, currentLanguage);
  const t = useMemo(() => i18next.getFixedT(language, namespace), [language, namespace]);
  return { t, i18n: i18next };
}
