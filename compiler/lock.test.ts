import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findDifferences, hashSources, sha256, type Lock } from './lock';

const bytes = new Uint8Array([0, 97, 115, 109]);
const lock: Lock = {
  toolchain: { 'apache-tvm': '1', 'apache-tvm-ffi': '1', emscripten: '1' },
  sources: 'abc',
  libraries: { 'a.wasm': { sha256: sha256(bytes), bytes: bytes.length } },
  testLibraries: { 'tall.wasm': { sha256: sha256(bytes), bytes: bytes.length } },
};

/** Folders with the named files, all with the same content. */
const shelves = (content: Uint8Array, libraries: string[], testLibraries: string[]) => {
  const shelve = (names: string[]) => ({
    names,
    read: (name: string) => (names.includes(name) ? content : undefined),
  });
  return { libraries: shelve(libraries), testLibraries: shelve(testLibraries) };
};

describe('findDifferences', () => {
  it('is empty when sources and files are those of the lock', () => {
    const committed = shelves(bytes, ['a.wasm'], ['tall.wasm']);
    expect(findDifferences(lock, 'abc', committed)).toEqual([]);
  });

  it('names changed sources, changed, missing and unlisted files', () => {
    const changed = shelves(new Uint8Array([0, 97, 115, 110]), ['a.wasm'], ['tall.wasm']);
    expect(findDifferences(lock, 'abd', changed)).toEqual([
      'The sources have changed since the libraries were built.',
      'a.wasm is not the file in the lock.',
      'tall.wasm is not the file in the lock.',
    ]);
    expect(findDifferences(lock, 'abc', shelves(bytes, ['b.wasm'], []))).toEqual([
      'b.wasm is not in the lock.',
      'a.wasm is missing.',
      'tall.wasm is missing.',
    ]);
  });

  it('does not take a library of the tests for one of the app', () => {
    expect(findDifferences(lock, 'abc', shelves(bytes, ['a.wasm', 'tall.wasm'], []))).toEqual([
      'tall.wasm is not in the lock.',
      'tall.wasm is missing.',
    ]);
  });
});

describe('hashSources', () => {
  function folder(row: string): string {
    const path = mkdtempSync(join(tmpdir(), 'lock-'));
    for (const name of ['modellib', 'runtime']) mkdirSync(join(path, name));
    writeFileSync(join(path, 'architectures.json'), row);
    writeFileSync(join(path, 'requirements.txt'), '');
    writeFileSync(join(path, 'modellib', 'llama.py'), 'pass');
    return path;
  }

  it('depends on contents, not on place, time or byte code', () => {
    const first = folder('{}');
    const second = folder('{}');
    mkdirSync(join(second, 'modellib', '__pycache__'));
    writeFileSync(join(second, 'modellib', '__pycache__', 'llama.pyc'), 'x');
    expect(hashSources(second)).toBe(hashSources(first));
    expect(hashSources(folder('{ }'))).not.toBe(hashSources(first));
  });
});
