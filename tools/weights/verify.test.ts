import { createHash } from 'node:crypto';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PackageFile } from '../../src/core/package/manifest';
import { makeTinyCheckpoint } from '../../testing/tinyCheckpoint';
import { convertTiny } from '../../testing/tinyPackage';
import { runWeights } from './run';

const SHARD = 'params_shard_0.bin';
const CACHE = 'tensor-cache.json';
const MANIFEST = 'manifest.json';
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'package-'));
  const files = await convertTiny(makeTinyCheckpoint());
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
});

afterEach(() => rmSync(folder, { recursive: true }));

async function verify() {
  const results: string[] = [];
  const said: string[] = [];
  const code = await runWeights(['verify', folder, '--json'], {
    result: (line) => results.push(line),
    say: (line) => said.push(line),
  });
  expect(results).toHaveLength(1);
  const answer = JSON.parse(results[0]!) as { ok: boolean; error?: unknown };
  return { code, answer, said: said.join('\n') };
}

interface Manifest {
  files: PackageFile[];
}

function editManifest(edit: (manifest: Manifest) => void): void {
  const path = join(folder, MANIFEST);
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
  edit(manifest);
  writeFileSync(path, JSON.stringify(manifest));
}

/** Other content that matches the manifest, as an attacker would arrange. */
function forge(path: string, content: string | Uint8Array): void {
  writeFileSync(join(folder, path), content);
  const bytes = readFileSync(join(folder, path));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  editManifest((manifest) => {
    const files = manifest.files.filter((file) => file.path !== path);
    manifest.files = [...files, { path, bytes: bytes.length, sha256 }];
  });
}

const read = (path: string) => readFileSync(join(folder, path));
const append = (path: string) => writeFileSync(join(folder, path), ' x', { flag: 'a' });
const cut = (path: string) => () => truncateSync(join(folder, path), 100);
const remove = (path: string) => () => rmSync(join(folder, path));

function flipLastBit(): void {
  const bytes = read(SHARD);
  bytes[bytes.length - 1]! ^= 1;
  writeFileSync(join(folder, SHARD), bytes);
}

function makeFolder(): void {
  remove(SHARD)();
  mkdirSync(join(folder, SHARD));
}

/** Renames the shard, but only in the manifest. */
function rename(path: string): void {
  cpSync(join(folder, SHARD), join(folder, 'other'));
  editManifest(({ files }) => (files[0] = { ...files[0]!, path }));
}

describe('verify', () => {
  it('finds a fresh package sound', async () => {
    const { code, answer, said } = await verify();
    expect(code).toBe(0);
    expect(answer.ok).toBe(true);
    expect(said).toMatch(`${folder} is sound: 4 files, `);
  });

  const text = () => read(CACHE).toString();
  it.each<[name: string, code: string, data: object, spoil: () => void]>([
    ['a flipped bit', 'package-invalid', { file: SHARD }, flipLastBit],
    ['a truncated shard', 'package-invalid', { file: SHARD }, cut(SHARD)],
    ['a missing shard', 'file-unreadable', { file: SHARD, detail: 'ENOENT' }, remove(SHARD)],
    ['a folder in place of a file', 'package-invalid', { file: SHARD }, makeFolder],
    ['a missing manifest', 'file-unreadable', { file: MANIFEST }, remove(MANIFEST)],
    ['a manifest cut off', 'manifest-invalid', { reason: 'not JSON' }, cut(MANIFEST)],
    ['a manifest that points outside', 'manifest-invalid', {}, () => rename('../secret')],
    ['a manifest that names no shard', 'package-invalid', { file: SHARD }, () => rename('other')],
    ['garbage behind the tensors', 'package-invalid', { file: CACHE }, () => append(CACHE)],
    ['forged garbage there', 'package-invalid', { file: CACHE }, () => forge(CACHE, `${text()}x`)],
    ['a forged, shorter shard', 'package-invalid', { file: SHARD }, () => forge(SHARD, 'x')],
    ['a shard without a tensor', 'package-invalid', { file: 'b.bin' }, () => forge('b.bin', 'x')],
  ])('notices %s', async (_name, code, data, spoil) => {
    spoil();
    const { code: exit, answer, said } = await verify();
    expect(exit).toBe(1);
    expect(answer).toMatchObject({ ok: false, error: { code, data } });
    expect(said.split('\n')[0]).toMatch(/^[A-Z].*\.?/);
  });
});
