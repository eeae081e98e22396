import Papa from 'papaparse';
import { findLanguage, languages } from '../../core/languages';
import { shorten, type FileEntry, type FileTerm, type Skipped, type TermFile } from './types';

/** What a column has in it; terms belong to a language, or are the source or the target of a file without. */
type Column =
  | { readonly kind: 'term'; readonly language: string }
  | { readonly kind: 'note' | 'forbidden' | 'kind' | 'status' | 'from' | 'to' | 'other' };

const roles: readonly (readonly [RegExp, Column])[] = [
  [
    /^(?:source|src)(?:[ _-]?(?:term|text|phrase|word|segment))?$|^(?:term|original|原文|源文|术语)$/iu,
    term('source'),
  ],
  [
    /^(?:target|tgt|trg)(?:[ _-]?(?:term|text|phrase|word|segment))?$|^(?:translation|译文|翻译)$/iu,
    term('target'),
  ],
  [/^(?:source|src)[ _-]?lang(?:uage)?(?:[ _-]?code)?$/iu, { kind: 'from' }],
  [/^(?:target|tgt|trg)[ _-]?lang(?:uage)?(?:[ _-]?code)?$/iu, { kind: 'to' }],
  [/^(?:forbidden|do not use|deprecated|禁用)$/iu, { kind: 'forbidden' }],
  [/^(?:kind|type|类型)$/iu, { kind: 'kind' }],
  [/^(?:(?:term[ _-]?)?status|usage|term_info|.*administrative ?status)$/iu, { kind: 'status' }],
  [
    /^(?:notes?|comments?|remarks?|description|definition|entry_note|备注|说明)$/iu,
    { kind: 'note' },
  ],
  [
    /^(?:domain|subdomain|subject|example of use|pos|part of speech|relevance|case|case[ _-]?sensitiv\w*|entry_\w+|term_\w+|\w+_def|created\w*|modified\w*|tags?|client|project|context)$/iu,
    { kind: 'other' },
  ],
];

function term(language: string): Column {
  return { kind: 'term', language };
}

const byName = new Map(
  languages.flatMap(({ code, englishName, autonym, chineseName }) =>
    [englishName, autonym, chineseName].map((name) => [name.toLowerCase(), code] as const),
  ),
);

