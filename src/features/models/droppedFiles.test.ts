import { expect, it } from 'vitest';
import { carriesFiles, droppedFiles } from './droppedFiles';

const file = (name: string) =>
  ({
    name,
    isFile: true,
    file: (resolve: (given: File) => void) => resolve(new File([], name)),
  }) as unknown as FileSystemEntry;

/** Returns its entries a few at a time, as browsers do. */
function folder(name: string, ...inside: FileSystemEntry[]): FileSystemEntry {
  const createReader = () => {
    const rest = [...inside];
    return { readEntries: (give: (some: FileSystemEntry[]) => void) => give(rest.splice(0, 2)) };
  };
  return { name, isFile: false, createReader } as unknown as FileSystemEntry;
}

const drop = (...entries: (FileSystemEntry | null)[]) =>
  ({
    items: entries.map((entry) => ({ webkitGetAsEntry: () => entry })),
    files: [new File([], 'loose.json')],
  }) as unknown as DataTransfer;

const names = async (transfer: DataTransfer) =>
  (await droppedFiles(transfer)).map(({ file, folder }) => [folder, file.name].join('/'));

it('are those of the folder and the folders in it, but for hidden ones', async () => {
  const model = folder(
    'model',
    file('config.json'),
    file('a.safetensors'),
    file('b.safetensors'),
    folder('.cache', file('junk')),
    folder('inner', file('c.safetensors')),
    file('.gitattributes'),
  );
  expect(await names(drop(model, file('tokenizer.json')))).toEqual([
    'model/config.json',
    'model/a.safetensors',
    'model/b.safetensors',
    'model/inner/c.safetensors',
    '/tokenizer.json',
  ]);
});

it('are the loose ones where a browser gives no entries', async () => {
  expect(await names(drop(null))).toEqual(['/loose.json']);
});

it('do not go on for ever', async () => {
  let deep = folder('x', file('too-deep'));
  for (let depth = 0; depth < 9; depth++) deep = folder('x', deep);
  const many = folder('many', ...Array.from({ length: 1_500 }, (_, at) => file(`${at}`)));
  expect(await names(drop(deep))).toEqual([]);
  expect(await names(drop(many))).toHaveLength(1_000);
});

it('are told from a drag of text', () => {
  expect(carriesFiles({ types: ['text/plain'] })).toBe(false);
  expect(carriesFiles({ types: ['text/uri-list', 'Files'] })).toBe(true);
});
