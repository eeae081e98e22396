import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { sampled, seed } from '../../tools/test/cases';
import { memoryKeyValue } from '../../testing/state/keyValue';
import { openStorage, type DeviceStorage } from './openStorage';
import type { KeyValue } from './keyValue';
import { privateKeyValue } from './private';

interface Device extends DeviceStorage {
  readonly lasting: KeyValue;
  readonly session: KeyValue;
}

let isPrivate: boolean;

/** Another browser, with nothing in it. */
function newDevice(preferences: object = {}): Device {
  globalThis.indexedDB = new IDBFactory();
  const lasting = memoryKeyValue({ preferences: JSON.stringify(preferences) });
  const session = privateKeyValue(memoryKeyValue(), () => isPrivate);
  return { ...openStorage({ lasting, session }, () => isPrivate), lasting, session };
}

beforeEach(() => {
  vi.restoreAllMocks();
  isPrivate = false;
});

const pair = { from: 'eng', to: 'deu' };
const chat = (id: string, changedAt: number) => ({
  ...{ id, title: `Chat ${id}`, changedAt },
  messages: [{ id: '1', role: 'user' as const, text: 'Hello' }],
});
const draft = (id: string, changedAt: number) => ({
  ...{ id, ...pair, source: `Hello ${id}`, target: 'Hallo', modelId: 'demo' },
  ...{ translation: { lead: '', segments: [] }, createdAt: 1, changedAt },
});
const glossary = (id: string, changedAt: number) => ({
  ...{ id, name: id, ...pair, active: true, changedAt },
  entries: [{ source: 'a', target: 'b', kind: 'term' as const }],
});

async function fill(device: Device) {
  await device.history.put(chat('a', 5));
  await device.translations.put(draft('a', 5));
  await device.translations.star('a', true);
  await device.memory.add({ ...pair, source: 'A cat.', target: 'Eine Katze.', origin: 'edited' });
  await device.glossaries.put(glossary('a', 5));
  await device.workspace.set('open', { id: 'a' });
  device.session.set('translate.source', 'half a thou');
}

async function contents({ history, translations, memory, glossaries, workspace, session }: Device) {
  const { conversations } = await history.list();
  const { translations: past } = await translations.list({});
  const { entries } = await memory.list({});
  return {
    chats: await Promise.all(conversations.map(({ id }) => history.get(id))),
    translations: await Promise.all(past.map(({ id }) => translations.get(id))),
    memory: entries.map(({ id: _, ...entry }) => entry),
    glossaries: await glossaries.list(),
    open: await workspace.get('open'),
    drafts: session.entries(),
  };
}

const fileOf = (value: unknown) => new Blob([JSON.stringify(value)]);
const head = { format: 'bayling-backup', version: 1 };

