import { blocks, kept } from '../html/elements';
import type { Piece } from '../inline';
import type { Masked } from './mask';
import type { Nodes, PhrasingContent } from './nodes';

/** What inline content is read with. */
export interface Reading {
  readonly source: string;
  readonly masked: Masked;
}

export interface MarkdownPieces {
  /** One list for each stretch between what takes lines of its own. */
  readonly stretches: readonly (readonly Piece[])[];
  /** By where it begins: what a code is written as once its text is another. */
  readonly rewritten: ReadonlyMap<number, string>;
}

type Code = Extract<Piece, { kind: 'code' }>;

export function inlinePieces(nodes: readonly PhrasingContent[], reading: Reading): MarkdownPieces {
  const collector = new Collector(reading);
  collector.all(nodes);
  return { stretches: collector.stretches, rewritten: collector.rewritten };
}

export function rangeOf(node: Nodes): { readonly start: number; readonly end: number } {
  return { start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 };
}

class Collector {
  stretches: Piece[][] = [[]];
  readonly rewritten = new Map<number, string>();
  readonly #reading: Reading;
  #depth = 0;

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  all(nodes: readonly PhrasingContent[]): void {
    const roles = htmlRoles(nodes);
    let keptTo = 0;
    nodes.forEach((node, at) => {
      if (rangeOf(node).start < keptTo) return;
      const close = roles.get(at)?.keptBy;
      if (close !== undefined) {
        keptTo = rangeOf(close).end;
        this.#code('alone', rangeOf(node).start, keptTo, 'html');
        return;
      }
      const next = nodes[at + 1];
      if (node.type === 'break') {
        // With the signs of a quote or a list at the beginning of the next line.
        const { start, end } = rangeOf(node);
        this.#code('alone', start, next === undefined ? end : rangeOf(next).start, 'br');
      } else this.#one(node, roles.get(at)?.role);
    });
  }

  #one(node: PhrasingContent, role: Code['role'] = 'alone'): void {
    const { start, end } = rangeOf(node);
    if (node.type === 'text') this.#text(node.value, start, end);
    else if (node.type === 'html') this.#code(role, start, end, node.value);
    else if ('children' in node) this.#pair(node, start, end);
    else this.#code('alone', start, end, node.type);
  }

  #pair(
    node: Extract<PhrasingContent, { children: PhrasingContent[] }>,
    start: number,
    end: number,
  ): void {
    const { source } = this.#reading;
    const [first, last] = [node.children[0], node.children.at(-1)];
    const isPlain =
      (node.type === 'link' || node.type === 'linkReference') && source[start] !== '[';
    // An address that is its own text stays.
    if (first === undefined || last === undefined || isPlain) {
      return this.#code('alone', start, end, node.type);
    }
    const [from, to] = [rangeOf(first).start, rangeOf(last).end];
    this.#code('open', start, from, node.type);
    this.#depth++;
    this.all(node.children);
    this.#depth--;
    this.#code('close', to, end, node.type);
    if (node.type !== 'linkReference' || node.referenceType === 'full') return;
    // Its text was its label, too.
    this.rewritten.set(to, `][${source.slice(start + 1, to)}]`);
  }

  #code(role: Code['role'], start: number, end: number, label: string): void {
    this.stretches.at(-1)?.push({ kind: 'code', role, start, end, label });
  }

  #text(value: string, start: number, end: number): void {
    const { text, inLine, ofLines } = this.#reading.masked;
    const hidden = new RegExp(`${inLine}+|${ofLines}+`, 'g');
    const values = value.split(hidden);
    let at = start;
    for (const { 0: run, index } of text.slice(start, end).matchAll(hidden)) {
      this.#shown(values.shift() ?? '', at, start + index);
      at = start + index + run.length;
      if (run.startsWith(ofLines) && this.#depth === 0) this.stretches.push([]);
      else this.#code('alone', start + index, at, this.#reading.source.slice(start + index, at));
    }
    this.#shown(values.shift() ?? '', at, end);
  }

  /** Spaces at its edges stand apart, so that they can be left out. */
  #shown(value: string, start: number, end: number): void {
    const raw = this.#reading.source.slice(start, end);
    const before = /^[ \t\n\r]/.test(value)
      ? (/^[ \t]*(?:(?:\r\n?|\n)[ \t>]*)?/.exec(raw)?.[0].length ?? 0)
      : 0;
    const after = /[ \t\n\r]$/.test(value)
      ? (/[ \t]*(?:(?:\r\n?|\n)[ \t>]*)?$/.exec(raw)?.[0].length ?? 0)
      : 0;
    const from = start + before;
    const to = Math.max(from, end - after);
    const add = (text: string, range: { start: number; end: number }) => {
      if (text !== '') this.stretches.at(-1)?.push({ kind: 'text', text, ...range });
    };
    const shown = value.replace(/[ \t]*(?:\r\n?|\n)[ \t]*/g, ' ');
    const body = (before > 0 ? shown.trimStart() : shown).replace(after > 0 ? /\s+$/ : /$^/, '');
    if (before > 0) add(' ', { start, end: from });
    add(body, { start: from, end: to });
    if (after > 0 && to < end) add(' ', { start: to, end });
  }
}

const tag = /^<(\/?)([A-Za-z][\w:.-]*)[^]*?(\/?)>$/;

interface HtmlRole {
  readonly role: Code['role'];
  /** What closes an element whose content is no text. */
  readonly keptBy?: Nodes;
}

/** Tags of HTML inside a line are pairs where both are there. */
function htmlRoles(nodes: readonly PhrasingContent[]): ReadonlyMap<number, HtmlRole> {
  const roles = new Map<number, HtmlRole>();
  const open: { readonly name: string; readonly at: number }[] = [];
  nodes.forEach((node, at) => {
    if (node.type !== 'html') return;
    const [, close, name = '', alone] = tag.exec(node.value) ?? [];
    if (close === undefined || alone === '/' || blocks.has(name.toLowerCase())) return;
    if (close === '') open.push({ name, at });
    else {
      const start = open.findLastIndex((each) => each.name === name);
      if (start === -1) return;
      const keptBy = kept.has(name.toLowerCase()) ? { keptBy: node } : {};
      roles.set(open[start]?.at ?? at, { role: 'open', ...keptBy }).set(at, { role: 'close' });
      open.length = start;
    }
  });
  return roles;
}
