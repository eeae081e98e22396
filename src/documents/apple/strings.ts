import { readText } from '../encoding';
import { damaged } from '../failures';
import { textDocument, type Place } from '../textDocument';
import type { Open } from '../types';
import { uniqueIds } from '../uniqueIds';

const token =
  /\s+|\/\*[^*]*(?:\*(?!\/)[^*]*)*\*\/|\/\/[^\r\n]*|"[^"\\]*(?:\\[^][^"\\]*)*"|[\w.$-]+|[=;]/y;

/** Apple's .strings: `"key" = "value";`. Notes are the comments above. */
export const open: Open = (file) => {
  const source = readText(file);
  const { text } = source;
  const places: Place[] = [];
  const idOf = uniqueIds();
  const fail = (at: number) => damaged('no "key" = "value";', text.slice(0, at).split('\n').length);
  let notes: string[] = [];
  let statement: { readonly sign: string; readonly start: number }[] = [];
  let at = text.startsWith('\ufeff') ? 1 : 0;
  while (at < text.length) {
    token.lastIndex = at;
    const [sign] = token.exec(text) ?? [];
    if (sign === undefined) throw fail(at);
    const start = at;
    at += sign.length;
    if (/^\s/.test(sign)) continue;
    if (sign.startsWith('/*') || sign.startsWith('//')) {
      notes.push(sign.replace(/^\/\*\s*|\s*\*\/$|^\/\/\s*/g, ''));
      continue;
    }
    statement.push({ sign, start });
    if (sign !== ';') continue;
    const [key, equals, value] = statement;
    // "key"; alone says that the value is the key.
    const isPair =
      statement.length === 4 &&
      equals?.sign === '=' &&
      value !== undefined &&
      !/^[=;]/.test(value.sign);
    if (key === undefined || /^[=;]/.test(key.sign) || !(isPair || statement.length === 2))
      throw fail(start);
    const name = unescapeValue(key.sign.replace(/^"|"$/g, ''));
    const id = idOf(name);
    if (isPair && value.sign.startsWith('"')) {
      const raw = unescapeValue(value.sign.slice(1, -1)).toWellFormed();
      const [before, after] = [/^\s*/.exec(raw)?.[0] ?? '', /\s*$/.exec(raw)?.[0] ?? ''];
      if (/\p{L}/u.test(raw)) {
        places.push({
          unit: {
            ...{ id, text: raw.trim(), marks: [], context: name },
            ...(notes.length > 0 && { notes }),
          },
          ...{ start: value.start + 1, end: value.start + value.sign.length - 1 },
          render: (translation) => escapeValue(before + translation.trim() + after),
        });
      }
    }
    [notes, statement] = [[], []];
  }
  if (statement.length > 0) throw fail(text.length);
  return textDocument({ format: 'strings', source, places });
};

const named: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  f: '\f',
  b: '\b',
  a: '\x07',
  v: '\v',
};

function unescapeValue(raw: string): string {
  return raw.replace(
    /\\(?:[Uu]([0-9a-fA-F]{4})|([0-7]{3})|([^]))/g,
    (_, hex?: string, octal?: string, sign = '') => {
      if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16));
      if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8));
      return named[String(sign)] ?? String(sign);
    },
  );
}

function escapeValue(text: string): string {
  const signs: Readonly<Record<string, string>> = { '\n': 'n', '\t': 't', '\r': 'r' };
  return text
    .toWellFormed()
    .replace(/[\\"\n\t\r]/g, (sign) => `\\${signs[sign] ?? sign}`)
    .replace(/\p{Cc}/gu, (sign) => `\\U${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
