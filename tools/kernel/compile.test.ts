import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { compileKernel, moduleFile, writeModule } from './compile';

it('makes the committed module of the sources, byte by byte', () => {
  const wasm = compileKernel();
  expect(readFileSync(moduleFile, 'utf8')).toBe(writeModule(wasm));
  expect(WebAssembly.Module.imports(new WebAssembly.Module(wasm))).toEqual([]);
});
