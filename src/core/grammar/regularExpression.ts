import { AppError } from '../errors';
import { oneOf, type Range } from './notation';

/** Most times that a part may be asked for by its number. */
const MOST_TIMES = 1000;
/** Half a character cannot be written by any model. */
const isSurrogate = (point: number) => point >= 0xd800 && point <= 0xdfff;

/** Writes down one of some characters. */
type Write = (ranges: readonly Range[]) => string;

/**
 * The texts that an expression matches from their beginning to their end, as the right side of a rule of
 * xgrammar. Where the expression lacks the flag u, texts are left out whose characters it takes apart.
 *
 * @param write How a character is written, if not as it is.
 * @throws AppError `form-unsupported` for what such a grammar cannot say: lookaround, references, anchors and
 *   boundaries within, half characters.
 */
export function expressionRule(expression: RegExp, write: Write = oneOf): string {
  return new Reader(expression, write).read();
}

function unsupported(what: string): AppError {
  return new AppError('form-unsupported', { detail: `no grammar says ${what}` });
}

/** A sign of the expression that stands for one character. */
const character =
  /\\(?:[pP]\{[^}]*\}|u\{[\da-fA-F]+\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|c[a-zA-Z]|0(?!\d)|[dDwWsStnrvf]|[^a-zA-Z\d])|[^\\]/y;
const wholeCharacter = new RegExp(character, 'uy');

/** Reads an expression that JavaScript has found to be sound. */
class Reader {
  readonly #source: string;
  /** Those that say what a character matches. */
  readonly #flags: string;
  readonly #write: Write;
  readonly #known = new Map<string, string>();
  #at = 0;

  constructor({ source, flags }: RegExp, write: Write) {
    this.#source = source;
    this.#write = write;
    this.#flags = flags.replace(/[dgmy]/g, '');
  }

  read(): string {
    return this.#alternatives(true);
  }

  /** @param isWhole Whether nothing comes before and after, so that anchors there say nothing. */
  #alternatives(isWhole: boolean): string {
    const all: string[] = [];
    do all.push(this.#sequence(isWhole));
    while (this.#take('|'));
    return all.join(' | ');
  }

  #sequence(isWhole: boolean): string {
    if (isWhole) this.#take('^');
    const parts: string[] = [];
    while (!this.#isOver()) {
      if (isWhole && this.#take('$')) {
        if (!this.#isOver()) throw unsupported('$ within');
        break;
      }
      parts.push(this.#quantified());
    }
    return parts.length === 0 ? '""' : parts.join(' ');
  }

  #isOver(): boolean {
    return ['|', ')', undefined].includes(this.#source[this.#at]);
  }

  #quantified(): string {
    const part = this.#part();
    const quantifier = this.#match(/[*+?]|\{(\d+)(?:,(\d*))?\}/y);
    if (quantifier === undefined) return part;
    if (quantifier.slice(1).some((times) => Number(times || 0) > MOST_TIMES)) {
      throw unsupported(quantifier[0]);
    }
    // Eager or lazy, the texts are the same.
    this.#take('?');
    return `(${part})${quantifier[0]}`;
  }

  #part(): string {
    const anchor = this.#match(/[\^$]|\\[bB]/y);
    if (anchor !== undefined) throw unsupported(`${anchor[0]} within`);
    if (this.#take('(')) return this.#group();
    if (this.#isNext('[')) return this.#characters(this.#class());
    const whole = this.#flags.includes('u') || this.#flags.includes('v');
    const sign = this.#match(whole ? wholeCharacter : character)?.[0];
    if (sign === undefined) throw unsupported(this.#source.slice(this.#at, this.#at + 2));
    return this.#characters(sign);
  }

  #group(): string {
    const kind = this.#match(/\?(?:<?[=!]|<[^>]*>|[^:]*:)/y)?.[0] ?? '';
    if (/[=!]/.test(kind.slice(0, 3)) || /^\?[^<:]/.test(kind)) throw unsupported(`(${kind}`);
    const inner = this.#alternatives(false);
    this.#take(')');
    return `(${inner})`;
  }

  /** The source of a class, with its brackets. */
  #class(): string {
    const start = this.#at;
    let depth = 0;
    do {
      const sign = this.#source[this.#at];
      if (sign === '\\') this.#at++;
      else if (sign === '[' && (depth === 0 || this.#flags.includes('v'))) depth++;
      else if (sign === ']') depth--;
      this.#at++;
    } while (depth > 0);
    return this.#source.slice(start, this.#at);
  }

  /** All that a piece of the expression matches that stands for one character, as a class of the grammar. */
  #characters(source: string): string {
    const known = this.#known.get(source) ?? toClass(source, this.#flags, this.#write);
    this.#known.set(source, known);
    return known;
  }

  #isNext(sign: string): boolean {
    return this.#source[this.#at] === sign;
  }

  #take(sign: string): boolean {
    if (!this.#isNext(sign)) return false;
    this.#at++;
    return true;
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#source) ?? undefined;
    if (found !== undefined) this.#at = pattern.lastIndex;
    return found;
  }
}

/** JavaScript itself says what matches, character by character. */
function toClass(source: string, flags: string, write: Write): string {
  const isPlain = /^[^\\[.]/.test(source) && !flags.includes('i');
  const point = source.codePointAt(0) ?? 0;
  const ranges = isPlain
    ? [[point, point] as const]
    : matching(new RegExp(`^(?:${source})$`, flags));
  if (ranges.length === 0 || ranges.some(([first]) => isSurrogate(first))) {
    throw unsupported(`${source} (the flag u may help)`);
  }
  return write(ranges);
}

function matching(one: RegExp): readonly Range[] {
  const ranges: [number, number][] = [];
  for (let point = 0; point <= 0x10ffff; point++) {
    if (isSurrogate(point) || !one.test(String.fromCodePoint(point))) continue;
    const before = ranges.at(-1);
    if (before?.[1] === point - 1) before[1] = point;
    else ranges.push([point, point]);
  }
  return ranges;
}
