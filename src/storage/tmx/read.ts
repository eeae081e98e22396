import { SaxesParser } from 'saxes';
import { AppError } from '../../core/errors';
import type { NewEntry } from '../memory';
import { entriesOf, type OnSkip, type Unit } from './unit';

/** Native codes that stand in a text. */
const codes = new Set(['bpt', 'ept', 'ph', 'it', 'ut']);

/**
 * Reads a TMX file (1.1 to 1.4b) as pieces of its text come: `push` gives the entries that are complete. Of inline
 * elements, the code that they hold stays in the text as it is; an empty one becomes `{1}`, `{/1}` for the end of a
 * pair; `hi` and `sub` only mark their text, which stays. Nothing outside of the file is ever read.
 */
export class TmxReader {
  readonly #parser = new SaxesParser();
  readonly #onSkip: OnSkip;
  #entries: NewEntry[] = [];
  readonly #path: string[] = [];
  #source = '';
  #unit: Unit | undefined;
  /** Of the note, prop or text that is open. */
  #text = '';
  #code: { readonly mark: string; from: number } | undefined;
  #type = '';

  constructor(onSkip: OnSkip) {
    this.#onSkip = onSkip;
    this.#parser.on('error', (cause) => {
      throw new AppError('tmx-invalid', { detail: cause.message }, { cause });
    });
    // What a document defines could grow without bound, or lead elsewhere.
    this.#parser.on('doctype', (doctype) => {
      if (doctype.includes('[')) throw new AppError('tmx-invalid', { detail: 'DTD' });
    });
    this.#parser.on('opentag', ({ name, attributes }) => this.#open(name, attributes));
    this.#parser.on('closetag', ({ name }) => this.#close(name));
    this.#parser.on('text', (text) => (this.#text += text));
    this.#parser.on('cdata', (text) => (this.#text += text));
  }

  /**
   * @returns Entries, in their order.
   * @throws AppError `tmx-invalid`
   */
  push(piece: string): readonly NewEntry[] {
    this.#parser.write(piece);
    return this.#take();
  }

  /** @throws AppError `tmx-invalid` where the file ends too early. */
  end(): void {
    this.#parser.close();
  }

  /** What a note or a property that stands here is about. */
  get #described(): Pick<Unit, 'notes' | 'props'> | undefined {
    return this.#path.includes('tuv') ? this.#unit?.variants.at(-1) : this.#unit;
  }

  #take(): readonly NewEntry[] {
    const entries = this.#entries;
    this.#entries = [];
    return entries;
  }

  #open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.#path.length === 0 && name !== 'tmx') {
      throw new AppError('tmx-invalid', { detail: `<${name}>` });
    }
    this.#path.push(name);
    if (name === 'header') this.#source = attributes['srclang'] ?? '';
    else if (name === 'tu') this.#unit = { attributes, notes: [], props: [], variants: [] };
    else if (name === 'tuv') {
      this.#unit?.variants.push({ attributes, text: '', notes: [], props: [] });
    } else if (name === 'seg' || name === 'note' || name === 'prop') this.#text = '';
    else if (codes.has(name) && this.#path.includes('seg')) {
      const number = attributes['i'] ?? attributes['x'] ?? '';
      this.#code = {
        mark: name === 'ept' ? `{/${number}}` : `{${number}}`,
        from: this.#text.length,
      };
    }
    if (name === 'prop') this.#type = attributes['type'] ?? '';
  }

  #close(name: string): void {
    this.#path.pop();
    const unit = this.#unit;
    if (codes.has(name)) {
      if (this.#code !== undefined && this.#text.length === this.#code.from) {
        this.#text += this.#code.mark;
      }
      this.#code = undefined;
    } else if (name === 'seg') {
      const variant = unit?.variants.at(-1);
      if (variant !== undefined) variant.text = this.#text;
    } else if (name === 'note') this.#described?.notes.push(this.#text);
    else if (name === 'prop') this.#described?.props.push([this.#type, this.#text]);
    else if (name === 'tu' && unit !== undefined) {
      this.#entries.push(...entriesOf(unit, this.#source, this.#onSkip));
      this.#unit = undefined;
    }
  }
}
