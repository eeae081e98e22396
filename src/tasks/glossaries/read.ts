import type { GlossaryEntry } from '../../core/terms/types';
import { decodeFile } from './decode';
import { readTable } from './table';
import { readTbx } from './tbx';
import {
  LONGEST_NOTE,
  LONGEST_TERM,
  MOST_ENTRIES,
  shorten,
  type FileEntry,
  type Skipped,
  type SkipReason,
  type TermFile,
} from './types';

/**
 * Reads a file of terms: CSV, TSV or TBX, told apart by what is in it.
 *
 * @param tags Tags of the languages that it is likely to be in, for files of before Unicode.
 * @throws UnreadableTerms for what is none of them, or too large.
 */
export function readTermFile(bytes: Uint8Array, tags: readonly string[] = []): TermFile {
  const { text, encoding, isGuessed } = decodeFile(bytes, tags);
  const visible = text.replace(/^\ufeff/u, '');
  const isXml = /^\s*<(?:\?xml|!--|!DOCTYPE|martif|tbx)/iu.test(visible);
  return { ...(isXml ? readTbx(visible.trimStart()) : readTable(visible)), encoding, isGuessed };
}

/** What a glossary takes of a file. */
export interface Taken {
  readonly entries: readonly GlossaryEntry[];
  /** Those that the file has skipped, and more. */
  readonly skipped: readonly Skipped[];
}

/** What a file calls a language, if it has it; a file that does not say which has it as its source or target. */
export function sideOf(
  { languages }: Pick<TermFile, 'languages'>,
  code: string,
  side: 'source' | 'target',
): string | undefined {
  return [code, side].find((name) => languages.includes(name));
}

/**
 * The entries of a file for one pair of languages: each source with the preferred target first, and the targets that
 * are not to be used as forbidden. A term that is the same in both languages is kept.
 *
 * @param from FLORES code, likewise `to`.
 */
export function takeEntries(file: TermFile, from: string, to: string): Taken {
  const [one, other] = [sideOf(file, from, 'source'), sideOf(file, to, 'target')];
  const entries: GlossaryEntry[] = [];
  const skipped = [...file.skipped];
  const seen = new Set<string>();
  for (const entry of file.entries) {
    const skip = (reason: SkipReason): void => {
      const text = shorten(entry.terms.map((one) => one.text).join(' – '));
      skipped.push({ row: entry.row, reason, text });
    };
    const found = entriesOf(entry, one, other);
    if (found.length === 0) skip('empty');
    for (const one of found) {
      const name = `${one.kind}\n${one.source}\n${one.target}`;
      if (Math.max(one.source.length, one.target.length) > LONGEST_TERM) skip('too-long');
      else if (seen.has(name)) skip('duplicate');
      else if (entries.length >= MOST_ENTRIES) skip('too-many');
      else {
        seen.add(name);
        entries.push(one);
      }
    }
  }
  return { entries, skipped: skipped.sort((a, b) => a.row - b.row) };
}

function entriesOf(
  entry: FileEntry,
  from: string | undefined,
  to: string | undefined,
): readonly GlossaryEntry[] {
  const { terms, isKept = false } = entry;
  const note = entry.note?.slice(0, LONGEST_NOTE).toWellFormed();
  const sources = terms.filter(({ language }) => language === from).map(({ text }) => text);
  const targets = terms.filter(({ language }) => language === to);
  const common = note === undefined ? {} : { note };
  if (isKept) {
    return sources.map((source) => ({ source, target: source, kind: 'keep', ...common }));
  }
  const wanted = targets.filter(({ isForbidden }) => !isForbidden);
  const forbidden = targets.filter(({ isForbidden }) => isForbidden);
  const pairs = sources.flatMap((source) =>
    wanted.map(({ text: target }): GlossaryEntry => {
      return { source, target, kind: source === target ? 'keep' : 'term', ...common };
    }),
  );
  const [source = ''] = sources;
  const never = forbidden.map(({ text: target }): GlossaryEntry => {
    return { source, target, kind: 'forbidden', ...common };
  });
  return [...pairs, ...never];
}
