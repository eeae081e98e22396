import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256, type Toolchain } from './lock';

/** Programs and the Debian packages that provide them. */
const packages = { python3: ['python3', 'python3-venv'], emcc: ['emscripten'] } as const;

/**
 * A Python with the packages of requirements.txt, in a virtual environment for this project.
 *
 * @returns The interpreter's path.
 * @throws Error if Python is missing and may not be installed, or if pip fails.
 */
export function ensurePython(root: string): string {
  const folder = join(root, '.cache', 'compiler-venv');
  const requirements = join(root, 'compiler', 'requirements.txt');
  const python = join(folder, 'bin', 'python');
  const stamp = join(folder, 'requirements.sha256');
  const wanted = sha256(readFileSync(requirements));
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return python;
  // Without the python3-venv package, python3 exists but venv fails because ensurepip is missing.
  if (!succeeds('python3', '-c', 'import ensurepip, venv')) install(packages.python3);
  run('python3', ['-m', 'venv', folder]);
  run(python, ['-m', 'pip', 'install', '--quiet', '--requirement', requirements]);
  writeFileSync(stamp, wanted);
  return python;
}

/** Installs Debian's Emscripten if there is none. @throws Error if that is not possible. */
export function ensureEmscripten(): void {
  if (!succeeds('emcc', '--version')) install(packages.emcc);
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

/** Runs a program on this terminal. @throws Error when it fails. */
export function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): void {
  // Standard output is for the machine-readable answer, so the program's output goes to standard error.
  const done = spawnSync(program, args, {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, ...env },
  });
  if (done.status !== 0) throw new Error(`${program} ${args.join(' ')} failed`);
}

function install(names: readonly string[]): void {
  const advice = `Install these packages: ${names.join(' ')}`;
  if (process.getuid?.() !== 0 || !succeeds('apt-get', '--version')) throw new Error(advice);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '--quiet'], env);
  run('apt-get', ['install', '--yes', '--quiet', '--no-install-recommends', ...names], env);
}

function succeeds(program: string, ...args: string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}

function output(program: string, args: readonly string[]): string {
  return spawnSync(program, args, { encoding: 'utf8' }).stdout.trim();
}
