import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeSmallPackage } from '../../testing/smallPackage';
import { packageFolder, StoreBench } from '../../testing/storeBench';
import { encodeJson } from '../../testing/tinyCheckpoint';

/** What may become of stored models: by other programs, by failing hardware, by an end at any moment. */

const ROOT = 'https://bayling.invalid/demo/';
const RECORDS = 'bayling/packages';

let bench: StoreBench;
let sound: Record<string, string>;
let modelUrl: string;

beforeEach(async () => {
  bench = new StoreBench();
  await bench.start();
  bench.publish(makeSmallPackage({ shards: 2 }));
  ({ modelUrl } = await bench.ensure());
  sound = await bench.kept();
  bench.server.requests.length = 0;
});

afterEach(() => bench.server.stop());

const scopes: Readonly<Record<string, string>> = {
  'mlc-chat-config.json': 'webllm/config',
  'record.json': RECORDS,
  'unfinished.json': RECORDS,
};

async function put(path: string, body: BodyInit, headers: Record<string, string> = {}) {
  const cache = await bench.caches.open(scopes[path] ?? 'webllm/model');
  const key =
    path.endsWith('record.json') || path === 'unfinished.json' ? ROOT + path : modelUrl + path;
  await cache.put(key, new Response(body, { headers }));
}

async function get(
  path: string,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; headers: Record<string, string> }> {
  const cache = await bench.caches.open(scopes[path] ?? 'webllm/model');
  const response = (await cache.match(path === 'record.json' ? ROOT + path : modelUrl + path))!;
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { bytes, headers: Object.fromEntries(response.headers) };
}

async function drop(path: string) {
  const cache = await bench.caches.open(scopes[path] ?? 'webllm/model');
  await cache.delete(path === 'record.json' ? ROOT + path : modelUrl + path);
}

async function alter(
  path: string,
  change: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>,
) {
  const { bytes, headers } = await get(path);
  await put(path, change(bytes), headers);
}

interface Stored {
  format: unknown;
  value: Record<string, unknown>;
}

async function replaceRecord(make: (stored: Stored) => object) {
  const { bytes } = await get('record.json');
  await put('record.json', encodeJson(make(JSON.parse(new TextDecoder().decode(bytes)) as Stored)));
}

const editRecord = (edit: (value: Stored['value']) => void) =>
  replaceRecord((stored) => {
    edit(stored.value);
    return stored;
  });

const flip = (at: number) => (bytes: Uint8Array<ArrayBuffer>) => {
  const copy = bytes.slice();
  copy[at]! ^= 1;
  return copy;
};

const SHARD = 'params_shard_0.bin';
const OTHER = 'params_shard_1.bin';

async function swapShards() {
  const one = await get(SHARD);
  const other = await get(OTHER);
  await put(SHARD, other.bytes, one.headers);
  await put(OTHER, one.bytes, other.headers);
}

const asked = () =>
  new Set(
    bench.server.requests
      .filter((path) => path.startsWith(packageFolder))
      .map((path) => path.slice(packageFolder.length))
      .filter((path) => path !== 'manifest.json'),
  );

const files: readonly (readonly [
  name: string,
  damage: () => Promise<void>,
  again: readonly string[],
])[] = [
  ['an altered byte of a shard', () => alter(SHARD, flip(5_000)), [SHARD]],
  ['an altered byte of the last', () => alter(OTHER, flip(0)), [OTHER]],
  ['an altered tokenizer', () => alter('tokenizer.json', flip(3)), ['tokenizer.json']],
  ['an altered list of tensors', () => alter('tensor-cache.json', flip(40)), ['tensor-cache.json']],
  ['altered settings', () => alter('mlc-chat-config.json', flip(40)), ['mlc-chat-config.json']],
  ['a truncated shard', () => alter(SHARD, (bytes) => bytes.slice(0, 1_000)), [SHARD]],
  ['a shard of nothing', () => alter(SHARD, () => new Uint8Array()), [SHARD]],
  ['a longer shard', () => alter(SHARD, (bytes) => new Uint8Array(bytes.length + 1)), [SHARD]],
  ['zeros', () => alter(SHARD, (bytes) => new Uint8Array(bytes.length)), [SHARD]],
  ['a missing file', () => drop(OTHER), [OTHER]],
  ['swapped shards', swapShards, [SHARD, OTHER]],
  ['a web page in place of a shard', () => put(SHARD, '<!doctype html>'), [SHARD]],
];

describe.each(files)('%s', (_name, damage, again) => {
  it('is found and comes again, nothing else', async () => {
    await damage();
    await bench.ensure();
    expect(await bench.kept()).toEqual(sound);
    expect(asked()).toEqual(new Set(again));
    expect((await bench.state()).kind).toBe('stored');
  });

  it('has a name without a network, and says what is missing', async () => {
    await damage();
    const offline: typeof fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    const error = await bench.failure(bench.open({ fetch: offline }));
    expect(error?.code).toBe('network');
    expect((await bench.state()).kind).toBe('partial');
    await bench.ensure();
    expect(await bench.kept()).toEqual(sound);
  });
});

