import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FaultyServer } from '../../testing/server/faultyServer';
import type { Fault } from '../../testing/server/faults';
import { STALL_MS, TestTransfer } from '../../testing/transferPorts';
import type { AppError } from '../core/errors';
import { remoteFiles } from './remoteFiles';

/** A hub that leads astray, and one that asks for patience. */

const path = '/o/m/resolve/main/a.bin';
const file = Uint8Array.from({ length: 1000 }, (_, i) => i & 255);

let hub: FaultyServer;
let other: FaultyServer;
let origin: string;
let otherOrigin: string;
let ports: TestTransfer;

beforeEach(async () => {
  hub = new FaultyServer();
  other = new FaultyServer();
  origin = await hub.start();
  otherOrigin = await other.start();
  hub.files.set(path, file);
  other.files.set('/a.bin', file);
  ports = new TestTransfer();
});

afterEach(() => Promise.all([hub.stop(), other.stop()]));

const often = (fault: Fault) => Array.from({ length: 200 }, () => fault);

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error as AppError,
  );

const source = (base = `${origin}o/m/resolve/main/`, transfer = ports) =>
  remoteFiles(base, transfer, { stallMs: STALL_MS });

/** Fetches from the hub, as if it were elsewhere: only the names of hosts differ. */
function pretend(hubName: string, otherName: string): TestTransfer {
  return new TestTransfer(async (input, init) => {
    const response = await fetch((input as string).replace(hubName, origin), init);
    const url = response.url.replace(origin, hubName).replace(otherOrigin, otherName);
    Object.defineProperty(response, 'url', { value: url });
    return response;
  });
}

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308])('of status %i to another host is followed', async (status) => {
    hub.fail(path, ...often({ kind: 'redirect', status, location: `${otherOrigin}a.bin` }));
    expect(await source().read('a.bin', 0, 1000)).toEqual(file);
  });

  it.each([
    ['in a circle', () => `${origin}o/m/resolve/main/a.bin`],
    ['to a data address', () => 'data:application/octet-stream,AAAA'],
    ['to a file', () => 'file:///etc/passwd'],
    ['to a script', () => 'javascript:1'],
    ['to a port that nobody listens on', () => 'http://127.0.0.1:9/'],
    ['to no address', () => 'http://['],
  ])('%s has a name, and ends', async (_name, location) => {
    hub.fail(path, ...often({ kind: 'redirect', location: location() }));
    const error = await failure(source().stat('a.bin'));
    expect(error).toMatchObject({
      code: 'redirect-refused',
      retry: 'user',
      data: { file: 'a.bin' },
    });
  });

  it.each([
    ['from https to http', 'https://hub.example/', 'http://cdn.example/'],
    ['from the public net to this machine', 'https://hub.example/', 'https://localhost/'],
    ['from the public net to the own network', 'https://hub.example/', 'https://192.168.1.1/'],
    ['from the public net to a name of it', 'https://hub.example/', 'https://router.local/'],
    ['from the own network to this machine', 'https://nas.local/', 'https://127.0.0.1/'],
  ])('%s is refused', async (_name, from, to) => {
    hub.fail(path, ...often({ kind: 'redirect', location: `${otherOrigin}a.bin` }));
    const error = await failure(
      source(`${from}o/m/resolve/main/`, pretend(from, to)).stat('a.bin'),
    );
    expect(error).toMatchObject({
      code: 'redirect-refused',
      data: { detail: new URL(to).origin },
    });
  });

  it('between hosts of the public net is followed', async () => {
    hub.fail(path, ...often({ kind: 'redirect', location: `${otherOrigin}a.bin` }));
    const from = 'https://hub.example/';
    const files = source(`${from}o/m/resolve/main/`, pretend(from, 'https://cdn.example/'));
    expect(await files.read('a.bin', 0, 1000)).toEqual(file);
  });
});

describe('a server that is gone', () => {
  it('is no redirect', async () => {
    await hub.stop();
    expect((await failure(source().stat('a.bin')))?.code).toBe('network');
    await hub.start();
  });
});

describe('an endless answer', () => {
  it('ends', async () => {
    const files = source();
    await files.stat('a.bin');
    hub.manners.length = false;
    hub.fail(path, ...often({ kind: 'endless' }));
    expect((await failure(files.read('a.bin', 0, 1000)))?.code).toBe('network');
  });
});

describe('a limit of rates', () => {
  it.each([
    ['"resolvers";r=0;t=12', [12_000]],
    ['"api";r=0; t=7', [7_000]],
    ['"pages";r=0', [400]],
    ['nonsense', [400]],
  ])('is obeyed where it says %s', async (rateLimit, pauses) => {
    hub.fail(path, { kind: 'status', status: 429, rateLimit });
    expect(await source().stat('a.bin')).toMatchObject({ bytes: 1000 });
    expect(ports.pauses).toEqual(pauses);
  });

  it('says how long it lasts where that is long', async () => {
    hub.fail(path, { kind: 'status', status: 429, rateLimit: '"resolvers";r=0;t=210' });
    const error = await failure(source().stat('a.bin'));
    expect(error?.data).toMatchObject({ status: 429, retryAfterSeconds: 210 });
  });

  it('counts less than Retry-After', async () => {
    hub.fail(path, { kind: 'status', status: 429, retryAfter: 3, rateLimit: '"api";r=0;t=9' });
    await source().stat('a.bin');
    expect(ports.pauses).toEqual([3_000]);
  });

  it('holds for every request to the place', async () => {
    hub.files.set(path.replace('a.bin', 'b.bin'), file);
    const files = source();
    hub.fail(path, { kind: 'status', status: 429, retryAfter: 20 });
    const pausing = new Promise<void>((resolve) => (ports.onPause = resolve));
    const asking = files.stat('a.bin');
    await pausing;
    await Promise.all([asking, files.stat('b.bin')]);
    expect(ports.pauses).toEqual([20_000, 20_000]);
    await files.stat('b.bin');
    expect(ports.pauses).toHaveLength(2);
  });
});
