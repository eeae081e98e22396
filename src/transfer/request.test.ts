import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FaultyServer } from '../../testing/server/faultyServer';
import { STALL_MS, TestTransfer } from '../../testing/transferPorts';
import type { AppError } from '../core/errors';
import type { RemoteOptions, RetryNotice } from './request';
import { remoteFiles, type RemoteFiles } from './remoteFiles';

const path = '/models/a.bin';
const file = Uint8Array.from({ length: 1000 }, (_, i) => i % 251);

let server: FaultyServer;
let origin: string;
let ports: TestTransfer;

beforeEach(async () => {
  server = new FaultyServer();
  origin = await server.start();
  server.files.set(path, file);
  ports = new TestTransfer();
});

afterEach(() => server.stop());

function source(options: RemoteOptions = {}, given = ports): RemoteFiles {
  return remoteFiles(`${origin}models/`, given, { stallMs: STALL_MS, ...options });
}

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable(),
    (error: unknown) => error as AppError,
  );

describe('trying again', () => {
  it('waits longer each time, but not for ever, and says so', async () => {
    const notices: RetryNotice[] = [];
    server.fail(path, ...Array<{ kind: 'reset' }>(9).fill({ kind: 'reset' }));
    const files = source({ tries: 7, onRetry: (notice) => notices.push(notice) });
    expect((await failure(files.stat('a.bin'))).code).toBe('network');
    expect(ports.pauses).toEqual([400, 800, 1_600, 3_200, 6_400, 8_000]);
    expect(notices.map(({ waitMs }) => waitMs)).toEqual(ports.pauses);
    expect(notices[0]).toMatchObject({ file: 'a.bin', error: { code: 'network' } });
  });

  it('goes on from what has come', async () => {
    const files = source();
    await files.stat('a.bin');
    server.fail(path, { kind: 'short', length: 300 }, { kind: 'short', length: 700 });
    server.log.length = 0;
    const seen: number[] = [];
    const onBytes = (bytes: number) => seen.push(bytes);
    expect(await files.read('a.bin', 100, 900, { onBytes })).toEqual(file.slice(100, 900));
    expect(server.log.map(({ range }) => range)).toEqual([
      'bytes=100-899',
      'bytes=300-899',
      'bytes=700-899',
    ]);
    expect(seen).toEqual([200, 600, 800]);
  });

  it.each([
    ['seconds', 7, [7_000]],
    ['a date', new Date(Date.UTC(2026, 0, 1, 0, 0, 30)).toUTCString(), [30_000]],
    ['a date in the past', new Date(0).toUTCString(), [0]],
    ['nonsense', 'soon', [400]],
  ] as const)('waits as the server asks, in %s', async (_name, retryAfter, pauses) => {
    server.fail(path, { kind: 'status', status: 429, retryAfter });
    expect(await source().stat('a.bin')).toMatchObject({ bytes: 1000 });
    expect(ports.pauses).toEqual(pauses);
  });

  it('leaves a longer wait to the user', async () => {
    server.fail(path, { kind: 'status', status: 503, retryAfter: 31 });
    const { code, data } = await failure(source().stat('a.bin'));
    expect(code).toBe('http-status');
    expect(data).toMatchObject({ status: 503, retryAfterSeconds: 31 });
    expect(ports.pauses).toEqual([]);
  });

  it('is of no use where the size has changed meanwhile', async () => {
    const files = source();
    await files.stat('a.bin');
    server.files.set(path, file.slice(0, 500));
    expect((await failure(files.read('a.bin', 600, 700))).code).toBe('source-changed');
    server.files.delete(path);
    expect((await failure(files.read('a.bin', 600, 700))).data).toMatchObject({ status: 404 });
  });

  it('sends If-Range only where that is wished', async () => {
    await source().read('a.bin', 0, 10);
    await source({ ifRange: true }).read('a.bin', 0, 10);
    const sent = server.log.map(({ ifRange }) => ifRange !== undefined);
    expect(sent).toEqual([false, false, false, true]);
  });
});

