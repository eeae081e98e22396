import { damaged } from '../failures';

/** A string of a catalogue, with its keyword: `msgstr[1] "…"`, over as many lines as it takes. */
export interface PoString {
  readonly text: string;
  readonly start: number;
  /** Without the line's end. */
  readonly end: number;
}

/** One message. */
export interface PoEntry {
  /** Lines that begin with "#", and where they stand; none of obsolete messages. */
  readonly comments: readonly PoString[];
  readonly context?: PoString;
  readonly id: PoString;
  readonly plural?: PoString;
  /** By form; one without a form where there is no plural. */
  readonly strings: readonly PoString[];
}

const lines = /([^\r\n]*)(\r\n|\n|\r|$)/g;
const statement =
  /^(?:(msgctxt|msgid_plural|msgid|msgstr|domain)(?:\[(\d{1,3})\])?)?\s*((?:"[^"\\]*(?:\\.[^"\\]*)*"\s*)*)$/;
const quoted = /"([^"\\]*(?:\\.[^"\\]*)*)"/g;

/** The messages of a catalogue, without the obsolete ones. @throws AppError `document-damaged` with a line */
export function scanPo(source: string): readonly PoEntry[] {
  const scanner = new Scanner();
  let number = 0;
  for (const { 1: whole = '', index } of source.matchAll(lines)) {
    number++;
    const line = whole.replace(/^[\ufeff\s]+/, '');
    if (line !== '') scanner.line(line, index + whole.length - line.length, number);
    if (index + whole.length >= source.length) break;
  }
  return scanner.end(number);
}

class Scanner {
  readonly #entries: PoEntry[] = [];
  #comments: PoString[] = [];
  #context: PoString | undefined;
  #id: PoString | undefined;
  #plural: PoString | undefined;
  #strings: PoString[] = [];
  /** What continues with the next line. */
  #put: ((text: string, end: number) => void) | undefined;

  line(line: string, start: number, number: number): void {
    const end = start + line.trimEnd().length;
    if (line.startsWith('#')) {
      if (this.#strings.length > 0) this.#finish();
      this.#put = undefined;
      if (line.startsWith('#~')) return this.#drop();
      this.#comments.push({ text: line.trimEnd(), start, end });
      return;
    }
    const [, keyword, form, strings] = statement.exec(line) ?? [];
    if (strings === undefined) throw damaged('no statement of a catalogue', number);
    const text = [...strings.matchAll(quoted)].map(([, raw = '']) => unescapePo(raw)).join('');
    if (keyword === undefined) {
      if (this.#put === undefined) throw damaged('a string without a keyword', number);
      this.#put(text, end);
    } else if (strings === '') throw damaged(`${keyword} without a string`, number);
    else this.#begin(keyword, form, { text, start, end }, number);
  }

  end(number: number): readonly PoEntry[] {
    if (this.#strings.length > 0) this.#finish();
    if (this.#id !== undefined) throw damaged('msgid without msgstr', number);
    return this.#entries;
  }

  #begin(keyword: string, form: string | undefined, first: PoString, number: number): void {
    if (this.#strings.length > 0 && keyword !== 'msgstr') this.#finish();
    const grow = (set: (found: PoString) => void) => {
      let found = first;
      set(found);
      this.#put = (text, end) => {
        found = { ...found, text: found.text + text, end };
        set(found);
      };
    };
    if (keyword === 'msgctxt') grow((found) => (this.#context = found));
    else if (keyword === 'msgid') {
      if (this.#id !== undefined) throw damaged('msgid without msgstr', number);
      grow((found) => (this.#id = found));
    } else if (keyword === 'msgid_plural') grow((found) => (this.#plural = found));
    else if (keyword === 'msgstr') {
      const at = this.#strings.length;
      const isNext =
        form === undefined ? at === 0 : this.#plural !== undefined && Number(form) === at;
      if (this.#id === undefined || !isNext) throw damaged('msgstr out of place', number);
      grow((found) => (this.#strings[at] = found));
    } else this.#put = undefined;
  }

  #finish(): void {
    const [id, context, plural] = [this.#id, this.#context, this.#plural];
    if (id !== undefined) {
      this.#entries.push({
        ...{ comments: this.#comments, id, strings: this.#strings },
        ...(context !== undefined && { context }),
        ...(plural !== undefined && { plural }),
      });
    }
    this.#drop();
  }

  #drop(): void {
    this.#comments = [];
    this.#strings = [];
    this.#context = this.#id = this.#plural = this.#put = undefined;
  }
}

const escapes: Readonly<Record<string, string>> = {
  ...{ n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v' },
};

function unescapePo(raw: string): string {
  return raw.replace(/\\(x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.)/gu, (_, code: string) => {
    if (/^x./.test(code)) return String.fromCharCode(parseInt(code.slice(1), 16));
    if (/^[0-7]/.test(code)) return String.fromCharCode(parseInt(code, 8));
    return escapes[code] ?? code;
  });
}
