/** Letters to Latin ones. A key may be several letters; `^` before it: only where a word begins. */
export type Table = Readonly<Record<string, string>>;

/** "а=a б=b" as a table; "ь=" for a letter that falls away. */
export function table(rows: string): Table {
  const pairs = rows.trim().split(/\s+/);
  return Object.fromEntries(pairs.map((pair) => pair.split('=') as [string, string]));
}

const capital = (latin: string) => latin.charAt(0).toUpperCase() + latin.slice(1);
const isUpper = (text: string) => text !== text.toLowerCase();

/**
 * Writes a text by a table of small letters, longest keys first. "Щ" is "Shch" in a word and "SHCH" among capitals.
 */
export function writeBy(letters: Table, text: string): string {
  const keys = Object.keys(letters).map((key) => key.replace('^', ''));
  const sorted = [...new Set(keys)].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(sorted.join('|'), 'giu');
  return text.replace(pattern, (found, at: number) => {
    const small = found.toLowerCase();
    const begins = !/[\p{L}\p{M}]/u.test(text.charAt(at - 1));
    const latin = (begins ? letters[`^${small}`] : undefined) ?? letters[small] ?? found;
    if (!isUpper(found)) return latin;
    const next = text.charAt(at + found.length);
    const amongCapitals = found.length > 1 ? isUpper(found.slice(1)) : next !== '' && isUpper(next);
    return amongCapitals ? latin.toUpperCase() : capital(latin);
  });
}
