import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { installPackages, succeeds } from '../tools/programs';
import { ensureEnvironment } from '../tools/python/environment';
import type { Toolchain } from './lock';

/**
 * A Python with the packages of requirements.txt.
 *
 * @returns The interpreter's path.
 * @throws Error if Python is missing and may not be installed, or if pip fails.
 */
export function ensurePython(root: string): string {
  const folder = join(root, '.cache', 'compiler-venv');
  const requirements = join(root, 'compiler', 'requirements.txt');
  return join(ensureEnvironment(folder, requirements), 'python');
}

/** Installs Debian's Emscripten if there is none. @throws Error if that is not possible. */
export function ensureEmscripten(): void {
  if (!succeeds('emcc', '--version')) installPackages(['emscripten']);
}

/** The versions that the libraries' bytes depend on. */
export function readToolchain(python: string): Toolchain {
  const version = (name: string) =>
    output(python, ['-c', `from importlib.metadata import version; print(version("${name}"))`]);
  const emscripten = /\d+\.\d+\.\d+/.exec(output('emcc', ['--version']))?.[0] ?? 'unknown';
  return {
    'apache-tvm': version('apache-tvm'),
    'apache-tvm-ffi': version('apache-tvm-ffi'),
    emscripten,
  };
}

function output(program: string, args: readonly string[]): string {
  return spawnSync(program, args, { encoding: 'utf8' }).stdout.trim();
}
