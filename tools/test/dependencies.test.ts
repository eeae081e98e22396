import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findDependencies } from './dependencies';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'dependencies-'));
});

afterEach(() => rmSync(root, { recursive: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

describe('the files that a file depends on', () => {
  it.each([
    ['an import', "import { b } from './b';", 'b.ts'],
    ['one for its effect', "import './b';", 'b.ts'],
    ['one of types among others', "import { type B, b } from './b';", 'b.ts'],
    ['one over several lines', "import {\n  b,\n} from './b';", 'b.ts'],
    ['one that comes later', "const b = await import('./b');", 'b.ts'],
    ['what is passed on', 'export * from "./b";', 'b.ts'],
    ['a component', "import { B } from './b';", 'b.tsx'],
    ['a folder', "import { b } from './b';", 'b/index.ts'],
    ['a page', "build(new URL('./b/', import.meta.url));", 'b/index.html'],
    ['a worker', "new Worker(new URL('./b.ts', import.meta.url));", 'b.ts'],
    ['data', "import b from './b.json' with { type: 'json' };", 'b.json'],
    ['an address of a file', "import b from './b.wasm?url';", 'b.wasm'],
    ['a template', 'new URL(`./b.js`, import.meta.url);', 'b.js'],
    ['an import behind a type', "export type A = B;\nimport { b } from './b';", 'b.ts'],
  ])('are seen in %s', (_, text, file) => {
    write({ 'src/a.ts': text, [`src/${file}`]: '' });
    expect(findDependencies(root, ['src/a.ts'])).toEqual(['src/a.ts', `src/${file}`]);
  });

  it.each([
    ["import type { B } from './b';"],
    ["import type {\n  B,\n} from './b';"],
    ["export type { B } from './b';"],
    ["import type * as b from './b';"],
    ["import { b } from 'b';"],
    ["const up = '..';"],
  ])('are not seen in %j', (text) => {
    write({ 'src/a.ts': text, 'src/b.ts': '' });
    expect(findDependencies(root, ['src/a.ts'])).toEqual(['src/a.ts']);
  });

  it('go on from file to file, also round in a circle, and over a page', () => {
    write({
      'e2e/a.spec.ts': "buildPage(new URL('./page/', import.meta.url));",
      'e2e/page/index.html': '<script type="module" src="./page.ts"></script>',
      'e2e/page/page.ts': "import { c } from '../../src/c';",
      'src/c.ts': "import { d } from './d';",
      'src/d.ts': "import { c } from './c';",
      'src/other.ts': '',
    });
    expect(findDependencies(root, ['e2e/a.spec.ts'])).toEqual([
      ...['e2e/a.spec.ts', 'e2e/page/index.html', 'e2e/page/page.ts', 'src/c.ts', 'src/d.ts'],
    ]);
  });

  it.each(['', '/', '/.'])('are the same when %j ends the root', (end) => {
    write({ 'src/a.ts': "import { b } from './b';", 'src/b.ts': '' });
    expect(findDependencies(root + end, ['src/a.ts'])).toEqual(['src/a.ts', 'src/b.ts']);
  });

  it('lie within the root', () => {
    write({ 'in/a.ts': "import { b } from '../out/b';", 'out/b.ts': '' });
    expect(findDependencies(join(root, 'in'), ['a.ts'])).toEqual(['a.ts']);
  });

  it('begin with files that are there', () => {
    expect(() => findDependencies(root, ['gone.ts'])).toThrow('gone.ts');
  });
});
