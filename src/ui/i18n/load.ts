import type { InterfaceLanguage } from '.';
import { withoutEmpty, type LocaleFile, type Sentences } from './locale';

const files = import.meta.glob<LocaleFile>('./locales/*.json', { import: 'default' });

/** The sentences of a language by namespace. @throws TypeError when there is no file of it. */
export async function sentencesOf(
  language: Exclude<InterfaceLanguage, 'en'>,
): Promise<Readonly<Record<string, Sentences>>> {
  if (language === 'zh-Hans') return (await import('./chinese')).chinese;
  const read = files[`./locales/${language}.json`];
  if (read === undefined) throw new TypeError(`no sentences in ${language}`);
  return withoutEmpty((await read()).sentences) as Readonly<Record<string, Sentences>>;
}
