import { createContext, use } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { TranslateActions, TranslateState } from '../../state/translate';
import type { OpenTranslation } from '../../state/translate/tools';

type All = TranslateState & TranslateActions;

export const TranslateContext = createContext<OpenTranslation | undefined>(undefined);

/** @throws TypeError outside the translate page, which is a mistake in the code. */
export function useTranslateStore(): OpenTranslation {
  const store = use(TranslateContext);
  if (store === undefined) throw new TypeError('no translation around this component');
  return store;
}

/** Part of the translation; the component renders again only when that part changes. */
export function useTranslate<T>(selector: (state: All) => T): T {
  return useStore(useTranslateStore(), selector);
}

/** Some fields of it; the component is drawn again only when one of them changes. */
export function usePickTranslate<Field extends keyof All>(
  ...fields: readonly Field[]
): Pick<All, Field> {
  const pick = (state: All) =>
    Object.fromEntries(fields.map((field) => [field, state[field]])) as Pick<All, Field>;
  return useTranslate(useShallow(pick));
}
