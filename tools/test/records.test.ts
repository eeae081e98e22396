import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findDependencies } from './dependencies';
import { treeOf } from './recordFile';
import { findGreenRun, formatRecords, hashTree, parseRecords } from './records';
import { suites } from './suites';

describe('the tree of a suite', () => {
  const suite = { spec: 'a.spec.ts', besides: ['data/*.bin', 'lock.json'] };
  let root: string;
  const write = (path: string, text: string) => writeFileSync(join(root, path), text);

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'records-'));
    mkdirSync(join(root, 'data'));
    write('a.spec.ts', "import { b } from './b';");
    write('b.ts', '1');
    write('data/one.bin', 'one');
    write('data/note.txt', 'not asked for');
    write('lock.json', '{}');
    write('other.ts', '1');
  });

  afterEach(() => rmSync(root, { recursive: true }));

  it.each([
    ['the spec changes', () => write('a.spec.ts', "import { b } from './b'; ")],
    ['what it imports does', () => write('b.ts', '2')],
    ['a file of a folder does', () => write('data/one.bin', 'eno')],
    ['a file beside it does', () => write('lock.json', '{ }')],
    ['a file comes to a folder', () => write('data/two.bin', '')],
    [
      'a file has another name',
      () => renameSync(join(root, 'data/one.bin'), join(root, 'data/1.bin')),
    ],
  ])('is another one when %s', (_, change) => {
    const before = hashTree(root, suite);
    change();
    expect(hashTree(root, suite)).not.toBe(before);
  });

  it('is the same whatever else changes', () => {
    const before = hashTree(root, suite);
    write('other.ts', '2');
    write('data/note.txt', 'changed');
    expect(hashTree(root, suite)).toBe(before);
  });

  it.each(['gone.json', 'data/*.gone', 'gone/*'])('cannot be told without %s', (path) => {
    expect(() => hashTree(root, { ...suite, besides: [path] })).toThrow(/gone/);
  });
});

describe('a suite of this repository', () => {
  const named = suites.map((suite) => [suite.name, suite] as const);

  it.each(named)('%s has its files', (_, suite) => {
    expect(treeOf(suite)).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each(named)('%s leads to the engine, over a page', (_, { spec }) => {
    const files = findDependencies('.', [spec]);
    expect(files).toContainEqual(expect.stringMatching(/^e2e\/support\/\w+\/page\.ts$/));
    expect(files).toContainEqual(expect.stringMatching(/^src\/engine\//));
  });
});

describe('a record', () => {
  const run = { tree: 'abc', on: '2026-11-30' };

  it('is good for the tree it was made on, and for its suite alone', () => {
    expect(findGreenRun({ beams: run }, 'beams', 'abc')).toBe(run);
    expect(findGreenRun({ beams: run }, 'beams', 'abd')).toBeUndefined();
    expect(findGreenRun({ beams: run }, 'mixes', 'abc')).toBeUndefined();
    expect(findGreenRun({}, 'toString', 'abc')).toBeUndefined();
  });

  it('is read as it was written, in the order of names', () => {
    const text = formatRecords({ mixes: run, beams: run });
    expect(Object.keys(parseRecords(text))).toEqual(['beams', 'mixes']);
    expect(parseRecords(text)).toEqual({ beams: run, mixes: run });
    expect(formatRecords({})).toBe('{}\n');
  });

  it.each(['', '[]', 'null', '{"beams":"abc"}', '{"beams":{"tree":"abc"}}', '{"beams":null}'])(
    'is not %j',
    (text) => {
      expect(() => parseRecords(text)).toThrow();
    },
  );
});
