import { readText } from '../encoding';
import { isLanguage } from '../language';
import { textDocument, type Place } from '../textDocument';
import type { Open } from '../types';
import { uniqueIds } from '../uniqueIds';

/** A line, with those that it goes on in: one that ends with an odd number of backslashes. */
const logical = /^[ \t\f]*(?:[#!][^\r\n]*|[^\r\n\\]*(?:\\(?:\r\n|[^])[^\r\n\\]*)*)/gm;
const keyed =
  /^([ \t\f]*)((?:\\(?:\r\n|[^])|[^\\:= \t\f])+)([ \t\f]*[:=]?(?:[ \t\f]|\\(?:\r\n|\r|\n)[ \t\f]*)*)/;

/** Java's properties: a unit for each value that says something. Notes are the comments above. */
export const open: Open = (file) => {
  // Java wrote them in Latin 1 up to version 8, and with \u for all else.
  const source = readText(file);
  const { text } = source;
  const isAscii =
    source.encoding !== 'utf-8' || (/\\u[0-9a-f]{4}/i.test(text) && /^\p{ASCII}*$/u.test(text));
  const lineEnd = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  const places: Place[] = [];
  const idOf = uniqueIds();
  let notes: string[] = [];
  for (const { 0: line, index } of text.matchAll(logical)) {
    const clean = index === 0 ? line.replace(/^\ufeff/, '') : line;
    const start = index + line.length - clean.length;
    const comment = /^[ \t\f]*[#!]+[ \t]*(.*)/.exec(clean)?.[1];
    if (comment !== undefined) notes.push(comment);
    else if (clean.trim() === '') notes = [];
    const [head, , rawKey] = comment === undefined ? (keyed.exec(clean) ?? []) : [];
    if (head === undefined || rawKey === undefined) continue;
    const raw = clean.slice(head.length);
    const value = unescapeValue(raw).toWellFormed();
    const key = unescapeValue(rawKey);
    const id = idOf(key);
    if (isLanguage(value)) {
      const [before, after] = [/^\s*/.exec(value)?.[0] ?? '', /\s*$/.exec(value)?.[0] ?? ''];
      const isWrapped = /\\(\r\n|\r|\n)/.test(raw);
      places.push({
        unit: {
          id,
          text: value.trim(),
          marks: [],
          context: key,
          ...(notes.length > 0 && { notes }),
        },
        ...{ start: start + head.length, end: start + clean.length },
        render: (translation) => {
          const escaped = escapeValue(before + translation.trim() + after, isAscii);
          return isWrapped ? escaped.replace(/(\\n)(?=.)/g, `$1\\${lineEnd}    `) : escaped;
        },
      });
    }
    notes = [];
  }
  return textDocument({ format: 'properties', source, places });
};

const named: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', f: '\f' };

function unescapeValue(raw: string): string {
  return raw.replace(
    /\\(?:u+([0-9a-f]{4})|(?:\r\n|\r|\n)[ \t\f]*|([^]))/gi,
    (_, hex?: string, sign?: string) => {
      if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16));
      return sign === undefined ? '' : (named[sign] ?? sign);
    },
  );
}

function escapeValue(text: string, isAscii: boolean): string {
  const signs: Readonly<Record<string, string>> = { '\n': 'n', '\t': 't', '\r': 'r', '\f': 'f' };
  const escaped = text
    .toWellFormed()
    .replace(/[\\\n\t\r\f]/g, (sign) => `\\${signs[sign] ?? sign}`)
    .replace(/^[ =:]| $/g, '\\$&');
  return escaped.replace(
    isAscii ? /[^ -~]/g : /\p{Cc}/gu,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
}
