import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { setTimer, type SetTimer } from '../core/timer';
import { connect, type Step } from './database';
import { createHistory } from './history';
import { createWorkspace } from './workspace';

beforeEach(() => {
  vi.restoreAllMocks();
  globalThis.indexedDB = new IDBFactory();
});

const never: SetTimer = () => () => undefined;
const atOnce: SetTimer = (run) => {
  queueMicrotask(run);
  return () => undefined;
};

/** The database as version 1 of the chats made it, with these records in it. */
async function makeFormer(summaries: readonly object[], messages: readonly object[]) {
  const former = await openFormer();
  const transaction = former.transaction(['summaries', 'messages'], 'readwrite');
  for (const one of summaries) await transaction.objectStore('summaries').put(one);
  for (const one of messages) await transaction.objectStore('messages').put(one);
  await transaction.done;
  former.close();
}

const openFormer = () =>
  openDB('bayling-history', 1, {
    upgrade: (made) => {
      for (const store of ['summaries', 'messages'])
        made.createObjectStore(store, { keyPath: 'id' });
    },
  });

const chat = (id: string, changedAt = 1, title = `Chat ${id}`) =>
  [
    { id, title, changedAt },
    { id, messages: [{ id: '1', role: 'user', text: `Hello ${id}` }] },
  ] as const;

const names = async () => (await indexedDB.databases()).map(({ name }) => name);

describe('the former database of chats', () => {
  it('is moved as it is, damaged records too, and then deleted', async () => {
    const summaries = [chat('a')[0], { id: 'b', title: { x: 1 } }, { id: 7, title: 'seven' }];
    const messages = [chat('a')[1], { id: 'b', messages: 'none' }, { id: 'alone', messages: [] }];
    await makeFormer(summaries, messages);
    const { use } = connect({ setTimer });
    const stored = await use(async (database) => [
      await database.getAll('summaries'),
      await database.getAll('messages'),
    ]);
    expect(stored[0]).toHaveLength(3);
    expect(stored[0]).toEqual(expect.arrayContaining(summaries));
    expect(stored[1]).toHaveLength(3);
    expect(stored[1]).toEqual(expect.arrayContaining(messages));
    await vi.waitFor(async () => expect(await names()).toEqual(['bayling']));
  });

  it('of a thousand chats is moved whole', async () => {
    const all = Array.from({ length: 1_000 }, (_, at) => chat(String(at), at));
    await makeFormer(
      all.map(([summary]) => summary),
      all.map(([, messages]) => messages),
    );
    const { conversations } = await createHistory(connect({ setTimer })).list();
    expect(conversations.map(({ id }) => id)).toEqual(all.map((_, at) => String(999 - at)));
  });

  it('that an old tab makes again is moved again; the later change is kept', async () => {
    await makeFormer([chat('a')[0], chat('b', 5)[0]], [chat('a')[1], chat('b', 5)[1]]);
    const first = connect({ setTimer });
    await createHistory(first).put({ ...chat('b', 9, 'here')[0], messages: [] });
    await first.close();
    await vi.waitFor(async () => expect(await names()).toEqual(['bayling']));
    const again = [chat('a', 3, 'there'), chat('b', 7, 'there'), chat('c')] as const;
    await makeFormer(
      again.map(([summary]) => summary),
      again.map(([, messages]) => messages),
    );
    const history = createHistory(connect({ setTimer }));
    const { conversations } = await history.list();
    expect(conversations.map(({ title }) => title)).toEqual(['here', 'there', 'Chat c']);
    expect((await history.get('b'))?.messages).toEqual([]);
  });

  it('keeps what an old tab writes during the move', async () => {
    await makeFormer([chat('a')[0]], [chat('a')[1]]);
    const old = await openFormer();
    const original = IDBObjectStore.prototype.put;
    const written = new Promise<void>((resolve, reject) => {
      vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(function (
        this: IDBObjectStore,
        value,
      ) {
        // The first is written here: the former stores are locked, and this has to wait.
        const transaction = old.transaction(['summaries', 'messages'], 'readwrite');
        transaction.objectStore('summaries').put(chat('late')[0]).catch(reject);
        transaction.objectStore('messages').put(chat('late')[1]).catch(reject);
        transaction.done.then(resolve, reject);
        return original.call(this, value);
      });
    });
    await Promise.all([createHistory(connect({ setTimer })).list(), written]);
    old.close();
    const { conversations } = await createHistory(connect({ setTimer })).list();
    expect(conversations.map(({ id }) => id).sort()).toEqual(['a', 'late']);
  });

  it('is whole after a crash before all is written', async () => {
    await makeFormer([chat('a')[0]], [chat('a')[1]]);
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
    expect((await createHistory(connect({ setTimer })).list()).conversations).toEqual([]);
    expect(put).toHaveBeenCalled();
    put.mockRestore();
    const former = await openFormer();
    expect(await former.count('messages')).toBe(1);
    former.close();
    expect((await createHistory(connect({ setTimer })).get('a'))?.messages).toHaveLength(1);
  });

  it('is moved once more after a crash before it was cleared', async () => {
    await makeFormer([chat('a')[0]], [chat('a')[1]]);
    const clear = vi.spyOn(IDBObjectStore.prototype, 'clear').mockImplementation(() => {
      throw new DOMException('gone', 'AbortError');
    });
    const first = connect({ setTimer });
    expect((await createHistory(first).list()).conversations).toHaveLength(1);
    clear.mockRestore();
    await first.close();
    const history = createHistory(connect({ setTimer }));
    expect((await history.get('a'))?.messages).toHaveLength(1);
    expect((await history.list()).conversations).toHaveLength(1);
    await vi.waitFor(async () => expect(await names()).toEqual(['bayling']));
  });
});

