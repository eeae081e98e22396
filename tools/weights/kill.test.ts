import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { appendFileSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seededRandom } from '../../src/core/random';
import { describeModel } from '../synthetic/models';
import { createFolder } from '../synthetic/sink';
import { writeCheckpoint } from '../synthetic/write';
import { FaultyServer } from '../../testing/server/faultyServer';
import { sha256 } from '../../testing/tinyPackage';
import { drawSample, seed } from '../test/cases';
import { runWeights } from './run';

/*
 * A conversion is killed again and again, and its files on disk are damaged in between. The server that it
 * reads from is in this process, so it is known how far the conversion can be.
 */

const root = mkdtempSync(join(tmpdir(), 'kill-'));
const staging = join(root, '.package.unfinished');
const server = new FaultyServer();
let address: string;
let weightBytes: number;

beforeAll(async () => {
  const shape = { layers: 2, hidden: 768, heads: 12, kvHeads: 12, headDim: 64, ffn: 2048 };
  const checkpoint = join(root, 'checkpoint');
  await createFolder(checkpoint, (sink) =>
    writeCheckpoint(describeModel('bayling-2-7b', shape), sink, { seed: 1 }),
  );
  weightBytes = statSync(join(checkpoint, 'model.safetensors')).size;
  server.folder('/owner/name/resolve/main/', checkpoint);
  address = `${await server.start()}owner/name/resolve/main`;
});

afterAll(async () => {
  await server.stop();
  rmSync(root, { recursive: true });
});

const args = (out: string, workers: number) => [
  ...['convert', address, '--quantization', 'q4f16_1', '--out', join(root, out)],
  ...['--workers', String(workers)],
];

function start(): ChildProcess {
  const program = ['--import', 'tsx', 'tools/weights/cli.ts', ...args('package', 2)];
  return spawn(process.execPath, program, { stdio: 'ignore' });
}

async function hashes(out: string): Promise<Record<string, string>> {
  const folder = join(root, out);
  const read = (name: string) => sha256(new Uint8Array(readFileSync(join(folder, name))));
  return Object.fromEntries(readdirSync(folder).map((name) => [name, read(name)]));
}

/** Lets it read this fraction of the weights, then kills it. */
async function runUntil(fraction: number, thenMs = 0): Promise<void> {
  const child = start();
  const enough = server.sentBytes + fraction * weightBytes;
  while (server.sentBytes < enough && child.exitCode === null) await wait(1);
  await wait(thenMs);
  child.kill('SIGKILL');
  if (child.exitCode === null) await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
}

const journal = join(staging, 'journal.jsonl');

function pieces(): string[] {
  const folder = join(staging, 'package');
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.filter((name) => name.endsWith('.part')).map((name) => join(folder, name));
}

const damages = {
  nothing: () => undefined,
  'pieces cut off': () => {
    for (const piece of pieces()) truncateSync(piece, Math.floor(statSync(piece).size / 2));
  },
  'zeros in pieces': () => {
    for (const piece of pieces()) {
      const bytes = readFileSync(piece);
      writeFileSync(piece, bytes.fill(0, bytes.length / 3, bytes.length / 2));
    }
  },
  'a torn journal': () => truncateSync(journal, statSync(journal).size - 20),
  'zeros in the journal': () => appendFileSync(journal, '\0'.repeat(100)),
};

// Each start takes a second of processor time, and longer on a busy machine.
it('ends with the same bytes, however often it is killed', { timeout: 300_000 }, async () => {
  expect(await runWeights(args('undisturbed', 1), { result: () => {}, say: () => {} })).toBe(0);

  const random = seededRandom(seed);
  await runUntil(0.05);
  for (const [damage, spoil] of drawSample(Object.entries(damages), 2)) {
    await runUntil(0.03 + random() * 0.05, random() * 20);
    expect(existsSync(join(root, 'package')), damage).toBe(false);
    spoil();
  }
  const child = start();
  await once(child, 'exit');
  expect(child.exitCode).toBe(0);
  expect(await hashes('package')).toEqual(await hashes('undisturbed'));
  expect(existsSync(staging)).toBe(false);
});
