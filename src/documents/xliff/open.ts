import { readText } from '../encoding';
import { unsupported } from '../failures';
import type { Inline } from '../inline';
import { textDocument, type Edit, type Group } from '../textDocument';
import type { Open, Unit, UnitState, WriteOptions } from '../types';
import { uniqueIds } from '../uniqueIds';
import { attributeRanges, declaredEncoding, escapeAttribute, readXml, type XmlToken } from '../xml';
import { closeOf, readContent, writeContent, type Content } from './content';

/** What a unit or a segment of XLIFF has. */
interface Part {
  readonly id: string;
  readonly context?: string;
  readonly notes: readonly string[];
  readonly limit?: number;
  readonly source: Content;
  /** Segments that are marked in a source of 1.2. */
  readonly segments?: Content;
  readonly target?: Content & { readonly tag: XmlToken };
  /** After which a target goes in. */
  readonly after: XmlToken;
  readonly state?: string;
  /** Whose state changes: the target's in 1.2, the segment's in 2. */
  readonly stateTag?: XmlToken;
  readonly isOne: boolean;
}

/** XLIFF 1.2 and 2: a unit for each segment; what is final, or not to be translated, is left out. */
export const open: Open = (file) => {
  const source = readText(file, declaredEncoding(file.bytes));
  const { text } = source;
  const tokens = readXml(text);
  const root = tokens.find(({ kind }) => kind === 'open');
  if (root?.name.replace(/^.*:/, '') !== 'xliff') throw unsupported('content', file.name);
  const isOne = !(root.attributes['version'] ?? '1.2').startsWith('2');
  const carriers = isOne
    ? tokens.filter(({ kind, name }) => kind === 'open' && name === 'file')
    : [root];
  const [from, to] = isOne ? ['source-language', 'target-language'] : ['srcLang', 'trgLang'];
  const parts = new Reader(tokens, isOne).parts();
  const idOf = uniqueIds();
  const groups = parts.flatMap((part) => groupsOf(text, part, idOf));
  const [sourceLanguage, targetLanguage] = [
    carriers[0]?.attributes[from],
    carriers[0]?.attributes[to],
  ];
  return textDocument({
    ...{ format: 'xliff', source, groups },
    languages: {
      ...(sourceLanguage !== undefined && { sourceLanguage }),
      ...(targetLanguage !== undefined && { targetLanguage }),
    },
    edits: ({ language }) => carriers.flatMap((tag) => withAttribute(text, tag, to, language)),
  });
};

class Reader {
  readonly #tokens: readonly XmlToken[];
  readonly #isOne: boolean;
  readonly #parts: Part[] = [];

  constructor(tokens: readonly XmlToken[], isOne: boolean) {
    this.#tokens = tokens;
    this.#isOne = isOne;
  }

  parts(): readonly Part[] {
    const unitName = this.#isOne ? 'trans-unit' : 'unit';
    const hidden: boolean[] = [];
    const files = this.#tokens.filter(
      ({ kind, name }) => kind === 'open' && name === 'file',
    ).length;
    let file = 0;
    for (let at = 0; at < this.#tokens.length; at++) {
      const token = this.#tokens[at];
      if (token?.kind === 'close') hidden.pop();
      if (token?.kind !== 'open') continue;
      if (token.name === 'file') file++;
      const own = token.attributes['translate'];
      const isHidden = own === undefined ? (hidden.at(-1) ?? false) : own === 'no';
      if (token.name !== unitName) hidden.push(isHidden);
      else {
        const end = closeOf(this.#tokens, at);
        const id = token.attributes['id'] ?? String(this.#parts.length + 1);
        if (!isHidden)
          this.#unit(this.#tokens.slice(at, end + 1), files > 1 ? `${file}/${id}` : id);
        at = end;
      }
    }
    return this.#parts;
  }

  #unit(tokens: readonly XmlToken[], id: string): void {
    const [unit] = tokens;
    if (unit === undefined || unit.attributes['approved'] === 'yes') return;
    const notes = elements(tokens, 'note')
      .map(({ content }) => textOf(content))
      .filter((note) => note !== '');
    const context = unit.attributes['resname'] ?? unit.attributes['name'];
    const limit =
      unit.attributes['size-unit'] === 'char' ? Number(unit.attributes['maxwidth']) : NaN;
    const common = {
      notes,
      isOne: this.#isOne,
      ...(limit > 0 && { limit }),
      ...(context !== undefined && { context }),
    };
    if (this.#isOne) {
      const others = elements(tokens, 'alt-trans');
      const own = (name: string) =>
        elements(tokens, name).find(
          ({ tag }) =>
            !others.some((other) => tag.start > other.tag.start && tag.start < other.end.end),
        );
      this.#part(own('source'), own('seg-source'), own('target'), undefined, { ...common, id });
    } else {
      elements(tokens, 'segment').forEach(({ tag, inner }, at) => {
        const own = `${id}/${tag.attributes['id'] ?? at + 1}`;
        const find = (name: string) => elements(inner, name)[0];
        this.#part(find('source'), undefined, find('target'), tag, { ...common, id: own });
      });
    }
  }

