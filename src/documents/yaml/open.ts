import {
  isMap,
  isPair,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  parse,
  parseAllDocuments,
  visit,
  type Document,
  type Node,
  type Pair,
  type Scalar,
} from 'yaml';
import { readText } from '../encoding';
import { damaged, tooLarge } from '../failures';
import { isLanguage } from '../language';
import { MAX_DEPTH } from '../limits';
import { textDocument, type Edit, type Place } from '../textDocument';
import type { Open, WriteOptions } from '../types';

/** YAML: a unit for each string that says something; keys never. In a file of Rails the root is the language. */
export const open: Open = (file) => {
  const source = readText(file);
  const documents = readDocuments(source.text);
  const root = documents.length === 1 ? languageKey(documents[0]) : undefined;
  const places = documents.flatMap((document, at) => {
    const prefix = documents.length > 1 ? `${at + 1}` : '';
    return placesOf(document, source.text, prefix, root === undefined ? 0 : 1);
  });
  return textDocument({
    ...{ format: 'yaml', source, places },
    languages:
      root === undefined ? {} : { sourceLanguage: String(root.value).replaceAll('_', '-') },
    edits: (options) => (root === undefined ? [] : keyEdit(root, options)),
  });
};

type Parsed = Document;

/** Brackets, and items of lists in a line, within each other. @throws AppError `document-too-large` */
function checkDepth(text: string): void {
  let [brackets, items] = [0, 0];
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') brackets++;
    else if (token === ']' || token === '}') brackets--;
    else if (token === '-') items++;
    else if (token.trim() !== '' || token.includes('\n')) items = 0;
    if (brackets > MAX_DEPTH || items > MAX_DEPTH) throw tooLarge('MAX_DEPTH', MAX_DEPTH);
  }
}

function readDocuments(text: string): readonly Parsed[] {
  checkDepth(text);
  const lineCounter = new LineCounter();
  try {
    const found = parseAllDocuments(text, { lineCounter, prettyErrors: false, logLevel: 'silent' });
    const documents = Array.isArray(found) ? (found as Parsed[]) : [];
    for (const { errors } of documents) {
      const [error] = errors;
      if (error?.message.startsWith('Maximum call stack') === true)
        throw tooLarge('MAX_DEPTH', MAX_DEPTH);
      if (error) throw damaged(error.message, lineCounter.linePos(error.pos[0]).line, error);
    }
    return documents;
  } catch (thrown) {
    // Of its recursion.
    if (thrown instanceof RangeError) throw tooLarge('MAX_DEPTH', MAX_DEPTH);
    throw thrown;
  }
}

