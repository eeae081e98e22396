import type { FoundFile } from './ownFiles';

/** Whether a drag contains files, as far as the browser tells before they are dropped. */
export function carriesFiles({ types }: Pick<DataTransfer, 'types'>): boolean {
  return types.includes('Files');
}

/** More than any model has, so that a whole disk dropped by mistake is not read. */
const MAX_FILES = 1_000;
const MAX_DEPTH = 4;

/** The files of a drop, including those in its folders. Must be called while the event is being handled. */
export async function droppedFiles(
  transfer: Pick<DataTransfer, 'items' | 'files'>,
): Promise<readonly FoundFile[]> {
  // Both lists are emptied as soon as the handler returns.
  const loose = [...transfer.files];
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.length === 0) return loose.map((file) => ({ file, folder: '' }));
  const found: FoundFile[] = [];
  for (const entry of entries) await collect(entry, found, []);
  return found;
}

async function collect(
  entry: FileSystemEntry,
  found: FoundFile[],
  folder: readonly string[],
): Promise<void> {
  // Hidden folders contain the history and caches of tools.
  if (found.length >= MAX_FILES || folder.length > MAX_DEPTH || entry.name.startsWith('.')) return;
  if (entry.isFile) {
    const file = await fileOf(entry as FileSystemFileEntry);
    found.push({ file, folder: folder.join('/') });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // A browser returns a hundred at a time, and none when there are no more.
  for (;;) {
    const some = await nextEntries(reader);
    if (some.length === 0) return;
    for (const inner of some) await collect(inner, found, [...folder, entry.name]);
  }
}

const fileOf = (entry: FileSystemFileEntry) =>
  new Promise<File>((resolve, reject) => entry.file(resolve, reject));

const nextEntries = (reader: FileSystemDirectoryReader) =>
  new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