  #part(
    source: Element | undefined,
    segments: Element | undefined,
    target: Element | undefined,
    segment: XmlToken | undefined,
    common: Pick<Part, 'id' | 'notes' | 'isOne'>,
  ): void {
    const stateTag = segment ?? target?.tag;
    const state = stateTag?.attributes['state'];
    if (source === undefined || state === 'final' || state === 'signed-off') return;
    this.#parts.push({
      ...common,
      source: source.content,
      ...(segments !== undefined && { segments: segments.content }),
      ...(target !== undefined && { target: { ...target.content, tag: target.tag } }),
      after: segments?.end ?? source.end,
      ...(state !== undefined && { state }),
      ...(stateTag !== undefined && { stateTag }),
    });
  }
}

interface Element {
  readonly tag: XmlToken;
  readonly end: XmlToken;
  readonly inner: readonly XmlToken[];
  readonly content: Content;
}

function elements(tokens: readonly XmlToken[], name: string): readonly Element[] {
  const found: Element[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const tag = tokens[at];
    if (tag?.kind !== 'open' || tag.name !== name) continue;
    const last = closeOf(tokens, at);
    const end = tokens[last] ?? tag;
    const inner = tokens.slice(at + 1, last);
    found.push({ tag, end, inner, content: { tokens: inner, start: tag.end, end: end.start } });
    at = last;
  }
  return found;
}

const textOf = ({ tokens }: Content) =>
  tokens
    .map(({ text }) => text)
    .join('')
    .trim();

/** The content as it is, or its segments where they are marked. */
function segmentsOf(
  content: Content,
): readonly (readonly [id: string | undefined, content: Content])[] {
  const marks = elements(content.tokens, 'mrk').filter(
    ({ tag }) => tag.attributes['mtype'] === 'seg',
  );
  if (marks.length === 0) return [[undefined, content]];
  return marks.map(({ tag, content: inner }, at) => [
    tag.attributes['mid'] ?? String(at + 1),
    inner,
  ]);
}

function stateOf(state: string | undefined, translation: string | undefined): UnitState {
  if (translation === undefined) return 'new';
  return state === 'translated' || state === 'reviewed' || state === undefined ? 'final' : 'draft';
}

