import { readText } from '../encoding';
import { looksLikeIcu, readIcu } from '../icu/message';
import { isLanguage } from '../language';
import { textDocument, type Edit, type Group } from '../textDocument';
import type { Open, Unit } from '../types';
import { scanJson, type JsonString } from './scan';

/**
 * JSON: a unit for each string that says something; keys never. Also of browser extensions (messages.json) and
 * Flutter (ARB), whose descriptions are notes.
 */
export const open: Open = (file) => {
  const source = readText(file);
  const mark = source.text.startsWith('\ufeff') ? 1 : 0;
  const strings = scanJson(source.text.slice(mark)).map((each) => ({
    ...each,
    text: each.text.toWellFormed(),
    ...{ start: each.start + mark, end: each.end + mark },
  }));
  const locale = strings.find(({ path }) => path.length === 1 && path[0] === '@@locale');
  const isArb = locale !== undefined || /\.arb$/i.test(file.name);
  const isExtension =
    !isArb &&
    strings.some(isMessage) &&
    strings
      .filter(({ path }) => path.length === 2)
      .every(
        (each) => isMessage(each) || each.path[1] === 'description' || each.path[1] === 'message',
      );
  const notes = new Map(
    strings
      .filter(({ path }) => path.at(-1) === 'description')
      .map(({ path, text }) => [path.slice(0, -1).join('\0').replace(/^@/, ''), text]),
  );
  const offered = strings.filter(({ path, text }) => {
    if (isArb) return !path.some((key) => key.startsWith('@')) && text.trim() !== '';
    if (isExtension) return path.length === 2 && path[1] === 'message' && text.trim() !== '';
    return isLanguage(text);
  });
  const escape = escapeFor(source.text);
  const groups = offered.map((each): Group => {
    const { path, text } = each;
    const note =
      isArb || isExtension ? notes.get(isArb ? path.join('\0') : (path[0] ?? '')) : undefined;
    const context = isExtension ? path[0] : path.join('.');
    const unit: Unit = {
      ...{
        id: path
          .map((key) => `/${key.replace(/[~/]/g, (sign) => (sign === '~' ? '~0' : '~1'))}`)
          .join(''),
        text: text.trim(),
        marks: [],
      },
      ...(context !== undefined && context !== '' && { context }),
      ...(note !== undefined && { notes: [note] }),
    };
    return groupOf(each, unit, isArb, escape);
  });
  const edits = ({ language }: { language: string }): readonly Edit[] =>
    locale === undefined
      ? []
      : [{ start: locale.start, end: locale.end, text: escape(language.replaceAll('-', '_')) }];
  const languages =
    locale === undefined ? {} : { sourceLanguage: locale.text.replaceAll('_', '-') };
  return textDocument({ format: isArb ? 'arb' : 'json', source, groups, languages, edits });
};

const isMessage = ({ path }: JsonString) => path.length === 2 && path[1] === 'message';

function groupOf(
  { text, start, end }: JsonString,
  unit: Unit,
  isArb: boolean,
  escape: (text: string) => string,
): Group {
  const message = isArb || looksLikeIcu(text) ? readIcu(text, unit) : undefined;
  if (message !== undefined) {
    const { units, render } = message;
    return {
      units,
      edits: (textOf, options) => [{ start, end, text: escape(render(textOf, options)) }],
    };
  }
  const [before, after] = [/^\s*/.exec(text)?.[0] ?? '', /\s*$/.exec(text)?.[0] ?? ''];
  return {
    units: [unit],
    edits: (textOf) => [{ start, end, text: escape(before + textOf(unit).trim() + after) }],
  };
}

/** As the file itself does it: all of it ASCII, or not; slashes escaped, or not. */
function escapeFor(source: string): (text: string) => string {
  const isAscii = /\\u(?!00[01])[0-9a-f]{4}/i.test(source) && /^\p{ASCII}*$/u.test(source);
  const slashes = source.includes('\\/');
  const isUpper = /\\u[0-9a-f]*[A-F]/.test(source);
  return (text) => {
    const escaped = JSON.stringify(text.toWellFormed()).slice(1, -1);
    const shown = slashes ? escaped.replaceAll('/', '\\/') : escaped;
    if (!isAscii) return shown;
    return shown.replace(/[^\p{ASCII}]/gu, (sign) =>
      Array.from({ length: sign.length }, (_, at) => {
        const hex = sign.charCodeAt(at).toString(16).padStart(4, '0');
        return `\\u${isUpper ? hex.toUpperCase() : hex}`;
      }).join(''),
    );
  };
}
