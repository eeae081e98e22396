import { AppError } from '../../core/errors';
import type { Memory, NewEntry } from '../memory';
import { decodeXml } from './decode';
import { TmxReader } from './read';
import type { SkipReason } from './unit';

/** What came of an import. */
export interface ImportReport {
  readonly added: number;
  /** There already, or twice in the file. */
  readonly known: number;
  /** How many, by reason. */
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
  /** Tags of languages that this app does not have, 20 at most. */
  readonly languages: readonly string[];
}

export interface ImportOptions {
  /** 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

const batch = 500;
const mostLanguages = 20;

/**
 * Reads a file into the memory, some entries at a time. What was added before it failed, or was stopped, stays.
 *
 * @throws AppError `tmx-invalid`, `aborted`, and as the memory does.
 */
export async function importTmx(
  file: Blob,
  memory: Pick<Memory, 'addAll'>,
  { onProgress, signal }: ImportOptions = {},
): Promise<ImportReport> {
  const skipped: Partial<Record<SkipReason, number>> = {};
  const languages = new Set<string>();
  const reader = new TmxReader((reason, about) => {
    skipped[reason] = (skipped[reason] ?? 0) + 1;
    if (about !== undefined && languages.size < mostLanguages) languages.add(about);
  });
  let added = 0;
  let read = 0;
  let waiting: NewEntry[] = [];
  const store = async (entries: readonly NewEntry[]) => {
    added += await memory.addAll(entries);
    read += entries.length;
  };
  let units = 0;
  for await (const piece of decoded(file)) {
    if (signal?.aborted === true) throw new AppError('aborted');
    waiting.push(...reader.push(piece));
    while (waiting.length >= batch) {
      await store(waiting.slice(0, batch));
      waiting = waiting.slice(batch);
    }
    units += piece.length;
    onProgress?.(Math.min(1, units / file.size));
  }
  reader.end();
  await store(waiting);
  return { added, known: read - added, skipped, languages: [...languages] };
}

async function* decoded(file: Blob): AsyncGenerator<string> {
  try {
    yield* decodeXml(file);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('tmx-invalid', { detail: String(cause) }, { cause });
  }
}
