import type { Kind } from './domain';
import { memo, type Concept } from './render';

// CLDR silently falls back to its root. Northern Sotho has little else.
const ROOT = 'nso';

const lists = memo((tag: string) => Intl.ListFormat.supportedLocalesOf(tag).length > 0);
const relatives = memo((tag: string) => Intl.RelativeTimeFormat.supportedLocalesOf(tag).length > 0);

/** If more than this share of a kind's texts equals the English ones, none of them counts. */
const BORROWED = 0.5;
const borrowable: ReadonlySet<Kind> = new Set([
  ...(['region', 'language', 'currency', 'word', 'amount'] as const),
]);

function ownTexts({ kind, render }: Concept, tags: readonly string[]): (string | null)[] {
  const root = kind === 'relative' || kind === 'measure' ? render(ROOT) : undefined;
  return tags.map((tag) => {
    if (kind === 'list' && !lists(tag)) return null;
    if ((kind === 'relative' || kind === 'word') && !relatives(tag)) return null;
    const text = render(tag) ?? null;
    return text === root && tag !== 'en' ? null : text;
  });
}

/** Lists are made of names, so a language has them if it has the names. */
const partsOf = ({ kind, key }: Concept): string =>
  kind === 'list' ? (key.split(' ')[1] ?? kind) : kind;

/**
 * The texts of all concepts by language, null if CLDR has none of its own: neither the root's abbreviations
 * nor disguised English count as a language's text.
 */
export function servedTexts(
  concepts: readonly Concept[],
  tags: readonly string[],
): (string | null)[][] {
  const table = concepts.map((concept) => ownTexts(concept, tags));
  const english = tags.indexOf('en');
  tags.forEach((_, column) => {
    if (column === english) return;
    for (const kind of borrowable) {
      const rows = table.filter((_row, i) => concepts[i]?.kind === kind);
      const own = rows.filter((row) => row[column] !== null);
      const same = own.filter((row) => row[column] === row[english]).length;
      if (own.length >= rows.length / 2 && same <= BORROWED * own.length) continue;
      table.forEach((row, i) => {
        const concept = concepts[i];
        if (concept !== undefined && partsOf(concept) === kind) row[column] = null;
      });
    }
  });
  return table;
}
