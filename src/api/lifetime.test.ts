import { describe, expect, it, vi } from 'vitest';
import '../../testing/progressEvent';
import { ScriptedEngine } from '../../testing/engine/scriptedEngine';
import { createApi } from './api';
import type { CreateOptions, Destroyable } from './types';

/* When things end: by a signal, by destroy(), by the signal of their creation; and what a monitor is told. */

function setUp() {
  const engine = new ScriptedEngine(() => 'yes');
  engine.pause = () => new Promise((resolve) => setTimeout(resolve, 1));
  return { api: createApi({ engine, isStored: () => Promise.resolve(false) }), engine };
}
type Api = ReturnType<typeof setUp>['api'];
type Call = (signal?: AbortSignal) => Promise<unknown>;

const pair = { sourceLanguage: 'en', targetLanguage: 'fr' };
const read = (stream: ReadableStream<string>) => stream.getReader().read();

/** After so many microtasks: a page may take some to see an event. */
const later = async (microtasks: number): Promise<void> => {
  if (microtasks > 0) await later(microtasks - 1);
};

/** How each kind of object is made, and all that can be called on it. */
const kinds: readonly [
  name: string,
  create: (api: Api, options?: CreateOptions) => Promise<Destroyable>,
  calls: (object: never) => Record<string, Call>,
][] = [
  [
    'Translator',
    (api, options) => api.Translator.create({ ...pair, ...options }),
    (translator: Awaited<ReturnType<Api['Translator']['create']>>) => ({
      translate: (signal) => translator.translate('a b', { signal }),
      translateStreaming: async (signal) => read(translator.translateStreaming('a b', { signal })),
      measureInputUsage: (signal) => translator.measureInputUsage('a b', { signal }),
    }),
  ],
  [
    'LanguageDetector',
    (api, options) => api.LanguageDetector.create(options),
    (detector: Awaited<ReturnType<Api['LanguageDetector']['create']>>) => ({
      detect: (signal) => detector.detect('a b', { signal }),
      measureInputUsage: (signal) => detector.measureInputUsage('a b', { signal }),
    }),
  ],
  [
    'LanguageModel',
    (api, options) => api.LanguageModel.create(options),
    (session: Awaited<ReturnType<Api['LanguageModel']['create']>>) => ({
      prompt: (signal) => session.prompt('a b', { signal }),
      promptStreaming: async (signal) => read(session.promptStreaming('a b', { signal })),
      append: (signal) => session.append('a b', { signal }),
      measureContextUsage: (signal) => session.measureContextUsage('a b', { signal }),
      measureInputUsage: (signal) => session.measureInputUsage('a b', { signal }),
      clone: (signal) => session.clone({ signal }),
    }),
  ],
];
const methods = kinds.flatMap(([name, create, calls]) =>
  Object.keys(calls({} as never)).map((method) => [name, method, create, calls] as const),
);