describe('a backup', () => {
  it('brings everything to another device', async () => {
    const device = newDevice({ theme: 'dark', hub: 'https://mirror.example/' });
    await fill(device);
    const before = await contents(device);
    const file = await device.backup();
    expect(JSON.parse(gunzipSync(await file.bytes()).toString())).toMatchObject(head);
    const other = newDevice({ theme: 'light', hub: 'https://other.example/' });
    const report = await other.restore(file, 'replace');
    expect(await contents(other)).toEqual(before);
    expect(report).toEqual({
      restored: { chats: 1, translations: 1, memory: 1, glossaries: 1, workspace: 1 },
      unreadable: 0,
    });
    expect(JSON.parse(other.lasting.get('preferences')!)).toEqual({
      ...{ theme: 'dark', hub: 'https://other.example/' },
    });
  });

  it('merged leaves what changed later here, and adds what is not', async () => {
    const device = newDevice();
    await fill(device);
    await device.history.put(chat('b', 1));
    const file = await device.backup();
    const other = newDevice();
    await other.history.put({ ...chat('a', 9), title: 'later' });
    await other.glossaries.put({ ...glossary('a', 1), name: 'earlier' });
    await other.memory.add({ ...pair, source: 'A cat.', target: 'Ein Kater.', origin: 'accepted' });
    await other.workspace.set('open', { id: 'here' });
    await other.restore(file, 'merge');
    const now = await contents(other);
    expect(now.chats.map((one) => one?.title)).toEqual(['later', 'Chat b']);
    expect(now.glossaries.map(({ name }) => name)).toEqual(['a']);
    expect(now.memory.map(({ target }) => target).sort()).toEqual(['Ein Kater.', 'Eine Katze.']);
    expect(now.open).toEqual({ id: 'here' });
    expect((await other.restore(file, 'merge')).restored.memory).toBe(0);
  });

  it('that finds no room changes nothing', async () => {
    const device = newDevice();
    await fill(device);
    const file = await device.backup();
    const other = newDevice({ theme: 'light' });
    await other.glossaries.put(glossary('mine', 1));
    const before = await contents(other);
    const put = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...values
    ) {
      if (this.name === 'glossaries') throw new DOMException('no room', 'QuotaExceededError');
      return put.apply(this, values);
    });
    const restoring = other.restore(file, 'replace');
    await expect(restoring).rejects.toMatchObject({ name: 'QuotaExceededError' });
    vi.restoreAllMocks();
    expect(await contents(other)).toEqual(before);
    expect(JSON.parse(other.lasting.get('preferences')!)).toEqual({ theme: 'light' });
  });

  it.each([
    ['text', new Blob(['Hello'])],
    ['another program’s JSON', fileOf({ version: 1 })],
    ['a later version', fileOf({ ...head, version: 2 })],
    ['half of one', new Blob([JSON.stringify(head).slice(0, 20)])],
    ['broken gzip', new Blob([Buffer.from([0x1f, 0x8b, 1, 2, 3])])],
    ['gzip cut off', new Blob([gzipSync(JSON.stringify(head)).subarray(0, 20)])],
    ['nothing', new Blob([])],
  ])('of %s is refused, and nothing is lost', async (_, file) => {
    const device = newDevice();
    await fill(device);
    const before = await contents(device);
    await expect(device.restore(file, 'replace')).rejects.toMatchObject({ code: 'backup-invalid' });
    expect(await contents(device)).toEqual(before);
  });

  it('does not decide where models come from, what was agreed to, or what is kept', async () => {
    const device = newDevice({ keepsNothing: true });
    const preferences = {
      ...{ theme: 'dark', packageHost: 'https://evil.example/', hub: 'https://evil.example/' },
      ...{ hubLayout: 'x', checkWhole: false, acceptedLicences: ['a'], keepsNothing: false },
    };
    const drafts = { 'chat.draft': 'hello', preferences: '{}', 'translate.source': 7 };
    await device.restore(fileOf({ ...head, preferences, drafts }), 'replace');
    expect(JSON.parse(device.lasting.get('preferences')!)).toEqual({
      keepsNothing: true,
      theme: 'dark',
    });
    expect(device.session.entries()).toEqual([['chat.draft', 'hello']]);
  });

  it('with whatever in it is restored as far as it can be read', async () => {
    const anything = fc.jsonValue({ maxDepth: 3 });
    const odd = (record: object) =>
      fc.record(
        Object.fromEntries(
          Object.entries(record).map(([name, value]) => [
            name,
            fc.oneof(fc.constant(value), anything),
          ]),
        ),
        { requiredKeys: [] },
      );
    const list = (record: object) =>
      fc.oneof(anything, fc.array(fc.oneof(odd(record), anything), { maxLength: 4 }));
    const device = newDevice();
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          chats: list(chat('a', 1)),
          translations: list(draft('a', 1)),
          memory: list({ ...pair, source: 'a', target: 'b', origin: 'edited', uses: 1, notes: {} }),
          glossaries: list(glossary('a', 1)),
          workspace: list({ key: 'a', value: 1 }),
          preferences: anything,
          drafts: anything,
        }),
        async (values) => {
          await device.restore(fileOf({ ...head, ...values }), 'replace');
          const now = await contents(device);
          for (const one of now.memory) expect(typeof one.source).toBe('string');
          for (const one of now.translations) expect(typeof one?.target).toBe('string');
          expect((await (await device.backup()).bytes()).length).toBeGreaterThan(0);
        },
      ),
      { seed, numRuns: sampled(1_000, 60) },
    );
  });
});

it('sizes grow with what is kept, and end with it', async () => {
  const device = newDevice();
  await fill(device);
  const one = await device.measure('memory');
  await device.memory.add({ ...pair, source: '一只狗。', target: 'Ein Hund.', origin: 'edited' });
  const two = await device.measure('memory');
  expect([one.count, two.count]).toEqual([1, 2]);
  expect(two.bytes).toBeGreaterThan(one.bytes + 17);
  await device.clear();
  for (const kind of ['chats', 'translations', 'memory', 'glossaries', 'workspace'] as const) {
    expect(await device.measure(kind)).toEqual({ count: 0, bytes: 0 });
  }
});

it('in private nothing is kept, and what is there stays', async () => {
  const device = newDevice();
  await fill(device);
  const before = await contents(device);
  isPrivate = true;
  await device.history.put(chat('b', 9));
  await device.translations.put({ ...draft('a', 9), target: 'secret' });
  await device.translations.put(draft('b', 9));
  await device.memory.add({ ...pair, source: 'A dog.', target: 'Ein Hund.', origin: 'edited' });
  await device.memory.use(1);
  await device.workspace.set('open', 'secret');
  device.session.set('translate.source', 'secret');
  expect(await device.workspace.get('open')).toBe('secret');
  expect(device.session.get('translate.source')).toBe('secret');
  // Another page of the same browser.
  const page = openStorage(device, () => false);
  expect(await contents({ ...page, lasting: device.lasting, session: device.session })).toEqual(
    before,
  );
});
