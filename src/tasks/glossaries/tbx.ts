import { SaxesParser } from 'saxes';
import { languageNamed } from './table';
import {
  shorten,
  UnreadableTerms,
  type FileEntry,
  type FileTerm,
  type Skipped,
  type TermFile,
} from './types';

/** Deeper than any file of terms. */
const DEEPEST = 64;

/** Names of an entry, a language's part of it, a term's part of that, in versions 2 and 3. */
const entryNames = new Set(['termEntry', 'conceptEntry']);
const languageNames = new Set(['langSet', 'langSec']);
const termParts = new Set(['tig', 'ntig', 'termSec']);

interface Draft {
  row: number;
  language: string;
  terms: (FileTerm & { rank: number })[];
  notes: string[];
  unknown: Set<string>;
}

interface DraftTerm {
  text: string;
  status: string;
}

/**
 * Reads TBX: version 2 (`martif`) and version 3 in either style, with elements of its own for categories (DCT) or with
 * attributes (DCA). The document type is not read, so entities that it declares are errors.
 *
 * @throws UnreadableTerms for what is no TBX.
 */
export function readTbx(xml: string): Pick<TermFile, 'languages' | 'entries' | 'skipped'> {
  const reader = new TbxReader();
  const parser = new SaxesParser();
  let failure: string | undefined;
  parser.on('error', ({ message }) => {
    failure ??= message;
    throw new StopReading();
  });
  parser.on('opentag', ({ name, attributes }) => reader.open(localName(name), attributes));
  parser.on('text', (piece) => reader.text(piece));
  parser.on('cdata', (piece) => reader.text(piece));
  parser.on('closetag', ({ name }) => reader.close(localName(name)));
  try {
    parser.write(xml).close();
  } catch (error) {
    if (!(error instanceof StopReading)) throw error;
    // What came before is as good as it was.
    if (reader.entries.length === 0) throw new UnreadableTerms('format');
    const text = shorten(failure ?? 'deeper than any file of terms');
    reader.skipped.push({ row: reader.row, reason: 'broken', text });
  }
  if (!reader.isTbx) throw new UnreadableTerms('format');
  const { entries, skipped } = reader;
  const all = entries.flatMap(({ terms }) => terms.map(({ language }) => language));
  return { languages: [...new Set(all)], entries, skipped };
}

class StopReading extends Error {}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

class TbxReader {
  readonly entries: FileEntry[] = [];
  readonly skipped: Skipped[] = [];
  isTbx = false;
  row = 0;
  #depth = 0;
  #entry: Draft | undefined;
  #term: DraftTerm | undefined;
  /** Where text goes: a term, its status, a note. */
  #reading: 'term' | 'status' | 'note' | undefined;
  #readingUntil = '';
  #text = '';

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (++this.#depth > DEEPEST) throw new StopReading();
    if (name === 'martif' || name === 'tbx') this.isTbx = true;
    if (entryNames.has(name)) {
      this.#entry = { row: ++this.row, language: '', terms: [], notes: [], unknown: new Set() };
    } else if (languageNames.has(name) && this.#entry !== undefined) {
      this.#entry.language = attributes['xml:lang'] ?? attributes['lang'] ?? '';
    } else if (termParts.has(name)) this.#term = { text: '', status: '' };
    else if (this.#reading === undefined && this.#entry !== undefined)
      this.#begin(name, attributes);
  }

  #begin(name: string, { type = '' }: Readonly<Record<string, string>>): void {
    const isStatus = name === 'administrativeStatus' || type === 'administrativeStatus';
    if (name === 'term') this.#reading = 'term';
    else if (isStatus) this.#reading = 'status';
    else if (name === 'note' || type === 'definition') this.#reading = 'note';
    else return;
    this.#readingUntil = name;
    this.#text = '';
  }

  text(piece: string): void {
    if (this.#reading !== undefined) this.#text += piece;
  }

  close(name: string): void {
    this.#depth--;
    if (this.#reading !== undefined && name === this.#readingUntil) this.#take();
    else if (termParts.has(name)) this.#endTerm();
    else if (entryNames.has(name)) this.#endEntry();
  }

  #take(): void {
    const text = this.#text.replace(/\s+/gu, ' ').trim();
    if (this.#reading === 'note' && text !== '') this.#entry?.notes.push(text);
    if (this.#reading === 'term' && this.#term !== undefined) this.#term.text = text;
    if (this.#reading === 'status' && this.#term !== undefined) this.#term.status = text;
    this.#reading = undefined;
  }

  #endTerm(): void {
    const [entry, term] = [this.#entry, this.#term];
    this.#term = undefined;
    if (entry === undefined || term === undefined || term.text === '') return;
    // What the translate toolkit writes where nobody has told it the language.
    const language = entry.language === 'xx' ? 'target' : languageNamed(entry.language);
    if (language === undefined) {
      entry.unknown.add(entry.language);
      return;
    }
    const { text, status } = term;
    const isForbidden = /^(?:deprecated|superseded|obsolete|forbidden)/iu.test(status);
    const rank = /^(?:preferred|standardized)/iu.test(status) ? 0 : 1;
    entry.terms.push({ language, text, isForbidden, rank });
  }

  #endEntry(): void {
    const entry = this.#entry;
    this.#entry = undefined;
    if (entry === undefined) return;
    const { row, notes, unknown } = entry;
    for (const language of unknown) this.skipped.push({ row, reason: 'language', text: language });
    const terms = entry.terms
      .sort((a, b) => a.rank - b.rank)
      .map(({ language, text, isForbidden }) => ({ language, text, isForbidden }));
    const note = notes.join('\n');
    this.entries.push({ row, terms, ...(note !== '' && { note }) });
  }
}
