import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
} from 'node:fs';
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { brotliCompressSync } from 'node:zlib';
import { findDifferences, hashSources, sha256, type Lock } from './lock';
import { ensureEmscripten, ensurePython, readToolchain, run } from './toolchain';

const usage = `npm run libs                     build every model library and the lock
npm run libs -- --check          are the committed ones those of the lock and these sources?
npm run libs -- --check --full   build them again and compare the bytes
        [--json]                 the answer as JSON on standard output`;

/** The libraries that are committed: rows of architectures.json by quantization. */
const libraries = [
  { architecture: 'bayling-demo', quantization: 'q4f32_1' },
  { architecture: 'bayling-demo', quantization: 'q4f16_1' },
] as const;

const limits = { raw: 3_000_000, brotli: 350_000 };

const root = fileURLToPath(new URL('..', import.meta.url));
const compiler = join(root, 'compiler');
const libs = join(root, 'public', 'models', 'libs');
const lockFile = join(compiler, 'libs.lock.json');

function fileName(library: (typeof libraries)[number]): string {
  return `${library.architecture}-${library.quantization}.wasm`;
}

function buildAll(folder: string): Lock {
  const python = ensurePython(root);
  ensureEmscripten();
  mkdirSync(folder, { recursive: true });
  const scratch = mkdtempSync(join(tmpdir(), 'bayling-libs-'));
  try {
    const runtime = join(scratch, 'runtime.o');
    const modellib = (...words: string[]) =>
      run(python, ['-m', 'modellib', ...words], { PYTHONPATH: compiler });
    console.error('Compiling the runtime');
    modellib('runtime', runtime);
    for (const library of libraries) {
      const output = join(scratch, fileName(library));
      console.error(`Building ${fileName(library)}`);
      modellib('build', library.architecture, library.quantization, output, runtime);
      copyFileSync(output, join(folder, fileName(library)));
    }
  } finally {
    rmSync(scratch, { recursive: true });
  }
  const entries = libraries.map((library) => {
    const bytes = readFileSync(join(folder, fileName(library)));
    const brotli = brotliCompressSync(bytes).length;
    console.error(`${fileName(library)}: ${bytes.length} bytes, ${brotli} with brotli`);
    if (bytes.length > limits.raw || brotli > limits.brotli) {
      throw new Error(`${fileName(library)} is larger than a library may be`);
    }
    return [fileName(library), { sha256: sha256(bytes), bytes: bytes.length }] as const;
  });
  return {
    toolchain: readToolchain(python),
    sources: hashSources(compiler),
    libraries: Object.fromEntries(entries),
  };
}

function check(full: boolean): string[] {
  const lock = JSON.parse(readFileSync(lockFile, 'utf8')) as Lock;
  const committed = (name: string) => {
    const path = join(libs, name);
    return existsSync(path) ? readFileSync(path) : undefined;
  };
  const names = readdirSync(libs).filter((name) => name.endsWith('.wasm'));
  const differences = findDifferences(lock, hashSources(compiler), names, committed);
  if (!full) return differences;
  const scratch = mkdtempSync(join(tmpdir(), 'bayling-libs-check-'));
  try {
    const built = buildAll(scratch);
    const changed = Object.entries(built.libraries)
      .filter(([name, library]) => lock.libraries[name]?.sha256 !== library.sha256)
      .map(([name]) => `${name} comes out differently from these sources.`);
    return [...differences, ...changed];
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function main(): number {
  const options = {
    check: { type: 'boolean' },
    full: { type: 'boolean' },
    json: { type: 'boolean' },
  } as const;
  let values;
  try {
    ({ values } = parseArgs({ options }));
    if (values.full && !values.check) throw new TypeError('--full goes with --check');
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
  const lock = buildAll(libs);
  writeFileSync(lockFile, `${JSON.stringify(lock, undefined, 2)}\n`);
  if (values.json) console.log(JSON.stringify(lock));
  return 0;
}

process.exitCode = main();
