import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FaultyServer } from '../../testing/server/faultyServer';
import { makeTinyCheckpoint, SINGLE, type Files } from '../../testing/tinyCheckpoint';
import { convertFolder } from './convert';

const root = mkdtempSync(join(tmpdir(), 'source-'));
const out = join(root, 'package');
const commit = '0123456789abcdef0123456789abcdef01234567';
let server: FaultyServer;
let address: string;
let checkpoint: Files;

beforeEach(async () => {
  server = new FaultyServer();
  address = await server.start();
  checkpoint = makeTinyCheckpoint();
});

afterEach(async () => {
  await server.stop();
  rmSync(root, { recursive: true, force: true });
});

function put(base: string, files: Files): void {
  for (const [name, bytes] of Object.entries(files)) server.files.set(`${base}${name}`, bytes);
}

/** Like a hub: serves small files itself and the weights from its CDN, all of one commit. */
function beHub(): void {
  const { [SINGLE]: weights, ...small } = checkpoint;
  for (const revision of ['main', commit]) {
    put(`/owner/name/resolve/${revision}/`, small);
    server.redirect(`/owner/name/resolve/${revision}/`, { target: '/cdn/', commit });
  }
  put('/cdn/', { [SINGLE]: weights! });
}

async function convert(path: string) {
  await convertFolder({ checkpoint: `${address}${path}`, quantization: 'q4f16_1', out });
  return readAll();
}

function readAll() {
  const read = (name: string) => readFileSync(join(out, name), 'latin1');
  const { 'manifest.json': manifest, ...files } = Object.fromEntries(
    readdirSync(out).map((name) => [name, read(name)]),
  );
  const { source } = JSON.parse(manifest!) as { source: { name: string; revision: string } };
  return { source, files };
}

describe('a checkpoint at an address', () => {
  it.each(['owner/name/resolve/main/', 'owner/name/resolve/main'])(
    'of a hub is converted, at the commit that the branch is at: %s',
    async (path) => {
      beHub();
      const { source } = await convert(path);
      expect(source).toEqual({ name: 'owner/name', revision: commit });
      const ofBranch = server.requests.filter((request) => request.includes('/resolve/main/'));
      expect(ofBranch).toEqual(['/owner/name/resolve/main/config.json']);
    },
  );

  it('of another host gives the same bytes as from a folder, and is named after its path', async () => {
    put('/models/tiny/', checkpoint);
    const { source, files } = await convert('models/tiny/');
    expect(source.name).toBe('models/tiny');
    expect(source.revision).toMatch(/^[0-9a-f]{64}$/);
    const folder = join(root, 'checkpoint');
    mkdirSync(folder);
    for (const [name, bytes] of Object.entries(checkpoint))
      writeFileSync(join(folder, name), bytes);
    await convertFolder({ checkpoint: folder, quantization: 'q4f16_1', out });
    expect(readAll()).toEqual({ source: { name: 'checkpoint', revision: source.revision }, files });
  });

  it('goes on after the host was away', async () => {
    put('/', checkpoint);
    const { files } = await convert('');
    rmSync(out, { recursive: true });
    server.strike(`/${SINGLE}`, 0.9, { kind: 'status', status: 404 });
    await expect(convert('')).rejects.toMatchObject({ code: 'http-status' });
    const before = server.sentBytes;
    expect((await convert('')).files).toEqual(files);
    expect(server.sentBytes - before).toBeLessThan(checkpoint[SINGLE]!.length);
  });

  it('that is not there is no checkpoint', async () => {
    const reason = { reason: 'file-missing', file: 'config.json' };
    await expect(convert('none/')).rejects.toMatchObject({
      code: 'checkpoint-invalid',
      data: reason,
    });
  });
});
