/** A file that was found in a folder, or chosen by itself: then its folder is empty. */
export interface FoundFile {
  readonly file: File;
  /** Names joined by "/". */
  readonly folder: string;
}

/** Each says of a folder that it is a model's. */
const signs = ['manifest.json', 'config.json'];

/** A file that was chosen through a folder, with its place in it. */
export function foundFile(file: File): FoundFile {
  return { file, folder: file.webkitRelativePath.split('/').slice(0, -1).join('/') };
}

/**
 * The files of the model among those of a folder: sub-folders often hold other versions of it, with files of
 * the same names. Files chosen by themselves belong to it as well. Where several folders have equal claims,
 * the files of all of them, which whoever reads them has to refuse; all files where none has a claim.
 */
export function ownFiles(found: readonly FoundFile[]): readonly File[] {
  const models = found.filter(({ file }) => signs.includes(file.name));
  const depth = Math.min(...models.map(({ folder }) => depthOf(folder)));
  const folders = new Set(
    models.map(({ folder }) => folder).filter((folder) => depthOf(folder) === depth),
  );
  if (folders.size === 0) return found.map(({ file }) => file);
  const own = found.filter(({ folder }) => folders.has(folder)).map(({ file }) => file);
  const names = new Set(own.map(({ name }) => name));
  const loose = found.filter(({ file, folder }) => folder === '' && !names.has(file.name));
  return [...own, ...loose.map(({ file }) => file)];
}

function depthOf(folder: string): number {
  return folder === '' ? 0 : folder.split('/').length;
}
