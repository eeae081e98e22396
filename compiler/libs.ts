import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildAll, buildBaseline } from './build';
import { findDifferences, hashSources, type Lock, type Shelf } from './lock';
import { folders, nameOf, targets } from './targets';

const usage = `npm run libs                     build all model libraries and the lock
npm run libs -- --only bayling-demo
                                 build those of one architecture, or one by its name, if no
                                 other source has changed
npm run libs -- --check          check that the committed ones match the lock and these sources
npm run libs -- --check --full   also build them again and compare the bytes
npm run libs -- --baseline bayling-demo-q4f32_1
                                 build one with TVM's schedules in .cache/baseline, for benchmarks
        [--json]                 print the answer as JSON on standard output`;

const root = fileURLToPath(new URL('..', import.meta.url));
const lockFile = join(root, 'compiler', 'libs.lock.json');

function openShelf(path: string): Shelf {
  const folder = join(root, path);
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return {
    names: names.filter((name) => name.endsWith('.wasm')),
    read: (name) => (names.includes(name) ? readFileSync(join(folder, name)) : undefined),
  };
}

function check(full: boolean): string[] {
  const lock = JSON.parse(readFileSync(lockFile, 'utf8')) as Lock;
  const differences = findDifferences(lock, hashSources(join(root, 'compiler')), {
    libraries: openShelf(folders.libraries),
    testLibraries: openShelf(folders.testLibraries),
  });
  if (!full) return differences;
  const scratch = mkdtempSync(join(tmpdir(), 'bayling-libs-check-'));
  try {
    const locked = { ...lock.libraries, ...lock.testLibraries };
    const built = buildAll(root, scratch);
    const changed = Object.entries({ ...built.libraries, ...built.testLibraries })
      .filter(([name, library]) => locked[name]?.sha256 !== library.sha256)
      .map(([name]) => `${name} differs when it is built from these sources.`);
    return [...differences, ...changed];
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

const named = (name: string) =>
  targets.filter((target) => target.architecture === name || nameOf(target) === name);

/** @param only Row of the architecture table or name of a library; the others stay as they are. */
function build(only: string | undefined): Lock {
  if (only === undefined) return buildAll(root, root);
  const before = JSON.parse(readFileSync(lockFile, 'utf8')) as Lock;
  const built = buildAll(root, root, named(only));
  return {
    ...built,
    libraries: { ...before.libraries, ...built.libraries },
    testLibraries: { ...before.testLibraries, ...built.testLibraries },
  };
}

function main(): number {
  const options = {
    check: { type: 'boolean' },
    full: { type: 'boolean' },
    baseline: { type: 'string' },
    only: { type: 'string' },
    json: { type: 'boolean' },
  } as const;
  let values;
  try {
    ({ values } = parseArgs({ options }));
    if (values.full && !values.check) throw new TypeError('--full needs --check');
    if (values.only !== undefined && named(values.only).length === 0) {
      throw new TypeError(`There is no architecture or library ${values.only}.`);
    }
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    return 2;
  }
  if (values.check) {
    const differences = check(values.full ?? false);
    for (const difference of differences) console.error(difference);
    if (differences.length === 0) console.error('The model libraries are up to date.');
    if (values.json)
      console.log(JSON.stringify({ upToDate: differences.length === 0, differences }));
    return differences.length === 0 ? 0 : 1;
  }
  if (values.baseline !== undefined) {
    console.log(buildBaseline(root, values.baseline));
    return 0;
  }
  const lock = build(values.only);
  writeFileSync(lockFile, `${JSON.stringify(lock, undefined, 2)}\n`);
  if (values.json) console.log(JSON.stringify(lock));
  return 0;
}

process.exitCode = main();
