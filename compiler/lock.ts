import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** The versions that a library was built with; any difference may change its bytes. */
export interface Toolchain {
  readonly 'apache-tvm': string;
  readonly 'apache-tvm-ffi': string;
  readonly emscripten: string;
}

export interface LockedLibrary {
  /** Lower-case hexadecimal, of the file's bytes. */
  readonly sha256: string;
  readonly bytes: number;
}

/** compiler/libs.lock.json: says which sources and tools the committed libraries came from. */
export interface Lock {
  readonly toolchain: Toolchain;
  /** See {@link hashSources}. */
  readonly sources: string;
  /** The libraries that the app offers, by file name. */
  readonly libraries: Readonly<Record<string, LockedLibrary>>;
  /** The libraries that only tests load; separate, because the app is built with the names above. */
  readonly testLibraries: Readonly<Record<string, LockedLibrary>>;
}

export type Kind = 'libraries' | 'testLibraries';

/** The committed libraries of one kind. */
export interface Shelf {
  readonly names: readonly string[];
  /** Bytes of a library by file name, undefined if there is none. */
  readonly read: (name: string) => Uint8Array | undefined;
}

/** Everything a library is made from, relative to the compiler's folder. */
const sourcePaths = ['architectures.json', 'requirements.txt', 'modellib', 'runtime'];

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** One hash over the names and contents of the compiler's source files, in order of name. */
export function hashSources(folder: string): string {
  const files = sourcePaths.flatMap((path) => filesUnder(join(folder, path)));
  const lines = files.map(
    (file) => `${sha256(readFileSync(file))}  ${relative(folder, file).split(sep).join('/')}\n`,
  );
  return sha256(lines.sort().join(''));
}

/**
 * What is wrong with the committed libraries, one sentence each; none if the lock, the sources and the files
 * agree.
 */
export function findDifferences(
  lock: Lock,
  sources: string,
  shelves: Readonly<Record<Kind, Shelf>>,
): string[] {
  const stale =
    lock.sources === sources ? [] : ['The sources have changed since the libraries were built.'];
  const kinds: readonly Kind[] = ['libraries', 'testLibraries'];
  return [...stale, ...kinds.flatMap((kind) => compareShelf(lock[kind], shelves[kind]))];
}

function compareShelf(locked: Lock[Kind], { names, read }: Shelf): string[] {
  const unlisted = names
    .filter((name) => !(name in locked))
    .map((name) => `${name} is not in the lock.`);
  const wrong = Object.entries(locked).flatMap(([name, library]) => {
    const bytes = read(name);
    if (bytes === undefined) return [`${name} is missing.`];
    return sha256(bytes) === library.sha256 ? [] : [`${name} is not the file in the lock.`];
  });
  return [...unlisted, ...wrong];
}

function filesUnder(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => name !== '__pycache__')
    .flatMap((name) => filesUnder(join(path, name)));
}
