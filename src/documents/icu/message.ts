import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { renderInline, toInline, type Inline, type Piece } from '../inline';
import { pluralCategories } from '../plurals';
import type { Unit, WriteOptions } from '../types';

/** A message with its branches; each is a unit, together with the text around it. */
export interface IcuMessage {
  readonly units: readonly Unit[];
  readonly render: (textOf: (unit: Unit) => string, options: WriteOptions) => string;
}

/** Branches within each other, and all of one message. */
const MAX_BRANCHES = 60;
const MAX_BRACES = 200;

type Plural = Extract<MessageFormatElement, { type: TYPE.plural }>;

/** Part of a branch, before anything is said about where it ends up. */
type Item =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly raw: string }
  | { readonly kind: 'pound'; readonly of: Plural }
  | {
      readonly kind: 'choice';
      readonly head: string;
      readonly of: Plural | undefined;
      readonly options: readonly (readonly [name: string, items: readonly Item[]])[];
    };

type Node =
  | {
      readonly kind: 'leaf';
      readonly source: string;
      readonly inline: Inline | undefined;
      readonly unit?: Unit;
      readonly isPlural: boolean;
    }
  | {
      readonly kind: 'choice';
      readonly head: string;
      readonly of: Plural | undefined;
      readonly options: readonly (readonly [name: string, node: Node])[];
    };

/** Whether a text has branches, which no other syntax of placeholders has. */
export function looksLikeIcu(text: string): boolean {
  return /\{\s*[\w-]+\s*,\s*(?:plural|select|selectordinal)\s*,/.test(text);
}

/**
 * @param unit What all units of the message have; branches get their names into id and context.
 * @returns Undefined for what is no message, or has too many branches.
 */
export function readIcu(text: string, unit: Unit): IcuMessage | undefined {
  if ((text.match(/\{/g)?.length ?? 0) > MAX_BRACES) return undefined;
  try {
    const items = itemsOf(parse(text, { ignoreTag: true, captureLocation: true }), text, undefined);
    const made: Unit[] = [];
    const root = grow(items, [], undefined, unit, made);
    if (made.length === 0) return undefined;
    return { units: made, render: (textOf, options) => write(root, textOf, options) };
  } catch (thrown) {
    if (thrown instanceof SyntaxError || thrown instanceof RangeError) return undefined;
    throw thrown;
  }
}

function itemsOf(
  elements: readonly MessageFormatElement[],
  source: string,
  around: Plural | undefined,
): readonly Item[] {
  return elements.map((element): Item => {
    const { type, location } = element;
    const raw = source.slice(location?.start.offset, location?.end.offset);
    if (type === TYPE.literal) return { kind: 'text', text: element.value };
    if (type === TYPE.pound && around !== undefined) return { kind: 'pound', of: around };
    if (type !== TYPE.plural && type !== TYPE.select) return { kind: 'code', raw };
    const of = type === TYPE.plural ? element : undefined;
    const options = Object.entries(element.options).map(
      ([name, option]) => [name, itemsOf(option.value, source, of ?? around)] as const,
    );
    const kind =
      of === undefined ? 'select' : of.pluralType === 'ordinal' ? 'selectordinal' : 'plural';
    const offset = of !== undefined && of.offset > 0 ? ` offset:${of.offset}` : '';
    return { kind: 'choice', head: `{${element.value}, ${kind},${offset}`, of, options };
  });
}

/** What stands around a choice goes into each of its branches: a branch is a whole sentence then. */
function grow(
  items: readonly Item[],
  path: readonly string[],
  inside: Plural | undefined,
  unit: Unit,
  made: Unit[],
): Node {
  const at = items.findIndex(({ kind }) => kind === 'choice');
  const choice = items[at];
  if (choice?.kind !== 'choice') return leaf(items, path, inside, unit, made);
  const { head, of } = choice;
  const options = choice.options.map(([name, own]) => {
    const all = [...items.slice(0, at), ...own, ...items.slice(at + 1)];
    return [name, grow(all, [...path, name], of ?? inside, unit, made)] as const;
  });
  return { kind: 'choice', head, of, options };
}

function leaf(
  items: readonly Item[],
  path: readonly string[],
  inside: Plural | undefined,
  unit: Unit,
  made: Unit[],
): Node {
  if (made.length >= MAX_BRANCHES) throw new RangeError('branches');
  const isPlural = inside !== undefined;
  const pieces: Piece[] = [];
  let source = '';
  const add = (raw: string, text?: string) => {
    if (raw === '') return;
    const range = { start: source.length, end: source.length + raw.length };
    source += raw;
    pieces.push(
      text === undefined
        ? { kind: 'code', role: 'alone', isWord: true, label: raw, ...range }
        : { kind: 'text', text, ...range },
    );
  };
  for (const item of items) {
    if (item.kind === 'code') add(item.raw);
    if (item.kind === 'pound') {
      // Of the plural around, whose number "#" would no longer be.
      if (item.of !== inside && item.of.offset !== 0) throw new RangeError('offset');
      add(item.of === inside ? '#' : `{${item.of.value}, number}`);
    }
    if (item.kind !== 'text') continue;
    for (const part of item.text.split(/^(\s+)|(\s+)$/))
      if (part) add(escapeIcu(part, isPlural), part);
  }
  const inline = toInline(source, pieces);
  if (inline === undefined) return { kind: 'leaf', source, inline, isPlural };
  const { text, marks } = inline;
  const context = [unit.context, ...path]
    .filter((each) => each !== undefined && each !== '')
    .join(' · ');
  const own = {
    ...unit,
    ...{ id: [unit.id, ...path].join('|'), text, marks },
    ...(context !== '' && { context }),
  };
  made.push(own);
  return { kind: 'leaf', source, inline, unit: own, isPlural };
}

function write(node: Node, textOf: (unit: Unit) => string, options: WriteOptions): string {
  if (node.kind === 'leaf') {
    const { source, inline, unit, isPlural } = node;
    if (inline === undefined || unit === undefined) return source;
    const own = renderInline(textOf(unit), inline, unit.id, (text) => escapeIcu(text, isPlural));
    return source.slice(0, inline.start) + own + source.slice(inline.end);
  }
  const written = node.options.map(([name, each]) => [name, write(each, textOf, options)] as const);
  const all = [
    ...written.slice(0, -1),
    ...missing(node.of, written, options),
    ...written.slice(-1),
  ];
  return `${node.head}${all.map(([name, text]) => ` ${name}{${text}}`).join('')}}`;
}

/** The forms that the target has and the source has not say what `other` says. */
function missing(
  of: Plural | undefined,
  written: readonly (readonly [string, string])[],
  { language, rewriteAll }: WriteOptions,
) {
  const other = written.find(([name]) => name === 'other');
  if (of === undefined || other === undefined || rewriteAll === true) return [];
  return pluralCategories(language, of.pluralType)
    .filter((category) => !written.some(([name]) => name === category))
    .map((category) => [category, other[1]] as const);
}

/** Apostrophes are doubled only where they would quote something. */
function escapeIcu(text: string, isPlural: boolean): string {
  const special = isPlural ? /[{}#]+/g : /[{}]+/g;
  return text.replace(/'(?=['{}#]|$)|(?<=')'/g, "''").replace(special, "'$&'");
}