const records: readonly (readonly [name: string, damage: () => Promise<void>])[] = [
  ['that is missing', () => drop('record.json')],
  [
    'that is half written',
    async () => put('record.json', (await get('record.json')).bytes.slice(0, 99)),
  ],
  ['that is empty', () => put('record.json', '')],
  ['that is null', () => put('record.json', 'null')],
  ['that is a list', () => put('record.json', '[]')],
  ['of a later format', () => replaceRecord((stored) => ({ ...stored, format: 99 }))],
  ['of no format', () => replaceRecord(({ value }) => ({ value }))],
  [
    'of the format before, without its source',
    () => replaceRecord(({ value }) => ({ format: 2, value })),
  ],
  ['without a value', () => replaceRecord(({ format }) => ({ format }))],
  ['whose files are no list', () => editRecord((value) => (value['files'] = null))],
  ['whose files are numbers', () => editRecord((value) => (value['files'] = [1, 2]))],
  ['whose library is a text', () => editRecord((value) => (value['library'] = 'x'))],
  ['without a library', () => editRecord((value) => delete value['library'])],
  ['of an unknown quantization', () => editRecord((value) => (value['quantization'] = 'q9'))],
  ['of an unknown source', () => editRecord((value) => (value['source'] = { kind: 'ftp' }))],
  ['without a source', () => editRecord((value) => delete value['source'])],
  ['that leads elsewhere', () => editRecord((value) => (value['revision'] = '../../x'))],
  [
    'with a hash that is none',
    () =>
      editRecord((value) => {
        (value['files'] as { sha256: string }[])[0]!.sha256 = 'x';
      }),
  ],
  [
    'with sizes that are none',
    () =>
      editRecord((value) => {
        (value['files'] as { bytes: unknown }[])[0]!.bytes = -1;
      }),
  ],
];

describe.each(records)('a record %s', (_name, damage) => {
  it('breaks nothing, and no file comes again', async () => {
    await damage();
    expect((await bench.state()).kind).toBe('partial');
    await bench.ensure();
    expect(asked()).toEqual(new Set());
    expect(await bench.kept()).toEqual(sound);
    expect((await bench.state()).kind).toBe('stored');
  });
});

describe('a record', () => {
  it('that names other addresses is not believed', async () => {
    await editRecord((value) => {
      value['modelUrl'] = 'https://bayling.invalid/bayling-2-7b/q4f16_1/resolve/0/';
      for (const file of value['files'] as { key: string }[]) file.key = 'https://example.org/';
    });
    expect((await bench.ensure()).modelUrl).toBe(modelUrl);
    expect(asked()).toEqual(new Set());
  });

  it.each([
    'null',
    '{',
    '{"format":3,"value":{"doneBytes":"many"}}',
    '{"format":2,"value":{"way":1}}',
  ])('of something unfinished may be %s', async (text) => {
    await drop('record.json');
    await put('unfinished.json', text);
    expect((await bench.state()).kind).toBe('partial');
    await bench.ensure();
    expect((await bench.state()).kind).toBe('stored');
  });
});

it('a wrong hash beside the right bytes costs that file', async () => {
  await put(SHARD, (await get(SHARD)).bytes, { 'x-sha256': 'f'.repeat(64) });
  await bench.ensure();
  expect(await bench.kept()).toEqual(sound);
  expect(asked()).toEqual(new Set([SHARD]));
});

describe('what lies beside', () => {
  it('is cleared away: files of no package, and those of an end between record and clearing', async () => {
    const { bytes } = await get(SHARD);
    await put('more.bin', bytes);
    const cache = await bench.caches.open('webllm/model');
    await cache.put(`${ROOT}q4f16_1/resolve/0123456789abcdef/x.bin`, new Response(bytes));
    const offline: typeof fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    await bench.ensure(bench.open({ fetch: offline }));
    expect(await bench.kept()).toEqual(sound);
  });

  it.each([
    'q4f32_1/parts/@/params_shard_0.bin/0-64000?%E0%A4%A',
    'q4f32_1/parts/@/params_shard_0.bin/-5-64000?x',
    'q4f32_1/parts/@/params_shard_0.bin/0-1e9?x',
    'q4f32_1/parts/@/params_shard_0.bin',
    'q4f32_1/parts/@/../x/0-1?',
  ])('are parts that nobody wrote: %s', async (path) => {
    await drop(SHARD);
    await drop('record.json');
    const revision = modelUrl.split('/').at(-2)!;
    const parts = await bench.caches.open('bayling/parts');
    await parts.put(ROOT + path.replace('@', revision), new Response(new Uint8Array(64_000)));
    await bench.ensure();
    expect(await bench.kept()).toEqual(sound);
    expect((await parts.keys()).map(({ url }) => url)).toEqual([]);
  });
});

describe('an end at any write', () => {
  it('leaves the former package whole, or the new one', async () => {
    bench.publish(makeSmallPackage({ shards: 2, seed: 9 }));
    const source = { kind: 'host', address: `${bench.base}models/` } as const;
    const before = bench.caches.snapshot();
    let writes = 0;
    let last = Infinity;
    const caches = bench.caches.watched(() => {
      if (++writes > last) throw new Error('the end');
    });
    await bench.ensure(bench.open({ caches }), { source });
    const all = writes;
    expect(all).toBeGreaterThan(15);
    for (last = 0; last < all; last++) {
      bench.caches.restore(before);
      writes = 0;
      expect(await bench.failure(bench.open({ caches }), { source })).toBeDefined();
      const { kind } = await bench.state();
      expect(kind).toBe('stored');
      const offline: typeof fetch = () => Promise.reject(new TypeError('Failed to fetch'));
      await bench.ensure(bench.open({ fetch: offline }));
    }
  });
});
