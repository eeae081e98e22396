import { mayBeEmpty, type Sentences } from '../../src/ui/i18n/locale';

export interface Finding {
  readonly kind: 'missing' | 'unknown' | 'placeholders';
  /** Namespace, a colon, and the key with dots. */
  readonly key: string;
}

type Flat = ReadonlyMap<string, string>;

function flatten(sentences: Sentences, prefix: string): readonly (readonly [string, string])[] {
  return Object.entries(sentences).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[prefix + key, value] as const]
      : flatten(value, `${prefix}${key}.`),
  );
}

function flattenAll(namespaces: Sentences): Flat {
  const all = Object.entries(namespaces).flatMap(([name, sentences]) =>
    typeof sentences === 'string' ? [] : flatten(sentences, `${name}:`),
  );
  return new Map(all);
}

const categories = ['zero', 'one', 'two', 'few', 'many', 'other'] as const;
const suffix = new RegExp(`_(${categories.join('|')})$`);
/** These may say their number in words, or leave it out. */
const ofOneNumber = /_(zero|one|two)$/;

function placeholders(sentence: string): readonly string[] {
  return [...new Set([...sentence.matchAll(/\{\{[^}]*\}\}/g)].map(([name]) => name))].sort();
}

/** The keys that a language needs, each with the English sentence it is translated from. */
function neededKeys(english: Flat, tag: string): Flat {
  const { pluralCategories } = new Intl.PluralRules(tag).resolvedOptions();
  const needed = new Map<string, string>();
  for (const [key, sentence] of english) {
    const base = key.replace(suffix, '');
    const isPlural = base !== key && english.has(`${base}_other`);
    if (!isPlural) needed.set(key, sentence);
    else if (key.endsWith('_other')) {
      for (const category of categories) {
        if (pluralCategories.includes(category)) needed.set(`${base}_${category}`, sentence);
      }
    }
  }
  return needed;
}

function saysTheSame(key: string, sentence: string, source: string): boolean {
  const [here, there] = [placeholders(sentence), placeholders(source)];
  if (ofOneNumber.test(key)) return here.every((name) => there.includes(name));
  return here.join() === there.join();
}

/** What is wrong with a language's sentences, by namespace, beside the English ones. */
export function compare(tag: string, english: Sentences, sentences: Sentences): Finding[] {
  const source = flattenAll(english);
  const needed = neededKeys(source, tag);
  const given = flattenAll(sentences);
  const isThere = (key: string) => mayBeEmpty(key) || (given.get(key) ?? '') !== '';
  const missing = [...needed.keys()].filter((key) => !given.has(key) || !isThere(key));
  // Every language may have words of its own for none at all.
  const zero = (key: string) => needed.has(key.replace(/_zero$/, '_other'));
  const unknown = [...given.keys()].filter((key) => !needed.has(key) && !zero(key));
  const changed = [...given].filter(([key, sentence]) => {
    const original = needed.get(key);
    return sentence !== '' && original !== undefined && !saysTheSame(key, sentence, original);
  });
  return [
    ...missing.map((key) => ({ kind: 'missing' as const, key })),
    ...unknown.map((key) => ({ kind: 'unknown' as const, key })),
    ...changed.map(([key]) => ({ kind: 'placeholders' as const, key })),
  ];
}

/** A file's sentences with a place for each that is missing, in the order of the English ones. */
export function withPlaces(tag: string, english: Sentences, sentences: Sentences): Sentences {
  const given = flattenAll(sentences);
  const result: Record<string, Sentences> = {};
  for (const key of neededKeys(flattenAll(english), tag).keys()) {
    const [namespace = '', path = ''] = key.split(':');
    const steps = path.split('.');
    const name = steps.pop() ?? '';
    let at = (result[namespace] ??= {}) as Record<string, Sentences | string>;
    for (const step of steps) at = (at[step] ??= {}) as typeof at;
    at[name] = given.get(key) ?? '';
  }
  return result;
}