/** `en`, `en-US`, `zh_CN`, `eng`, `English`, `English_United_States`, `Deutsch`. */
export function languageNamed(name: string): string | undefined {
  const written = name.trim();
  const known =
    byName.get(written.toLowerCase()) ??
    byName.get(/^[^_(]*/u.exec(written)?.[0].trim().toLowerCase() ?? '');
  if (known !== undefined) return known;
  return /^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$/.test(written)
    ? findLanguage(written)?.code
    : undefined;
}

function columnOf(name: string): Column | undefined {
  const written = name.trim();
  const role = roles.find(([pattern]) => pattern.test(written))?.[1];
  if (role !== undefined) return role;
  // "cat" is Catalan in a file of languages, but more often an animal.
  const isWord = /^[a-z]{3}$/iu.test(written) && findLanguage(written)?.tag !== written;
  const language = isWord ? undefined : languageNamed(written);
  return language === undefined ? undefined : term(language);
}

/** Indonesian and Norwegian, or the number of a row where two other languages are named. */
const maybeNumber = /^(?:id|no)\.?$/iu;

/**
 * The columns that the first row names, if it is a header: it names two languages or the source and the target, either
 * at once or with more that is known than not.
 */
function headerOf(row: readonly string[]): readonly Column[] | undefined {
  const all = row.map(columnOf);
  const areSure =
    row.filter((name, i) => all[i]?.kind === 'term' && !maybeNumber.test(name)).length >= 2;
  const columns = all.map((column, i): Column | undefined =>
    areSure && maybeNumber.test(row[i] ?? '') ? { kind: 'other' } : column,
  );
  const terms = columns.filter((column) => column?.kind === 'term').length;
  const filled = row.filter((cell) => cell.trim() !== '').length;
  const known = columns.filter((column) => column !== undefined).length;
  const isFirst = columns.slice(0, 2).every((column) => column?.kind === 'term');
  if (terms < 2 || (known <= filled / 2 && !isFirst)) return undefined;
  return columns.map((column) => column ?? { kind: 'other' });
}

/** Without a header: source, target, and then the languages, as DeepL has them, or a note. */
function usualColumns(rows: readonly (readonly string[])[]): readonly Column[] {
  const filled = rows.filter((row) => row.length >= 4).slice(0, 50);
  const named = filled.filter((row) => [row[2], row[3]].every((cell) => languageNamed(cell ?? '')));
  const areLanguages = filled.length > 0 && named.length > filled.length / 2;
  const rest: readonly Column[] = areLanguages
    ? [{ kind: 'from' }, { kind: 'to' }]
    : [{ kind: 'note' }];
  return [term('source'), term('target'), ...rest];
}

/**
 * Reads a table of terms, whatever its separators and with or without a header.
 *
 * @param text Of a CSV or TSV file.
 */
export function readTable(text: string): Pick<TermFile, 'languages' | 'entries' | 'skipped'> {
  const { data, errors } = Papa.parse<string[]>(text, {
    delimiter: delimiterOf(text),
    skipEmptyLines: 'greedy',
  });
  const skipped: Skipped[] = [];
  const broken = errors.find(({ type }) => type === 'Quotes');
  const [first = []] = data;
  const header = headerOf(first);
  const rows = header === undefined ? data : data.slice(1);
  const columns = header ?? usualColumns(rows);
  const offset = header === undefined ? 1 : 2;
  const entries: FileEntry[] = [];
  rows.forEach((cells, i) => {
    const row = i + offset;
    if (broken?.row === i + offset - 1) {
      skipped.push({ row, reason: 'broken', text: shorten(cells.join(' ')) });
      return;
    }
    const entry = readRow(cells.map(cleanCell), columns, row);
    if (entry === undefined)
      skipped.push({ row, reason: 'language', text: shorten(cells.join(' ')) });
    else entries.push(entry);
  });
  const seen = entries.flatMap(({ terms }) => terms.map(({ language }) => language));
  const named = columns.flatMap((column) => (column.kind === 'term' ? column.language : []));
  const isByRow = columns.some(({ kind }) => kind === 'from');
  return { languages: [...new Set(isByRow ? seen : named)], entries, skipped };
}

const delimiters = ['\t', ';', ',', '|'];

/** What parts the cells in most of the first lines, outside quotes. */
function delimiterOf(text: string): string {
  const lines = text
    .slice(0, 20_000)
    .replace(/"[^"]*"/gu, '""')
    .split(/\r\n|\r|\n/u)
    .filter((line) => line.trim() !== '')
    .slice(0, 50);
  const score = (sign: string) => lines.filter((line) => line.includes(sign)).length;
  // A tab or a semicolon is seldom part of a term; a comma may be.
  return delimiters.reduce((best, sign) => (score(sign) > score(best) ? sign : best));
}

/** What an export put before a formula is none of the term; neither is what nobody can see. */
function cleanCell(cell: string): string {
  const visible = cell.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufeff]/gu, '').trim();
  return /^'+[=+\-@]/u.test(visible) ? visible.slice(1) : visible;
}

const isYes = (cell: string): boolean => /^(?:true|yes|y|1|x|forbidden|是)$/iu.test(cell);
const isBad = (cell: string): boolean =>
  /forbidden|deprecated|do[ _-]?not[ _-]?use|superseded|obsolete|禁用/iu.test(cell);

function readRow(
  cells: readonly string[],
  columns: readonly Column[],
  row: number,
): FileEntry | undefined {
  const notes: string[] = [];
  const terms: FileTerm[] = [];
  let isForbidden = false;
  let isKept = false;
  const named: Record<string, string> = {};
  for (const [i, cell] of cells.entries()) {
    const column = columns[i] ?? { kind: 'other' };
    if (cell === '') continue;
    if (column.kind === 'term')
      terms.push({ language: column.language, text: cell, isForbidden: false });
    else if (column.kind === 'note') notes.push(cell);
    else if (column.kind === 'forbidden') isForbidden ||= isYes(cell);
    else if (column.kind === 'kind') {
      isForbidden ||= isBad(cell);
      isKept ||= /keep|do[ _-]?not[ _-]?translate|保留/iu.test(cell);
    } else if (column.kind === 'status' && isBad(cell)) {
      // It says so of the term before it.
      const last = terms.pop();
      if (last !== undefined) terms.push({ ...last, isForbidden: true });
    } else if (column.kind === 'from') named['source'] = cell;
    else if (column.kind === 'to') named['target'] = cell;
  }
  const known = terms.map((one) => withLanguage(one, named));
  if (known.some((one) => one === undefined)) return undefined;
  const all = known.filter((one) => one !== undefined);
  const last = all.at(-1);
  const marked =
    isForbidden && last !== undefined ? [...all.slice(0, -1), { ...last, isForbidden }] : all;
  const note = notes.join('\n');
  return { row, terms: marked, ...(note !== '' && { note }), ...(isKept && { isKept }) };
}

function withLanguage(
  one: FileTerm,
  named: Readonly<Record<string, string>>,
): FileTerm | undefined {
  const name = named[one.language];
  if (name === undefined) return one;
  const language = languageNamed(name);
  return language === undefined ? undefined : { ...one, language };
}
