import { damaged } from '../failures';

/** A field of a table, with its quotes. */
export interface Field {
  readonly row: number;
  readonly column: number;
  readonly start: number;
  readonly end: number;
  readonly isQuoted: boolean;
  readonly text: string;
}

/** The fields of a table as RFC 4180 has it. @throws AppError `document-damaged` with a line */
export function scanTable(source: string, delimiter: string): readonly Field[] {
  const fields: Field[] = [];
  const plain = new RegExp(`[^${delimiter === '\t' ? '\\t' : `\\${delimiter}`}\\r\\n]*`, 'y');
  const quoted = /"[^"]*(?:""[^"]*)*("|$)/y;
  let [row, column] = [0, 0];
  let at = source.startsWith('\ufeff') ? 1 : 0;
  while (at < source.length) {
    const start = at;
    let isQuoted = false;
    if (source[at] === '"') {
      quoted.lastIndex = at;
      const [whole = '', end] = quoted.exec(source) ?? [];
      if (end !== '"' || whole.length < 2)
        throw damaged('a quote has no end', source.slice(0, at).split('\n').length);
      const after = source[at + whole.length];
      isQuoted = after === undefined || after === delimiter || after === '\n' || after === '\r';
      if (isQuoted) at += whole.length;
    }
    if (!isQuoted) {
      plain.lastIndex = at;
      at += plain.exec(source)?.[0].length ?? 0;
    }
    const raw = source.slice(start, at);
    const text = isQuoted ? raw.slice(1, -1).replaceAll('""', '"') : raw;
    fields.push({ row, column, start, end: at, isQuoted, text });
    if (source[at] === delimiter) column++;
    else [row, column] = [row + 1, 0];
    at += source.startsWith('\r\n', at) ? 2 : 1;
  }
  return fields;
}
