import Papa from 'papaparse';
import { readText } from '../encoding';
import { isLanguage } from '../language';
import { textDocument, type Place } from '../textDocument';
import type { Open } from '../types';
import { scanTable, type Field } from './scan';

/** What the dialect is guessed by. */
const GUESSED = 64 * 1024;

/** CSV and TSV: a unit for each cell of the columns that hold language, and for their names. */
export const open: Open = (file) => {
  const source = readText(file);
  const isTabbed = /\.(tsv|tab)$/i.test(file.name);
  const delimiter = isTabbed ? '\t' : delimiterOf(source.text);
  const fields = scanTable(source.text, delimiter);
  const columns = languageColumns(fields);
  const header = hasHeader(fields, columns)
    ? new Map(
        fields.filter(({ row }) => row === 0).map(({ column, text }) => [column, text.trim()]),
      )
    : new Map<number, string>();
  const places = fields
    .filter(({ row, column, text }) => {
      return (row === 0 && header.size > 0) || columns.has(column) ? isLanguage(text) : false;
    })
    .map((field): Place => {
      const { row, column, text, start, end, isQuoted } = field;
      const name = header.get(column);
      const context =
        row === 0 && name !== undefined
          ? undefined
          : `${name === undefined || name === '' ? column + 1 : name}, ${row + 1}`;
      const [before, after] = [/^\s*/.exec(text)?.[0] ?? '', /\s*$/.exec(text)?.[0] ?? ''];
      return {
        unit: {
          id: `${row + 1}:${column + 1}`,
          text: text.trim(),
          marks: [],
          ...(context !== undefined && { context }),
        },
        ...{ start, end },
        render: (translation) => {
          const value = before + translation.trim() + after;
          // What was read without quotes stays without, or the delimiter might be guessed otherwise.
          const isSame = value === text;
          const needsQuotes =
            isQuoted || (!isSame && (value.includes(delimiter) || /["\r\n]/.test(value)));
          return needsQuotes ? `"${value.replaceAll('"', '""')}"` : value;
        },
      };
    });
  return textDocument({ format: isTabbed ? 'tsv' : 'csv', source, places });
};

function delimiterOf(text: string): string {
  const { meta } = Papa.parse(text.slice(0, GUESSED), {
    preview: 20,
    delimitersToGuess: [',', ';', '\t', '|'],
  });
  return meta.delimiter.length === 1 ? meta.delimiter : ',';
}

/** Columns of which most cells say something; a code or a number in each row is none. */
function languageColumns(fields: readonly Field[]): ReadonlySet<number> {
  const counts = new Map<number, { all: number; language: number }>();
  for (const { row, column, text } of fields) {
    if (row === 0 || text.trim() === '') continue;
    const count = counts.get(column) ?? { all: 0, language: 0 };
    count.all++;
    if (isLanguage(text)) count.language++;
    counts.set(column, count);
  }
  // A table of one row has no header.
  if (counts.size === 0)
    return new Set(fields.filter(({ text }) => isLanguage(text)).map(({ column }) => column));
  return new Set(
    [...counts].filter(([, { all, language }]) => 2 * language >= all).map(([column]) => column),
  );
}

/** Whether the first row names the columns: all of it is filled, in short, and nothing in it is a number. */
function hasHeader(fields: readonly Field[], columns: ReadonlySet<number>): boolean {
  const first = fields.filter(({ row }) => row === 0);
  const rows = (fields.at(-1)?.row ?? 0) + 1;
  const isNaming = first.every(
    ({ text }) =>
      text.trim().length < 60 && !/^[\d.,\s-]+$/.test(text.trim()) && !/[.!?]$/.test(text.trim()),
  );
  return rows > 1 && columns.size > 0 && isNaming && first.some(({ text }) => text.trim() !== '');
}
