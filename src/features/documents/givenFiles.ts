import type { GivenFile } from '../../state/documents/types';

/** A file as the page's store takes it. */
export function givenFile(file: File): GivenFile {
  const { name, size } = file;
  return { name, size, bytes: async () => new Uint8Array(await file.arrayBuffer()) };
}

/** The files of a drop, those in folders too. What begins with a dot is none of the user's. */
export async function droppedFiles(transfer: DataTransfer): Promise<readonly File[]> {
  // All at once: after the first wait the browser has emptied the list.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry());
  const files = await Promise.all(
    entries.map((entry) => (entry === null ? Promise.resolve([]) : filesIn(entry))),
  );
  return files.flat().filter(({ name }) => !name.startsWith('.'));
}

async function filesIn(entry: FileSystemEntry): Promise<readonly File[]> {
  if (isFile(entry)) {
    return [await new Promise<File>((resolve, reject) => entry.file(resolve, reject))];
  }
  if (!isFolder(entry)) return [];
  const reader = entry.createReader();
  const found: FileSystemEntry[] = [];
  for (;;) {
    // A folder is told in parts.
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (part.length === 0) break;
    found.push(...part);
  }
  return (await Promise.all(found.map(filesIn))).flat();
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
