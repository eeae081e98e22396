import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../../testing/tinyPackage';
import { openFolderStage, type FolderStage } from './stage';

let root: string;
let stage: FolderStage;

beforeEach(async () => {
  root = join(mkdtempSync(join(tmpdir(), 'stage-')), 'unfinished');
  stage = await openFolderStage(root, 'one');
});

afterEach(async () => {
  await stage.close();
  rmSync(join(root, '..'), { recursive: true });
});

const whole = Uint8Array.from({ length: 90 }, (_, i) => i + 1);
const FILE = 'weights.bin';
const part = (n: number) => ({ path: FILE, offset: n * 30, bytes: 30, tag: 'tag' });
const piece = join('package', `${FILE}.part`);

async function write(...parts: number[]) {
  for (const n of parts) await stage.write(part(n), whole.slice(n * 30, n * 30 + 30));
}

/** Opens it as the next process would. */
async function reopen(identity = 'one') {
  await stage.close();
  stage = await openFolderStage(root, identity);
  const { parts, files } = await stage.list();
  return { parts: parts.map(({ offset }) => offset / 30).sort(), files };
}

describe('a stage', () => {
  it('has what was written before, and seals it', async () => {
    await write(2, 0);
    expect(await reopen()).toEqual({ parts: [0, 2], files: [] });
    await write(1);
    const file = await stage.commit(FILE, 90);
    expect(file).toEqual({ path: FILE, bytes: 90, sha256: sha256(whole) });
    expect(new Uint8Array(readFileSync(join(stage.folder, FILE)))).toEqual(whole);
    expect(readdirSync(stage.folder)).toEqual([FILE]);
    expect(await reopen()).toEqual({ parts: [], files: [file] });
  });

  it('has nothing of another identity', async () => {
    await write(0, 1, 2);
    await stage.commit(FILE, 90);
    expect(await reopen('other')).toEqual({ parts: [], files: [] });
    expect(readdirSync(stage.folder)).toEqual([]);
    expect(await reopen('one')).toEqual({ parts: [], files: [] });
  });

  it('forgets the parts of a file that comes out wrong', async () => {
    await write(0, 1, 2);
    const error = { code: 'hash-mismatch', data: { file: FILE, actual: sha256(whole) } };
    await expect(stage.commit(FILE, 90, 'other')).rejects.toMatchObject(error);
    expect(await stage.list()).toEqual({ parts: [], files: [] });
    expect(await reopen()).toEqual({ parts: [], files: [] });
    await write(0, 1, 2);
    expect(await stage.commit(FILE, 90, sha256(whole))).toMatchObject({ bytes: 90 });
  });

  it('makes a file anew that has become too long', async () => {
    await write(0, 1, 2);
    appendFileSync(join(root, piece), 'more');
    await expect(stage.commit(FILE, 90)).rejects.toMatchObject({ code: 'hash-mismatch' });
    await write(0, 1, 2);
    expect(await stage.commit(FILE, 90)).toMatchObject({ sha256: sha256(whole) });
  });
});

describe('after a crash', () => {
  it('parts that were cut off are gone', async () => {
    await write(0, 1, 2);
    truncateSync(join(root, piece), 59);
    expect((await reopen()).parts).toEqual([0]);
  });

  it('parts of which the disk has zeros are gone', async () => {
    await write(0, 1, 2);
    writeFileSync(join(root, piece), whole.slice().fill(0, 20, 40));
    expect((await reopen()).parts).toEqual([2]);
  });

  it('files that were damaged are gone', async () => {
    await write(0, 1, 2);
    await stage.commit(FILE, 90);
    writeFileSync(join(stage.folder, FILE), whole.slice().fill(0, 20, 40));
    expect(await reopen()).toEqual({ parts: [], files: [] });
  });

  it('a journal of which the last line is torn counts up to there, and goes on', async () => {
    await write(0, 1);
    const journal = join(root, 'journal.jsonl');
    truncateSync(journal, readFileSync(journal).length - 9);
    expect((await reopen()).parts).toEqual([0]);
    await write(2);
    expect((await reopen()).parts).toEqual([0, 2]);
  });

  it.each(['\0\0\0\0', '5', 'null', '{"part":1}', '{"part":{"path":"x"}}', '{"file":{}}', '[]'])(
    'a line of %j in the journal is passed over',
    async (line) => {
      await write(0);
      appendFileSync(join(root, 'journal.jsonl'), `${line}\n`);
      expect((await reopen()).parts).toEqual([0]);
    },
  );

  it('a file that was sealed but not yet named has its parts', async () => {
    await write(0, 1, 2);
    const file = { path: FILE, bytes: 90, sha256: sha256(whole) };
    appendFileSync(join(root, 'journal.jsonl'), `${JSON.stringify({ file })}\n`);
    expect(await reopen()).toEqual({ parts: [0, 1, 2], files: [] });
  });

  it('a folder without a journal is begun anew', async () => {
    await write(0);
    await stage.close();
    rmSync(join(root, 'journal.jsonl'));
    stage = await openFolderStage(root, 'one');
    expect(existsSync(join(root, piece))).toBe(false);
  });
});
