import { readText } from '../encoding';
import { textDocument, type Place } from '../textDocument';
import type { Open } from '../types';

const line = /[^\n\r\v\f\u0085\u2028\u2029]+/g;
const lineBreaks = /[\n\r\v\f\u0085\u2028\u2029]+/g;

/** A plain text: each line is a unit, without the spaces around it. */
export const open: Open = (file) => {
  const source = readText(file);
  const lineEnd = /\r\n|\r/.exec(source.text)?.[0] ?? '\n';
  const places: Place[] = [];
  for (const { 0: raw, index } of source.text.matchAll(line)) {
    // A byte order mark counts as space.
    const text = raw.trim();
    if (text === '') continue;
    const start = index + raw.indexOf(text);
    const end = start + text.length;
    // One line stays one line, or units would be others when the file is opened again.
    const asLine = (translation: string) => translation.replace(lineBreaks, ' ');
    places.push({
      unit: { id: String(places.length + 1), text, marks: [] },
      ...{ start, end, render: asLine },
      addition: (translation) => ({ start: end, end, text: lineEnd + asLine(translation) }),
    });
  }
  return textDocument({ format: 'txt', source, places });
};
