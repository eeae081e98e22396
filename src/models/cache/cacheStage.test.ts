import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { MemoryCaches } from '../../../testing/memoryCaches';
import type { Bytes } from '../../core/bytes';
import type { StagedPart } from '../../core/package/stage';
import { namePackage, placeFile } from './addresses';
import { CacheStage } from './cacheStage';
import { ModelCache } from './modelCache';

const sha256 = (bytes: Bytes) => createHash('sha256').update(bytes).digest('hex');
const content = (text: string) => new TextEncoder().encode(text);
const names = namePackage('demo', 'q4f32_1', 'abc');

let caches: MemoryCaches;
beforeEach(() => (caches = new MemoryCaches()));

/** A new one over the same caches: what a reload of the page has. */
function open(version = names) {
  const digest = (bytes: Bytes) => Promise.resolve(sha256(bytes));
  const cache = new ModelCache({ caches, digest, estimate: () => Promise.resolve({}) });
  return new CacheStage(cache, version, (path) => placeFile(version, path));
}

const part = (offset: number, bytes: number, path = 'a.bin', tag = 'v1 & "2"'): StagedPart => ({
  ...{ path, offset, bytes, tag },
});

/** Two parts of `hello`, the second first. */
async function writeParts() {
  await open().write(part(2, 3), content('llo'));
  await open().write(part(0, 2), content('he'));
}

const place = placeFile(names, 'a.bin');
const read = async () => {
  const response = await (await caches.open(place.scope)).match(place.key);
  return response?.text();
};

describe('a package that grows', () => {
  it('knows its parts after a reload', async () => {
    await writeParts();
    const { parts, files } = await open().list();
    expect(parts).toEqual([part(2, 3), part(0, 2)]);
    expect(files).toEqual([]);
    expect(await open(namePackage('demo', 'q4f32_1', 'abd')).list()).toEqual({
      ...{ parts: [], files: [] },
    });
  });

  it('joins them to a file, and has no parts then', async () => {
    await writeParts();
    await open().write(part(0, 1, 'b.bin'), content('b'));
    const made = { path: 'a.bin', bytes: 5, sha256: sha256(content('hello')) };
    expect(await open().commit('a.bin', 5, made.sha256)).toEqual(made);
    expect(await read()).toBe('hello');
    const { parts, files } = await open().list();
    expect(parts).toEqual([part(0, 1, 'b.bin')]);
    expect(files).toMatchObject([{ ...made, ...place }]);
    await open().write(part(0, 2, 'mlc-chat-config.json'), content('{}'));
    await open().commit('mlc-chat-config.json', 2);
    expect((await open().list()).files).toMatchObject([
      { path: 'a.bin', scope: 'webllm/model' },
      { path: 'mlc-chat-config.json', scope: 'webllm/config' },
    ]);
  });

  it('does not count a file that has gone bad', async () => {
    await writeParts();
    await open().commit('a.bin', 5);
    caches.corrupt('a.bin');
    expect((await open().list()).files).toEqual([]);
  });
});

describe('what cannot be joined', () => {
  const failed = (bytes: number, expected?: string) =>
    open()
      .commit('a.bin', bytes, expected)
      .then(
        () => undefined,
        (error: unknown) => error,
      );

  it('with a part that has gone bad loses that part alone', async () => {
    await writeParts();
    caches.corrupt(`2-3?${encodeURIComponent('v1 & "2"')}`);
    expect(await failed(5)).toMatchObject({ code: 'hash-mismatch', data: { file: 'a.bin' } });
    expect((await open().list()).parts).toEqual([part(0, 2)]);
    expect(await read()).toBeUndefined();
  });

  it('with a part beyond its end loses that part alone', async () => {
    await writeParts();
    expect(await failed(4)).toMatchObject({ code: 'hash-mismatch' });
    expect((await open().list()).parts).toEqual([part(0, 2)]);
  });

  it('as a part is missing is no file', async () => {
    await writeParts();
    expect(await failed(6)).toMatchObject({ code: 'hash-mismatch' });
    expect(await read()).toBeUndefined();
  });

  it('as the parts are not the file loses all of them', async () => {
    await writeParts();
    await open().write(part(0, 1, 'b.bin'), content('b'));
    const expected = sha256(content('hullo'));
    expect(await failed(5, expected)).toMatchObject({
      data: { file: 'a.bin', expected, actual: sha256(content('hello')) },
    });
    expect((await open().list()).parts).toEqual([part(0, 1, 'b.bin')]);
    expect(await read()).toBeUndefined();
  });
});