describe.each(methods)('%s.%s', (_name, method, create, calls) => {
  const open = async (options?: CreateOptions) => {
    const object = await create(setUp().api, options);
    return { object, call: calls(object as never)[method]! };
  };

  it('rejects with the reason of a signal that aborts in the same tick, or has', async () => {
    const { call } = await open();
    for (const reason of [undefined, new Error('enough')]) {
      const controller = new AbortController();
      const running = call(controller.signal);
      controller.abort(reason);
      await expect(running).rejects.toBe(controller.signal.reason);
      await expect(call(controller.signal)).rejects.toBe(controller.signal.reason);
    }
    await expect(call()).resolves.not.toThrow();
  });

  it('rejects when its object is destroyed, then and later', async () => {
    const { object, call } = await open();
    const running = call();
    object.destroy();
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    await expect(call()).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('rejects when the signal of the creation aborts afterwards', async () => {
    const controller = new AbortController();
    const { call } = await open({ signal: controller.signal });
    const running = call();
    const reason = new Error('the page closes');
    controller.abort(reason);
    await expect(running).rejects.toBe(reason);
    await expect(call()).rejects.toBe(reason);
  });
});

it.each(['translateStreaming', 'promptStreaming'] as const)(
  '%s throws at once for what has ended',
  async (method) => {
    const { api } = setUp();
    const translator = await api.Translator.create(pair);
    const session = await api.LanguageModel.create();
    const stream = (signal?: AbortSignal) =>
      method === 'promptStreaming'
        ? session.promptStreaming('a', { signal })
        : translator.translateStreaming('a', { signal });
    expect(() => stream(AbortSignal.abort())).toThrow(/abort/i);
    translator.destroy();
    session.destroy();
    expect(() => stream()).toThrow(/destroyed/);
  },
);

it('does not wait for an engine that is slow to stop', async () => {
  const { api, engine } = setUp();
  engine.pause = () => new Promise(() => undefined);
  const session = await api.LanguageModel.create();
  const controller = new AbortController();
  const running = session.prompt('a', { signal: controller.signal });
  await later(50);
  controller.abort();
  await expect(running).rejects.toMatchObject({ name: 'AbortError' });
  const other = session.prompt('b');
  session.destroy();
  await expect(other).rejects.toMatchObject({ name: 'AbortError' });
});

it('goes on with a session after an aborted prompt', async () => {
  const { api } = setUp();
  const session = await api.LanguageModel.create();
  const controller = new AbortController();
  const running = session.prompt('a', { signal: controller.signal });
  const next = session.prompt('b');
  controller.abort();
  await expect(running).rejects.toMatchObject({ name: 'AbortError' });
  expect(await next).toBe('yes');
  const other = await session.clone();
  session.destroy();
  expect(await other.prompt('c')).toBe('yes');
});

describe.each(kinds)('%s.create', (_name, create) => {
  it('rejects with the reason of its signal', async () => {
    const { api } = setUp();
    const reason = new Error('enough');
    const controller = new AbortController();
    const running = create(api, { signal: controller.signal });
    controller.abort(reason);
    await expect(running).rejects.toBe(reason);
    await expect(create(api, { signal: controller.signal })).rejects.toBe(reason);
  });

  it('tells its monitor of 0 and 1, ever more, in steps of 1 / 65,536, and nothing later', async () => {
    const events: ProgressEvent[] = [];
    const handler = vi.fn();
    let isThere = false;
    await create(setUp().api, {
      monitor: (monitor) => {
        monitor.addEventListener('downloadprogress', (event) => {
          expect(isThere).toBe(false);
          events.push(event as ProgressEvent);
        });
        monitor.ondownloadprogress = handler;
      },
    });
    isThere = true;
    const loaded = events.map((event) => event.loaded);
    expect([loaded.at(0), loaded.at(-1)]).toEqual([0, 1]);
    expect(loaded).toEqual([...new Set(loaded)].sort((a, b) => a - b));
    for (const event of events) {
      expect(event).toBeInstanceOf(ProgressEvent);
      expect(event).toMatchObject({ lengthComputable: true, total: 1 });
      expect(event.loaded % (1 / 0x10000)).toBe(0);
    }
    expect(handler).toHaveBeenCalledTimes(events.length);
  });

  it.each([0, 1])('tells nothing after it was aborted at %d', async (fraction) => {
    const controller = new AbortController();
    const seen: number[] = [];
    const running = create(setUp().api, {
      signal: controller.signal,
      monitor: (monitor) =>
        monitor.addEventListener('downloadprogress', (event) => {
          const { loaded } = event as ProgressEvent;
          seen.push(loaded);
          if (loaded === fraction) void later(20).then(() => controller.abort());
        }),
    });
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    expect(seen.at(-1)).toBe(fraction);
  });

  it('rejects with what its monitor throws', async () => {
    const own = new Error('mine');
    const monitor = () => {
      throw own;
    };
    await expect(create(setUp().api, { monitor })).rejects.toBe(own);
  });
});

it('calls the monitor before it finds that it does not know a language', async () => {
  const { api } = setUp();
  const monitor = vi.fn();
  const languages = { sourceLanguage: 'und', targetLanguage: 'tlh' };
  await expect(api.Translator.create({ ...languages, monitor })).rejects.toMatchObject({
    name: 'NotSupportedError',
  });
  expect(monitor).toHaveBeenCalledOnce();
});

it('rounds fractions down', async () => {
  const { api, engine } = setUp();
  const load = engine.load.bind(engine);
  engine.load = async (id, options) => {
    await load(id);
    const rest = { phase: 'download', loadedBytes: 1, totalBytes: 3 } as const;
    for (const fraction of [1 / 3, 1 / 3 + 1e-6, 0.1, 0.99999999]) {
      options?.onProgress?.({ ...rest, fraction });
    }
  };
  const seen: number[] = [];
  await api.LanguageModel.create({
    monitor: (monitor) => {
      monitor.ondownloadprogress = (event) => seen.push((event as ProgressEvent).loaded);
    },
  });
  expect(seen).toEqual([0, 21845 / 65536, 65535 / 65536, 1]);
});
