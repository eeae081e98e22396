import type { Bytes } from '../../src/core/bytes';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const sources = join(import.meta.dirname, 'assembly');

/** Pages of 64 KiB, enough for what assembly/layout.ts lays out below the memory base. */
const PAGES = 6;
const BASE = 2048;

const options = [
  ...['-O3', '--runtime', 'stub', '--noAssert', '--enable', 'simd'],
  ...['--initialMemory', `${PAGES}`, '--maximumMemory', `${PAGES}`, '--memoryBase', `${BASE}`],
  // Disables the warning that JavaScript has no vectors: exports between files look like exports to
  // JavaScript.
  ...['--disableWarning', '112'],
];

/** Run as a separate program: importing its types would change those of JavaScript's own arrays. */
const compiler = join(import.meta.dirname, '../../node_modules/assemblyscript/bin/asc.js');

/** @returns The WebAssembly module of `assembly/kernel.ts`, the same bytes on every machine. */
export function compileKernel(): Bytes {
  const folder = mkdtempSync(join(tmpdir(), 'kernel-'));
  try {
    const outFile = join(folder, 'kernel.wasm');
    execFileSync(process.execPath, [compiler, 'kernel.ts', '--outFile', outFile, ...options], {
      cwd: sources,
      stdio: 'pipe',
    });
    return new Uint8Array(readFileSync(outFile));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Where the module is committed. */
export const moduleFile = join(import.meta.dirname, '../../src/core/quantize/kernelModule.ts');

/** The module as a TypeScript file, so that it is part of the code everywhere. */
export function writeModule(wasm: Uint8Array): string {
  return `/** tools/kernel/assembly, compiled by \`npm run kernel\`. */
export const kernelModule =
  '${Buffer.from(wasm).toString('base64')}';
`;
}