function languageKey(
  { contents }: Pick<Parsed, 'contents'> = { contents: null },
): Scalar | undefined {
  if (!isMap(contents) || contents.items.length !== 1) return undefined;
  const [pair] = contents.items;
  if (!isScalar(pair?.key) || !isMap(pair.value)) return undefined;
  return /^[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?$/.test(String(pair.key.value)) ? pair.key : undefined;
}

function keyEdit({ range, type }: Scalar, { language }: WriteOptions): readonly Edit[] {
  if (!range) return [];
  // Some read "no" as false.
  const text = /^(?:no|on|yes)$/.test(language) || type !== 'PLAIN' ? `"${language}"` : language;
  return [{ start: range[0], end: range[1], text }];
}

/** @param left Keys that ids do without: that of the language. */
function placesOf(
  document: Parsed,
  source: string,
  prefix: string,
  left: number,
): readonly Place[] {
  const places: Place[] = [];
  visit(document, {
    Scalar: (key, node, ancestors) => {
      const { value, range } = node;
      if (key === 'key' || typeof value !== 'string' || !range || !isLanguage(value)) return;
      const keys = pathOf(node, ancestors).slice(left);
      const id =
        prefix +
        keys.map((each) => `/${each.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
      const [before, after] = [/^\s*/.exec(value)?.[0] ?? '', /\s*$/.exec(value)?.[0] ?? ''];
      const notes = notesOf(ancestors.at(-1), ancestors.at(-2));
      const isFlow = ancestors.some((each) => (isMap(each) || isSeq(each)) && each.flow === true);
      places.push({
        unit: {
          ...{ id, text: value.trim().toWellFormed(), marks: [] },
          ...(keys.length > 0 && { context: keys.join('.') }),
          ...(notes !== undefined && { notes: [notes] }),
        },
        ...{ start: range[0], end: range[1] },
        render: (translation) =>
          render(
            node,
            source.slice(range[0], range[1]),
            before + translation.trim() + after,
            isFlow,
          ),
      });
    },
  });
  return places;
}

function pathOf(node: Node, ancestors: readonly (Document | Node | Pair)[]): readonly string[] {
  const chain = [...ancestors, node];
  return chain.flatMap((each, at): string[] => {
    const child = chain[at + 1];
    if (isPair(each)) return [isScalar(each.key) ? String(each.key.value) : '?'];
    return isSeq(each) ? [String(each.items.indexOf(child))] : [];
  });
}

/** The comment above; that of a map's first key is the map's. */
function notesOf(parent: unknown, map: unknown): string | undefined {
  if (!isPair(parent) || !isScalar(parent.key)) return undefined;
  const above = isMap(map) && map.items[0] === parent ? map.commentBefore : undefined;
  const note = (parent.key.commentBefore ?? above)?.trim();
  return note === '' ? undefined : note;
}

function render({ type }: Scalar, raw: string, text: string, isFlow: boolean): string {
  const clean = text.toWellFormed();
  if (type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED')
    return block(type, raw, clean) ?? quoted(clean) + '\n';
  if (type === 'QUOTE_DOUBLE') return quoted(clean);
  const isLine = !/[\n\r\t\u0085\u2028\u2029]|^\s|\s$|\p{Cc}/u.test(clean);
  if (type === 'QUOTE_SINGLE' && isLine) return `'${clean.replaceAll("'", "''")}'`;
  return type === 'PLAIN' && isLine && isPlain(clean, isFlow) ? clean : quoted(clean);
}

/** Whether it means itself without quotes, to readers of 1.1, too. */
function isPlain(text: string, isFlow: boolean): boolean {
  if (/^$|^[-?!&*|>%@`"'=<~.,[\]{}#:]|:(?=\s|$)|\s#|\ufeff/.test(text)) return false;
  if (isFlow && /[[\]{},:]/.test(text)) return false;
  try {
    return parse(text, { version: '1.1', logLevel: 'silent' }) === text && parse(text) === text;
  } catch {
    return false;
  }
}

function quoted(text: string): string {
  return JSON.stringify(text).replace(/[\u0085\u2028\u2029\ufeff\x7f]/g, (sign) => {
    return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** In the form that it has; undefined where that cannot say it. */
function block(
  type: 'BLOCK_LITERAL' | 'BLOCK_FOLDED',
  raw: string,
  text: string,
): string | undefined {
  const [, head, body] = /^([^\r\n]*(?:\r\n|\n))([^]*)$/.exec(raw) ?? [];
  const indent = /^(?:[ \t]*\r?\n)*( +)/.exec(body ?? '')?.[1];
  const lines = text.replace(/\n+$/, '');
  if (head === undefined || body === undefined || indent === undefined || /\d/.test(head))
    return undefined;
  if (
    /^[ \t]|\n[ \t]|[ \t](?:\n|$)|[\r\u0085\u2028\u2029]|^\n/.test(lines) ||
    /[^\P{Cc}\n\t]/u.test(lines)
  )
    return undefined;
  const lineEnd = head.endsWith('\r\n') ? '\r\n' : '\n';
  const own = type === 'BLOCK_LITERAL' ? lines : lines.replace(/\n+/g, (breaks) => `${breaks}\n`);
  const ends = /(?:[ \t]*\r?\n)*[ \t]*$/.exec(body)?.[0] ?? '';
  return (
    head +
    own
      .split('\n')
      .map((line) => (line === '' ? '' : indent + line))
      .join(lineEnd) +
    ends
  );
}
