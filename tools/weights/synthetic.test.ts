import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFolder } from '../synthetic/sink';
import { runWeights } from './run';
import { parseSynthetic } from './synthetic';

let root: string;
let out: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'synthetic-'));
  out = join(root, 'deep', 'checkpoint');
});

afterEach(() => rmSync(root, { recursive: true }));

const silent = { result: () => {}, say: () => {} };

describe('the arguments', () => {
  it('name a model and a folder; all else has a default', () => {
    const least = { model: 'bayling-2-7b', out: 'x', seed: 1, json: false };
    expect(parseSynthetic(['bayling-2-7b', '--out', 'x'])).toEqual(least);
    const more = ['bayling-2-7b', '--out', 'x', '--layers', '2', '--seed', '7', '--json'];
    expect(parseSynthetic(more)).toEqual({ ...least, layers: 2, seed: 7, json: true });
  });

  it.each([
    [[]],
    [['demo', '--out', 'x']],
    [['bayling-2-7b']],
    [['bayling-2-7b', 'bayling-3-8b', '--out', 'x']],
    [['bayling-2-7b', '--out', 'x', '--layers', '0']],
    [['bayling-2-7b', '--out', 'x', '--layers', '1e3']],
    [['bayling-2-7b', '--out', 'x', '--seed', '-1']],
    [['bayling-2-7b', '--out', 'x', '--quantization', 'q4f16_1']],
  ])('are refused: %j', async (args) => {
    expect(parseSynthetic(args)).toBeUndefined();
    expect(await runWeights(['synthetic', ...args], silent)).toBe(2);
  });
});

describe('the folder', () => {
  const fill = (content: string) =>
    createFolder(out, async (sink) => {
      const file = await sink.open('a.bin');
      await file.write(new TextEncoder().encode(content));
      await file.close();
    });

  it('is there when it is complete', async () => {
    mkdirSync(out, { recursive: true });
    await fill('content');
    expect(readdirSync(join(root, 'deep'), { recursive: true })).toEqual(
      expect.arrayContaining(['checkpoint', join('checkpoint', 'a.bin')]),
    );
    expect(statSync(join(out, 'a.bin')).size).toBe(7);
  });

  it('is not there after a failure', async () => {
    const failure = createFolder(out, async (sink) => {
      await sink.open('a.bin');
      throw new RangeError('in the middle');
    });
    await expect(failure).rejects.toThrow(RangeError);
    expect(readdirSync(join(root, 'deep'))).toEqual([]);
  });

  it('is left alone where something is in it', async () => {
    mkdirSync(out, { recursive: true });
    writeFileSync(join(out, 'thesis.doc'), 'years of work');
    const data = { folder: out, file: 'thesis.doc' };
    await expect(fill('x')).rejects.toMatchObject({ code: 'folder-in-use', data });
    expect(readdirSync(out)).toEqual(['thesis.doc']);
  });

  it('is not left behind by a command that is stopped', async () => {
    const args = ['synthetic', 'bayling-2-7b', '--layers', '1', '--out', out];
    expect(await runWeights(args, silent, AbortSignal.abort())).toBe(1);
    expect(existsSync(out)).toBe(false);
  });
});
