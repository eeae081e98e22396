/** Sentences by key, nested or with dots in their keys. */
export interface Sentences {
  readonly [key: string]: string | Sentences;
}

/** A file in `locales/`: what a translator writes. */
export interface LocaleFile {
  /** Whether a sentence that is missing is a mistake, rather than one to come. */
  readonly complete: boolean;
  /** By namespace. */
  readonly sentences: Sentences;
}

/** Nothing stands between sentences in Chinese and Japanese, so this one may be empty. */
export const mayBeEmpty = (key: string): boolean => key.endsWith('betweenSentences');

/** Without those that nobody has translated yet, so that English stands in for them. */
export function withoutEmpty(sentences: Sentences): Sentences {
  const entries = Object.entries(sentences).flatMap(([key, value]) => {
    if (value === '' && !mayBeEmpty(key)) return [];
    return [[key, typeof value === 'string' ? value : withoutEmpty(value)] as const];
  });
  return Object.fromEntries(entries);
}
