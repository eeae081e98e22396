import { readText } from '../encoding';
import { unsupported } from '../failures';
import { pluralCategories } from '../plurals';
import { textDocument, type Edit, type Group } from '../textDocument';
import type { Open, Unit, WriteOptions } from '../types';
import { uniqueIds } from '../uniqueIds';
import { declaredEncoding, escapeXml, readXml, type XmlToken } from '../xml';
import { closeOf } from '../xliff/content';

/** A key of a dictionary with its string. */
interface Entry {
  readonly name: string;
  readonly keyStart: number;
  readonly start: number;
  readonly end: number;
  readonly valueEnd: number;
  readonly text: string;
}

const quantities: ReadonlySet<string> = new Set(['zero', 'one', 'two', 'few', 'many', 'other']);

/** Apple's .stringsdict: forms by quantity, of which those that the target has are added. */
export const open: Open = (file) => {
  const source = readText(file, declaredEncoding(file.bytes));
  const tokens = readXml(source.text);
  if (tokens.find(({ kind }) => kind === 'open')?.name !== 'plist')
    throw unsupported('content', file.name);
  const groups: Group[] = [];
  const idOf = uniqueIds();
  const path: string[] = [];
  let key = '';
  tokens.forEach((token, at) => {
    if (token.name === 'key' && token.kind === 'open') key = textAt(tokens, at);
    if (token.name !== 'dict') return;
    if (token.kind === 'close') path.pop();
    if (token.kind !== 'open') return;
    path.push(key);
    const entries = entriesOf(tokens.slice(at + 1, closeOf(tokens, at)));
    if (entries.length > 0) groups.push(groupOf(source.text, entries, path.filter(Boolean), idOf));
  });
  return textDocument({
    format: 'stringsdict',
    source,
    groups: groups.filter(({ units }) => units.length > 0),
  });
};

function textAt(tokens: readonly XmlToken[], at: number): string {
  return tokens
    .slice(at + 1, closeOf(tokens, at))
    .map(({ text }) => text)
    .join('');
}

/** Those whose keys are quantities, of this dictionary alone. */
function entriesOf(tokens: readonly XmlToken[]): readonly Entry[] {
  const found: Entry[] = [];
  let key: { readonly name: string; readonly start: number } | undefined;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token?.kind !== 'open') continue;
    const last = closeOf(tokens, at);
    const text = textAt(tokens, at);
    const close = tokens[last];
    if (token.name === 'key') key = { name: text, start: token.start };
    else if (
      key !== undefined &&
      token.name === 'string' &&
      quantities.has(key.name) &&
      close !== undefined
    ) {
      const range = { start: token.end, end: close.start, valueEnd: close.end };
      if (!token.isSelfClosing) found.push({ name: key.name, keyStart: key.start, ...range, text });
    }
    at = last;
  }
  return found;
}

function groupOf(
  source: string,
  entries: readonly Entry[],
  path: readonly string[],
  idOf: (name: string) => string,
): Group {
  const own = entries
    .filter(({ text }) => /\p{L}/u.test(text.replace(/%#@\w+@|%\S+/g, '')))
    .map((entry) => {
      const unit: Unit = {
        ...{ id: idOf([...path, entry.name].join('/')), text: entry.text.trim(), marks: [] },
        context: [...path, entry.name].join(' · '),
      };
      return { entry, unit };
    });
  const written = ({ text }: Entry, translation: string) =>
    escapeXml((/^\s*/.exec(text)?.[0] ?? '') + translation.trim() + (/\s*$/.exec(text)?.[0] ?? ''));
  const edits = (
    textOf: (unit: Unit) => string,
    { language, rewriteAll }: WriteOptions,
  ): readonly Edit[] => {
    const changed = own.map(({ entry, unit }): Edit => {
      return { start: entry.start, end: entry.end, text: written(entry, textOf(unit)) };
    });
    const other = own.find(({ entry }) => entry.name === 'other');
    const last = entries.at(-1);
    if (other === undefined || last === undefined || rewriteAll === true) return changed;
    const indent =
      /\s*$/.exec(source.slice(Math.max(0, last.keyStart - 200), last.keyStart))?.[0] ?? '';
    const added = pluralCategories(language)
      .filter((category) => !entries.some(({ name }) => name === category))
      .map(
        (category) =>
          `${indent}<key>${category}</key>${indent}<string>${written(other.entry, textOf(other.unit))}</string>`,
      )
      .join('');
    return added === ''
      ? changed
      : [...changed, { start: last.valueEnd, end: last.valueEnd, text: added }];
  };
  return { units: own.map(({ unit }) => unit), edits };
}