/** What later versions may do: another store, and a changed record. */
const laterSteps: readonly Step[] = [
  (database) => {
    database.createObjectStore('workspace');
  },
  async (_, transaction) => {
    const store = transaction.objectStore('workspace');
    await store.put(`${((await store.get('a')) as string | undefined) ?? 'new'}, seen by 2`, 'a');
  },
  async (_, transaction) => {
    const store = transaction.objectStore('workspace');
    await store.put(`${String(await store.get('a'))}, seen by 3`, 'a');
  },
];

describe('a schema', () => {
  it.each([0, 1, 2, 3])('of version %i comes to the latest by the steps it lacks', async (from) => {
    if (from > 0) {
      const before = connect({ setTimer, steps: laterSteps.slice(0, from) });
      await createWorkspace(before).set('a', `made by ${from}`);
      await before.close();
    }
    const now = createWorkspace(connect({ setTimer, steps: laterSteps }));
    const seen = ['new, seen by 2, seen by 3', 'made by 1, seen by 2, seen by 3'];
    expect(await now.get('a')).toBe([...seen, 'made by 2, seen by 3', 'made by 3'][from]);
  });

  it('is as it was after a step that failed midway', async () => {
    const before = connect({ setTimer, steps: laterSteps.slice(0, 1) });
    await createWorkspace(before).set('a', 'kept');
    await before.close();
    const failing: Step = async (_, transaction) => {
      await transaction.objectStore('workspace').put('lost', 'a');
      throw new Error('crash');
    };
    const broken = connect({ setTimer, steps: [laterSteps[0]!, failing] });
    await expect(createWorkspace(broken).get('a')).rejects.toMatchObject({ name: 'AbortError' });
    expect(await createWorkspace(connect({ setTimer, steps: laterSteps })).get('a')).toBe(
      'kept, seen by 2, seen by 3',
    );
  });

  it('of a later version is left alone, and said', async () => {
    const later = connect({ setTimer, steps: laterSteps });
    await createWorkspace(later).set('a', 'kept');
    await later.close();
    const older = createWorkspace(connect({ setTimer, steps: laterSteps.slice(0, 2) }));
    await expect(older.get('a')).rejects.toMatchObject({ code: 'storage-newer' });
    await expect(older.set('a', 'lost')).rejects.toMatchObject({ code: 'storage-newer' });
    expect(await createWorkspace(connect({ setTimer, steps: laterSteps })).get('a')).toBe('kept');
  });
});

describe('two tabs', () => {
  it('of which one has a later version do not wait for each other', async () => {
    const older = createWorkspace(connect({ setTimer: never, steps: laterSteps.slice(0, 1) }));
    await older.set('a', 'from the older');
    const newer = createWorkspace(connect({ setTimer: never, steps: laterSteps }));
    expect(await newer.get('a')).toBe('from the older, seen by 2, seen by 3');
    await expect(older.get('a')).rejects.toMatchObject({ code: 'storage-newer' });
  });

  it('of one version share what they write', async () => {
    const [one, other] = [connect({ setTimer }), connect({ setTimer })].map(createWorkspace);
    await one!.set('a', 1);
    await other!.set('b', 2);
    expect([await one!.get('b'), await other!.get('a')]).toEqual([2, 1]);
  });

  it('of which one does not let go: it is said, and works once that is closed', async () => {
    const before = connect({ setTimer, steps: laterSteps.slice(0, 1) });
    await createWorkspace(before).set('a', 'kept');
    await before.close();
    const stubborn = await openDB('bayling');
    const connection = connect({ setTimer: atOnce, steps: laterSteps.slice(0, 2) });
    const workspace = createWorkspace(connection);
    await expect(workspace.get('a')).rejects.toMatchObject({ code: 'storage-blocked' });
    stubborn.close();
    await vi.waitFor(async () => expect(await workspace.get('a')).toBe('kept, seen by 2'));
  });

  it('where the browser ends a connection, the next action opens another', async () => {
    const connection = connect({ setTimer });
    const workspace = createWorkspace(connection);
    await workspace.set('a', 1);
    await connection.use(async (database) => database.close());
    expect(await workspace.get('a')).toBe(1);
  });
});
