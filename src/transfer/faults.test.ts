import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seededRandom } from '../core/random';
import type { Fault } from '../../testing/server/faults';
import { FaultyServer } from '../../testing/server/faultyServer';
import { STALL_MS, TestTransfer } from '../../testing/transferPorts';
import { AppError } from '../core/errors';
import { ranges } from './ranges';
import { remoteFiles } from './remoteFiles';

const name = 'params_shard_0.bin';
const path = `/cdn/${name}`;
const BYTES = 300_000;
const RANGE = 100_000;
const random = seededRandom(1);
const shard = Uint8Array.from({ length: BYTES }, () => random() * 256);

let hub: FaultyServer;
let cdn: FaultyServer;
let base: string;
let ports: TestTransfer;

beforeEach(async () => {
  hub = new FaultyServer();
  cdn = new FaultyServer();
  base = `${await hub.start()}o/m/resolve/main/`;
  hub.redirect('/o/m/resolve/main/', { target: `${await cdn.start()}cdn/`, commit: 'c0ffee' });
  cdn.files.set(path, shard);
  ports = new TestTransfer();
});

afterEach(() => Promise.all([hub.stop(), cdn.stop()]));

interface Outcome {
  /** The bytes it got. */
  readonly bytes: Uint8Array;
  readonly error: AppError | undefined;
}

/** Reads a shard range by range, as a download does; an error ends it. */
async function download(): Promise<Outcome> {
  const files = remoteFiles(base, ports, { stallMs: STALL_MS });
  const bytes = new Uint8Array(BYTES);
  let filled = 0;
  try {
    for (const { start, end } of ranges((await files.stat(name))!.bytes, RANGE)) {
      bytes.set(await files.read(name, start, end), start);
      filled = end;
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { bytes: bytes.subarray(0, filled), error };
  }
  return { bytes, error: undefined };
}

/** The same, but a request that waits for a silent server is woken. */
async function downloadAwake(): Promise<Outcome> {
  let woken = 0;
  const watch = setInterval(() => {
    if (cdn.stalls > woken) ports.stall();
    woken = cdn.stalls;
  }, 5);
  return download().finally(() => clearInterval(watch));
}

/** Whether bytes are the beginning of the shard, and how many; comparing elements takes a second. */
const right = (bytes: Uint8Array) =>
  Buffer.from(shard).subarray(0, bytes.length).equals(bytes) && bytes.length;

/** Bytes sent beyond the shard itself; the question for the size takes one. */
const again = () => cdn.sentBytes - 1 - BYTES;

/** The fourteen kinds, with the pauses they cause. All but the last ones pass, with the right bytes. */
const passing: readonly (readonly [string, readonly Fault[], readonly number[]])[] = [
  ['a reset', [{ kind: 'reset' }], [400]],
  ['a short body', [{ kind: 'short' }], [400]],
  ['a stall', [{ kind: 'stall' }], [400]],
  ['200 for a range', [{ kind: 'whole' }], []],
  ['206 with a wrong start', [{ kind: 'wrong-start' }], [400]],
  ['206 with a wrong total', [{ kind: 'wrong-total' }], [400]],
  ['416', [{ kind: 'status', status: 416 }], [400]],
  ['403', [{ kind: 'status', status: 403 }], [0]],
  ['429 with Retry-After', [{ kind: 'status', status: 429, retryAfter: 7 }], [7_000]],
  ['503 twice', Array<Fault>(2).fill({ kind: 'status', status: 503 }), [400, 800]],
  ['a page with 200', [{ kind: 'html' }], [400]],
];

describe.each([0, 0.5, 0.99])('a fault at %d of a shard', (fraction) => {
  it.each(passing)('%s is got over', async (_name, faults, pauses) => {
    cdn.strike(path, fraction, ...faults);
    const { bytes, error } = await downloadAwake();
    expect(error).toBeUndefined();
    expect(right(bytes)).toBe(BYTES);
    expect(ports.pauses).toEqual(pauses);
    expect(again()).toBeLessThanOrEqual(BYTES);
  });

  it('404 has a name, and no second try', async () => {
    cdn.strike(path, fraction, { kind: 'status', status: 404 });
    const { bytes, error } = await download();
    expect(error?.code).toBe('http-status');
    expect(error?.data).toEqual({ file: name, url: base + name, status: 404 });
    expect(right(bytes)).toBe(RANGE * Math.floor(fraction * 3));
    expect(ports.pauses).toEqual([]);
    expect(again()).toBeLessThanOrEqual(0);
  });

  it('another ETag has a name, and no byte of it is used', async () => {
    cdn.strike(path, fraction, { kind: 'changed' });
    const { bytes, error } = await download();
    expect(error?.code).toBe('source-changed');
    expect(error?.data).toMatchObject({ file: name });
    expect(right(bytes)).toBe(RANGE * Math.floor(fraction * 3));
    expect(again()).toBeLessThanOrEqual(0);
  });

  // Everything that the transfer can see is right; the hash of the shard, one level up, is not.
  it('a flipped bit comes through', async () => {
    cdn.strike(path, fraction, { kind: 'flipped-bit' });
    const { bytes, error } = await download();
    expect(error).toBeUndefined();
    const wrong = [...shard.keys()].filter((at) => bytes[at] !== shard[at]);
    expect(wrong).toEqual([Math.floor(fraction * BYTES)]);
    expect(again()).toBe(0);
  });
});

describe('a fault that stays', () => {
  it.each([
    ['a reset', { kind: 'reset' }, 'network', 5],
    ['a short body', { kind: 'short' }, 'network', 5],
    ['a stall', { kind: 'stall' }, 'network', 5],
    ['206 with a wrong start', { kind: 'wrong-start' }, 'network', 3],
    ['206 with a wrong total', { kind: 'wrong-total' }, 'source-changed', 3],
    ['416', { kind: 'status', status: 416 }, 'http-status', 3],
    ['403', { kind: 'status', status: 403 }, 'http-status', 2],
    ['401', { kind: 'status', status: 401 }, 'http-status', 1],
    ['410', { kind: 'status', status: 410 }, 'http-status', 1],
    ['429', { kind: 'status', status: 429 }, 'http-status', 5],
    ['500', { kind: 'status', status: 500 }, 'http-status', 5],
    ['a page with 200', { kind: 'html' }, 'http-status', 2],
  ] as const)('%s has a name after a few tries', async (_name, fault, code, tries) => {
    cdn.strike(path, 0.5, ...Array<Fault>(9).fill(fault));
    const { bytes, error } = await downloadAwake();
    expect(error?.code).toBe(code);
    expect(error?.data).toMatchObject({ file: name, url: base + name });
    expect(right(bytes)).toBe(RANGE);
    expect(ports.pauses).toHaveLength(tries - 1);
    expect(again()).toBeLessThanOrEqual(BYTES);
  });

  it('200 for ranges is borne with a small file', async () => {
    cdn.manners.ranges = false;
    const { bytes, error } = await download();
    expect(error).toBeUndefined();
    expect(right(bytes)).toBe(BYTES);
    expect(ports.pauses).toEqual([]);
  });

  it('has all its tries for every range anew', async () => {
    for (const fraction of [0, 0.5, 0.99]) {
      const file = remoteFiles(base, ports, { stallMs: STALL_MS });
      cdn.strike(path, fraction, ...Array<Fault>(4).fill({ kind: 'status', status: 500 }));
      expect(right(await file.read(name, 0, BYTES))).toBe(BYTES);
    }
    expect(ports.pauses).toHaveLength(12);
  });
});