function groupsOf(text: string, part: Part, idOf: (name: string) => string): readonly Group[] {
  const { id, notes, limit, context, target, state } = part;
  const from = part.segments ?? part.source;
  const made: { unit: Unit; inline: Inline; content: Content; own: Content | undefined }[] = [];
  const targets = target === undefined ? [] : segmentsOf(target);
  for (const [mid, content] of segmentsOf(from)) {
    const inline = readContent(text, content);
    if (inline === undefined) continue;
    const own = targets.find(([each]) => each === mid)?.[1];
    const translation = own === undefined ? undefined : translationOf(text, own, inline);
    made.push({
      ...{ inline, content, own },
      unit: {
        ...{
          id: idOf(mid === undefined ? id : `${id}|${mid}`),
          text: inline.text,
          marks: inline.marks,
        },
        ...(notes.length > 0 && { notes }),
        ...(context !== undefined && { context }),
        ...(limit !== undefined && { limit }),
        ...(translation !== undefined && { translation }),
        state: stateOf(state, translation),
      },
    });
  }
  if (made.length === 0) return [];
  const edits = (textOfUnit: (unit: Unit) => string, options: WriteOptions): readonly Edit[] => {
    const written = made.map(({ unit, inline, content, own }) => ({
      ...{ content, own },
      text: writeContent(text, content, inline, textOfUnit(unit), unit.id),
    }));
    return [...targetEdits(text, part, from, written), ...stateEdits(text, part, options)];
  };
  return [{ units: made.map(({ unit }) => unit), edits }];
}

/** What a target says already, if it has the marks of its source. */
function translationOf(text: string, content: Content, source: Inline): string | undefined {
  const inline = readContent(text, content);
  if (inline === undefined) return undefined;
  const byCode = new Map<string, string[]>();
  for (const [mark, code] of source.codes) byCode.set(code, [...(byCode.get(code) ?? []), mark]);
  return inline.text.replace(/<\/?\d{1,5}\/?>/g, (mark) => {
    const code = inline.codes.get(mark);
    return (
      (code === undefined ? undefined : byCode.get(code)?.shift()) ??
      (code === undefined ? mark : '')
    );
  });
}

function targetEdits(
  text: string,
  { target, after, source, stateTag, isOne }: Part,
  from: Content,
  written: readonly { content: Content; own: Content | undefined; text: string }[],
): readonly Edit[] {
  if (
    target !== undefined &&
    written.every(({ own }) => own !== undefined && own.end > own.start)
  ) {
    return written.map(({ own, text: translation }) => ({
      ...{ start: own?.start ?? 0, end: own?.end ?? 0, text: translation },
    }));
  }
  // All of the source, with the segments in their places.
  let [all, at] = ['', from.start];
  for (const { content, text: translation } of written) {
    all += text.slice(at, content.start) + translation;
    at = content.end;
  }
  all += text.slice(at, from.end);
  if (target !== undefined) {
    const { tag } = target;
    if (!tag.isSelfClosing) return [{ start: target.start, end: target.end, text: all }];
    const name = /^<([^\s/>]+)/.exec(text.slice(tag.start, tag.end))?.[1] ?? 'target';
    const start = text.lastIndexOf('/', tag.end - 1);
    return [{ start, end: tag.end, text: `>${all}</${name}>` }];
  }
  const tagStart = text.lastIndexOf('<', source.start - 1);
  const prefix = /^<([^\s:/>]+:)?source/.exec(text.slice(tagStart, source.start))?.[1] ?? '';
  const indent =
    /(?:\r\n|\n|\r)[ \t]*$/.exec(text.slice(Math.max(0, tagStart - 200), tagStart))?.[0] ?? '';
  const state = isOne && stateTag === undefined ? ' state="translated"' : '';
  return [
    {
      start: after.end,
      end: after.end,
      text: `${indent}<${prefix}target${state}>${all}</${prefix}target>`,
    },
  ];
}

function stateEdits(
  text: string,
  { stateTag, state }: Part,
  { rewriteAll }: WriteOptions,
): readonly Edit[] {
  if (stateTag === undefined || state === undefined || rewriteAll === true) return [];
  const range = attributeRanges(text, stateTag).get('state');
  return range === undefined || state === 'translated' ? [] : [{ ...range, text: 'translated' }];
}

function withAttribute(text: string, tag: XmlToken, name: string, value: string): readonly Edit[] {
  if (tag.attributes[name]?.toLowerCase() === value.toLowerCase()) return [];
  const range = attributeRanges(text, tag).get(name);
  if (range !== undefined) return [{ ...range, text: escapeAttribute(value) }];
  const at = tag.end - (tag.isSelfClosing ? 2 : 1);
  return [{ start: at, end: at, text: ` ${name}="${escapeAttribute(value)}"` }];
}
