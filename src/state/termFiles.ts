/** Files of terms. What reads them is fetched with the first. */
import type { Glossary } from '../core/terms/types';
import type { Taken } from '../tasks/glossaries/read';
import type { Skipped, TermFile } from '../tasks/glossaries/types';
import type { TermFormat } from '../tasks/glossaries/write';

export type { Skipped, Taken, TermFile, TermFormat };

/** Why a file cannot be read at all. */
export type UnreadableReason = 'size' | 'format';

/** @param tags Tags of the languages that it is likely to be in. */
export async function readTerms(
  file: Blob,
  tags: readonly string[],
): Promise<TermFile | UnreadableReason> {
  const [{ readTermFile }, { MOST_BYTES, UnreadableTerms }] = await Promise.all([
    import('../tasks/glossaries/read'),
    import('../tasks/glossaries/types'),
  ]);
  // Before it is in memory.
  if (file.size > MOST_BYTES) return 'size';
  try {
    return readTermFile(new Uint8Array(await file.arrayBuffer()), tags);
  } catch (error) {
    return error instanceof UnreadableTerms ? error.reason : 'format';
  }
}

export async function takeTerms(file: TermFile, from: string, to: string): Promise<Taken> {
  return (await import('../tasks/glossaries/read')).takeEntries(file, from, to);
}

export async function writeTerms(glossary: Glossary, format: TermFormat): Promise<Blob> {
  const { writeTermFile } = await import('../tasks/glossaries/write');
  const types = { csv: 'text/csv', tsv: 'text/tab-separated-values', tbx: 'application/x-tbx' };
  // Spreadsheets take a file without the mark for one of before Unicode.
  const mark = format === 'tbx' ? '' : '\ufeff';
  return new Blob([mark, writeTermFile(glossary, format)], { type: types[format] });
}
