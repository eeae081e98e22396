import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { main } from 'assemblyscript/asc';

const sources = join(import.meta.dirname, 'assembly');

/** Pages of 64 KiB, enough for what assembly/layout.ts lays out; what lies below the base is its own. */
const PAGES = 6;
const BASE = 2048;

const options = [
  ...['--outFile', 'kernel.wasm', '-O3', '--runtime', 'stub', '--noAssert', '--enable', 'simd'],
  ...['--initialMemory', `${PAGES}`, '--maximumMemory', `${PAGES}`, '--memoryBase', `${BASE}`],
  // That JavaScript knows no vectors: exports from one file to the other look like it.
  ...['--disableWarning', '112'],
];

/** @returns The WebAssembly module of `assembly/kernel.ts`, the same bytes on every machine. */
export async function compileKernel(): Promise<Uint8Array<ArrayBuffer>> {
  let wasm: Uint8Array<ArrayBuffer> | undefined;
  let messages = '';
  const { error } = await main(['kernel.ts', ...options], {
    readFile: (name) => readIfThere(join(sources, name)),
    writeFile: (name, contents) => {
      if (name === 'kernel.wasm') wasm = Uint8Array.from(Buffer.from(contents));
    },
    stderr: { write: (chunk) => (messages += Buffer.from(chunk).toString()) },
    listFiles: () => [],
  });
  if (error !== null || wasm === undefined) throw new Error(messages);
  return wasm;
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** Where the module is committed. */
export const moduleFile = join(import.meta.dirname, '../../src/core/quantize/kernelModule.ts');

/** The module as a file of TypeScript, so that it is part of the code wherever that runs. */
export function writeModule(wasm: Uint8Array): string {
  return `/** tools/kernel/assembly, compiled by \`npm run kernel\`. */
export const kernelModule =
  '${Buffer.from(wasm).toString('base64')}';
`;
}
