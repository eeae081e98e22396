import { readFileSync } from 'node:fs';
import { english } from '../../src/ui/i18n/english';

export type Locale = 'en' | 'ar';

/** Sentence of the interface by namespace and key, as `app.close`. @throws Error where there is none. */
export type WordOf = (namespace: keyof typeof english, key: string) => string;

/** How the interface names things in a language, so that a test finds them there as a user does. */
export function wordsOf(locale: Locale): WordOf {
  const sentences: unknown = locale === 'en' ? english : read(locale);
  return (namespace, key) => {
    const found = [namespace, ...key.split('.')].reduce<unknown>(
      (place, name) => (place as Readonly<Record<string, unknown>> | undefined)?.[name],
      sentences,
    );
    if (typeof found !== 'string') throw new Error(`no ${namespace}:${key} in ${locale}`);
    return found;
  };
}

function read(locale: Locale): unknown {
  const file = new URL(`../../src/ui/i18n/locales/${locale}.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { sentences: unknown }).sentences;
}
