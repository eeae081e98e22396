import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, extname, relative, resolve, sep } from 'node:path';

/*
 * Which files a test depends on, read out of the files themselves. Everything that one file of this repository
 * takes from another, it names by a path that begins with "./" or "../": imports, workers, pages, data. What
 * is in quotes and leads to a file therefore counts; a path too many only makes a test run once more.
 */

const named = /(['"`])(\.{1,2}(?:\/[^'"`\n]*)?)\1/g;
/** Types are gone by the time anything runs. */
const typesOnly = /\b(?:import|export) type (?:\{[^}]*\}|\w+|\* as \w+)\s*from\s*(['"])[^'"]*\1/g;
/** What can name other files. */
const readable = new Set(['.ts', '.tsx', '.js', '.mjs', '.html', '.css']);
/** What may be left out at the end of a path. */
const endings = ['', '.ts', '.tsx', '/index.ts', '/index.html'];

/**
 * @param from The folder of the repository.
 * @param entries Files, from there.
 * @returns They and all that they lead to, in order. Files elsewhere and packages are not among them.
 * @throws Error that names an entry which is not there.
 */
export function findDependencies(from: string, entries: readonly string[]): readonly string[] {
  // Without a slash at its end, or no path would begin with it and one more.
  const root = resolve(from);
  const found = new Set<string>();
  const open = entries.map((entry) => {
    const file = resolve(root, entry);
    if (!isFile(file)) throw new Error(`${entry} is not there`);
    return file;
  });
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    if (readable.has(extname(file))) open.push(...namedIn(file, root));
  }
  return [...found].map((file) => relative(root, file).split(sep).join('/')).sort();
}

function namedIn(file: string, root: string): readonly string[] {
  const text = readFileSync(file, 'utf8').replace(typesOnly, '');
  return [...text.matchAll(named)]
    .map(([, , path = '']) => resolve(dirname(file), path.replace(/[?#].*$/, '')))
    .filter((path) => path.startsWith(root + sep))
    .flatMap((path) =>
      endings
        .map((ending) => path + ending)
        .filter(isFile)
        .slice(0, 1),
    );
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}
