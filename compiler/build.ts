import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { run } from '../tools/programs';
import { hashSources, sha256, type Kind, type Lock, type LockedLibrary } from './lock';
import { folders, kindOf, nameOf, targets, type Target } from './targets';
import { ensureEmscripten, ensurePython, readToolchain } from './toolchain';

const limits = { raw: 3_000_000, brotli: 350_000 };

/**
 * Builds the libraries of targets.ts.
 *
 * @param root The repository's folder.
 * @param output The root of the folders that the libraries go to.
 * @param wanted Which of them to build; the lock then lists only these.
 * @returns Their lock.
 * @throws Error if a tool is missing or fails, or a library is too large.
 */
export function buildAll(root: string, output: string, wanted = targets): Lock {
  const python = ensurePython(root);
  ensureEmscripten();
  const compiler = join(root, 'compiler');
  const scratch = mkdtempSync(join(tmpdir(), 'bayling-libs-'));
  try {
    const runtime = join(scratch, 'runtime.o');
    const modellib = (...words: string[]) =>
      run(python, ['-m', 'modellib', ...words], { PYTHONPATH: compiler });
    console.error('Compiling the runtime');
    modellib('runtime', runtime);
    const locked: Record<Kind, Record<string, LockedLibrary>> = {
      libraries: {},
      testLibraries: {},
    };
    for (const target of wanted) {
      const { architecture, quantization, layers } = target;
      const file = `${nameOf(target)}.wasm`;
      const built = join(scratch, file);
      console.error(`Building ${file}`);
      const cut = layers === undefined ? [] : [String(layers)];
      modellib('build', architecture, quantization, built, runtime, ...cut);
      locked[kindOf(target)][file] = measure(file, readFileSync(built));
      place(built, output, target, file);
    }
    return { toolchain: readToolchain(python), sources: hashSources(compiler), ...locked };
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/**
 * Builds a library with TVM's own schedules, for benchmarks.
 *
 * @param name The name of a target.
 * @returns Its path: under .cache, because it is not shipped.
 * @throws Error as buildAll does, and if there is no such target.
 */
export function buildBaseline(root: string, name: string): string {
  const target = targets.find((one) => nameOf(one) === name);
  if (target === undefined) throw new Error(`There is no library ${name}.`);
  const python = ensurePython(root);
  ensureEmscripten();
  const folder = join(root, '.cache', 'baseline');
  mkdirSync(folder, { recursive: true });
  const [runtime, file] = [join(folder, 'runtime.o'), join(folder, `${name}-tvm.wasm`)];
  const { architecture, quantization, layers } = target;
  const cut = layers === undefined ? [] : [String(layers)];
  const env = { PYTHONPATH: join(root, 'compiler') };
  run(python, ['-m', 'modellib', 'runtime', runtime], env);
  run(python, ['-m', 'baseline', architecture, quantization, file, runtime, ...cut], env);
  return file;
}

function measure(file: string, bytes: Uint8Array): LockedLibrary {
  const brotli = brotliCompressSync(bytes).length;
  console.error(`${file}: ${bytes.length} bytes, ${brotli} with brotli`);
  if (bytes.length > limits.raw || brotli > limits.brotli) {
    throw new Error(`${file} is too large for a library.`);
  }
  return { sha256: sha256(bytes), bytes: bytes.length };
}

function place(built: string, output: string, target: Target, file: string): void {
  const folder = join(output, folders[kindOf(target)]);
  mkdirSync(folder, { recursive: true });
  copyFileSync(built, join(folder, file));
}