describe('stopping', () => {
  const stopped = { code: 'aborted' };

  it('closes the connection', async () => {
    const abort = new AbortController();
    const files = source();
    await files.stat('a.bin');
    server.fail(path, { kind: 'stall', after: 500 });
    const reading = failure(files.read('a.bin', 0, 1000, { signal: abort.signal }));
    await expect.poll(() => server.stalls).toBe(1);
    expect(server.openAnswers).toBe(1);
    abort.abort();
    expect(await reading).toMatchObject(stopped);
    await expect.poll(() => server.openAnswers).toBe(0);
  });

  it('can come just as the last bytes have', async () => {
    const abort = new AbortController();
    const onBytes = (bytes: number) => {
      if (bytes === 1000) abort.abort();
    };
    server.manners.bytesPerSecond = 20_000;
    const reading = source().read('a.bin', 0, 1000, { signal: abort.signal, onBytes });
    expect(await failure(reading)).toMatchObject(stopped);
  });

  it('cuts a pause short', async () => {
    const abort = new AbortController();
    ports.onPause = () => abort.abort();
    server.fail(path, { kind: 'status', status: 503 });
    expect(await failure(source({ signal: abort.signal }).stat('a.bin'))).toMatchObject(stopped);
    expect(server.requests).toHaveLength(1);
    expect(ports.pending).toBe(0);
  });

  it('can be the answer to a retryable error', async () => {
    const abort = new AbortController();
    server.fail(path, { kind: 'status', status: 503 });
    const files = source({ signal: abort.signal, onRetry: () => abort.abort() });
    expect(await failure(files.stat('a.bin'))).toMatchObject(stopped);
    expect(ports.pauses).toEqual([]);
  });

  it('can come before', async () => {
    const signal = AbortSignal.abort();
    expect(await failure(source({ signal }).stat('a.bin'))).toMatchObject(stopped);
    expect(await failure(source().read('a.bin', 0, 1, { signal }))).toMatchObject(stopped);
    expect(server.requests).toEqual([]);
  });

  it('leaves no answer open that is of no use', async () => {
    // More than a connection takes unread.
    server.files.set(path, new Uint8Array(20_000_000));
    const files = source({ tries: 1 });
    await files.stat('a.bin');
    server.fail(
      path,
      { kind: 'changed' },
      { kind: 'wrong-total' },
      { kind: 'status', status: 500 },
    );
    for (let i = 0; i < 3; i++) await failure(files.read('a.bin', 1, 20_000_000));
    server.manners.ranges = false;
    expect(await files.read('a.bin', 5, 15)).toHaveLength(10);
    await expect.poll(() => server.openAnswers).toBe(0);
    const [last] = server.log.slice(-1);
    expect(last!.sentBytes).toBeLessThan(15_000_000);
    expect(ports.pending).toBe(0);
  });
});

describe('a silent server', () => {
  it('is given up after half a minute', async () => {
    let armedMs: number | undefined;
    const setTimer = (_run: () => void, ms: number) => {
      armedMs = ms;
      return () => undefined;
    };
    await remoteFiles(`${origin}models/`, {
      fetch,
      setTimer,
      now: ports.now,
      random: ports.random,
    }).stat('a.bin');
    expect(armedMs).toBe(30_000);
  });

  it('is one that gives no sign at all, not one that is slow', async () => {
    const files = source();
    await files.stat('a.bin');
    expect(ports.silences).toBe(3);
    server.manners.bytesPerSecond = 2_000;
    await files.read('a.bin', 0, 1000);
    // Two more for the request and its head, and one for each of ten parts, though some may come together.
    expect(ports.silences).toBeGreaterThan(7);
    expect(ports.pending).toBe(0);
  });

  it('is left when it does not even begin to answer', async () => {
    const silent: typeof fetch = (_input, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(new Error('given up')));
      });
    const still = new TestTransfer(silent);
    const asking = failure(source({ tries: 1 }, still).stat('a.bin'));
    still.stall();
    const { code, data } = await asking;
    expect(code).toBe('network');
    expect(data['detail']).toBe('nothing came for 60000 ms');
  });
});
