import { beforeEach, describe, expect, it } from 'vitest';
import { ask, Bench, code } from '../../testing/engine/engineHarness';

let bench: Bench;
beforeEach(() => {
  bench = new Bench({ answers: [['count', 'one two three four']], tokenMs: 1 });
});

const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('losses', () => {
  const answers = [
    ['count', 'one two three four'],
    ['name', 'red green blue'],
  ] as const;

  it('come back once by themselves, and go on where they were, in order', async () => {
    bench.script = { answers, tokenMs: 1, loseGpuAfterTokens: 3 };
    await bench.client.load('demo');
    bench.script = { answers };
    const order: string[] = [];
    const open = ['count', 'name', 'later on'].map(async (prompt) => {
      let shown = '';
      const { text, usage } = await bench.client.generate(ask(prompt), {
        onDelta: (delta) => (shown += delta),
      });
      order.push(prompt);
      expect(shown).toBe(text);
      return [text, usage.completionTokens];
    });
    expect(await Promise.all(open)).toEqual([
      ['one two three four', 4],
      ['red green blue', 3],
      ['later on', 2],
    ]);
    // Those with the fewest words left end first; equal ones in the order they were asked.
    expect(order).toEqual(['later on', 'name', 'count']);
    expect(bench.workers.map((worker) => worker.terminated)).toEqual([true, false]);
    const [first, second] = bench.workers;
    expect(second!.asked.map(({ request }) => request)).toEqual(
      first!.asked.map(({ request }) => request),
    );
    expect(second!.asked.map(({ written }) => written.length)).toEqual([1, 1, 1]);
    expect(bench.kinds()).toEqual([
      ...['loading', 'ready', 'generating'],
      ...['loading', 'ready', 'generating', 'ready'],
    ]);
  });

  it.each(['out-of-memory', 'engine-crashed'] as const)('come back from %s', async (lossCode) => {
    bench.script = { answers, loseGpuAfterTokens: 3, lossCode };
    await bench.client.load('demo');
    bench.script = { answers };
    expect((await bench.client.generate(ask('count'))).text).toBe('one two three four');
  });

  it('that befall a load are met by another one, and told the second time', async () => {
    bench.script = { failLoad: 'gpu-lost' };
    expect(await code(bench.client.load('demo'))).toBe('gpu-lost');
    expect(bench.workers.map(({ terminated }) => terminated)).toEqual([true, true]);
    expect(bench.kinds()).toEqual(['loading', 'failed']);
    bench.script = {
      answers,
      get failLoad() {
        return bench.workers.length < 4 ? ('gpu-lost' as const) : undefined;
      },
    };
    await bench.client.load('demo');
    expect(bench.workers.map(({ terminated }) => terminated)).toEqual([true, true, true, false]);
    expect((await bench.client.generate(ask('count'))).text).toBe('one two three four');
  });

  it('show nothing twice, wherever they come', async () => {
    for (let at = 0; at <= 4; at++) {
      const each = new Bench({ answers, loseGpuAfterTokens: at });
      await each.client.load('demo');
      each.script = { answers };
      const pieces: string[] = [];
      const onDelta = (delta: string) => pieces.push(delta);
      const { text } = await each.client.generate(ask('count'), { onDelta });
      expect([text, pieces.join('')]).toEqual(['one two three four', 'one two three four']);
      expect(each.workers).toHaveLength(at < 4 ? 2 : 1);
    }
  });

  it('keep the seed that a request has, or was given', async () => {
    bench.script = { answers, loseGpuAfterTokens: 0 };
    await bench.client.load('demo');
    bench.script = { answers };
    await Promise.all([
      bench.client.generate(ask('count')),
      bench.client.generate({ ...ask('name'), seed: 7 }),
    ]);
    const seeds = bench.workers.map(({ asked }) => asked.map(({ request }) => request.seed));
    expect(seeds).toEqual([
      [1, 7],
      [1, 7],
    ]);
  });

  it('let who asks meanwhile wait with the others', async () => {
    await bench.client.load('demo');
    bench.workers[0]!.crash('boom');
    expect(bench.client.status().kind).toBe('loading');
    expect((await bench.client.generate(ask('count'))).text).toBe('one two three four');
  });

  it('come back with the settings that the prompts were written for', async () => {
    await bench.client.load('bayling-3-8b');
    bench.settings = { contextLength: 2048 };
    bench.workers[0]!.crash('boom');
    await expect.poll(() => bench.client.status().kind).toBe('ready');
    expect(bench.loaded.map(({ contextLength }) => contextLength)).toEqual([8192, 8192]);
    expect(bench.client.isOutdated('bayling-3-8b')).toBe(true);
  });

  it('end what waits by name when the model does not come back', async () => {
    bench.script = { answers, loseGpuAfterTokens: 1 };
    await bench.client.load('demo');
    bench.script = { failLoad: 'adapter-unavailable' };
    const open = ['count', 'later'].map((prompt) => code(bench.client.generate(ask(prompt))));
    expect(await Promise.all(open)).toEqual(['adapter-unavailable', 'adapter-unavailable']);
    expect(bench.client.status()).toMatchObject({ error: { code: 'adapter-unavailable' } });
    bench.script = { answers };
    await bench.client.load('demo');
    expect((await bench.client.generate(ask('count'))).text).toBe('one two three four');
  });

  it('end what waits when another model is loaded instead, or it is cancelled', async () => {
    bench.script = { answers, loseGpuAfterTokens: 0 };
    await bench.client.load('demo');
    bench.script = { answers, loadMs: 1e6 };
    const abort = new AbortController();
    const open = [
      code(bench.client.generate(ask('count'))),
      code(bench.client.generate(ask('count'), { signal: abort.signal })),
    ];
    await expect.poll(() => bench.workers.length).toBe(2);
    abort.abort();
    expect(await open[1]).toBe('aborted');
    await bench.client.unload();
    expect(await open[0]).toBe('model-not-loaded');
  });

  it('wait for the user the second time', async () => {
    await bench.client.load('demo');
    bench.workers[0]!.crash('first');
    await expect.poll(() => bench.client.status().kind).toBe('ready');
    bench.workers[1]!.crash('second');
    await expect.poll(() => bench.client.status().kind).toBe('failed');
    expect(bench.client.status()).toMatchObject({
      kind: 'failed',
      error: { code: 'engine-crashed', data: { detail: 'second' } },
    });
    expect(bench.workers).toHaveLength(2);
    await bench.client.load('demo');
    expect(bench.client.status().kind).toBe('ready');
    bench.workers[2]!.crash('third');
    await expect.poll(() => bench.workers.length).toBe(4);
  });

  it('come back by themselves again after a time without any', async () => {
    await bench.client.load('demo');
    bench.workers[0]!.crash('first');
    await expect.poll(() => bench.client.status().kind).toBe('ready');
    bench.pass(10 * 60);
    bench.workers[1]!.crash('second');
    await expect.poll(() => bench.client.status().kind).toBe('ready');
    bench.pass(9 * 60);
    bench.workers[2]!.crash('third');
    expect(bench.client.status().kind).toBe('failed');
  });

  it('of the worker itself are no different', async () => {
    await bench.client.load('demo');
    const { text } = await bench.client.generate(ask('count'), {
      onDelta: () => bench.workers[0]!.crash('boom'),
    });
    expect(text).toBe('one two three four');
    expect(bench.workers).toHaveLength(2);
  });
});

describe('another tab', () => {
  const id = 'bayling-3-8b';

  it('that has a large model on the GPU is named, and asked to let go of it', async () => {
    bench.lease.holder = 'Chat';
    expect(await code(bench.client.load(id))).toBe('gpu-in-use');
    expect(bench.client.status()).toMatchObject({
      kind: 'failed',
      error: { code: 'gpu-in-use', data: { holder: 'Chat' } },
    });
    expect(bench.workers[0]!.terminated).toBe(true);
    await bench.client.load(id, { takeOver: true });
    expect(bench.client.status().kind).toBe('ready');
  });

  it('does not keep a small model from being loaded', async () => {
    bench.lease.holder = 'Chat';
    await bench.client.load('demo');
    expect(bench.client.status().kind).toBe('ready');
  });

  it('that takes over ends what is open here, by name', async () => {
    await bench.client.load(id);
    const open = code(bench.client.generate(ask('count')));
    bench.lease.onTaken!();
    expect(await open).toBe('gpu-taken');
    expect(bench.workers[0]!.terminated).toBe(true);
    expect(bench.client.status()).toMatchObject({ kind: 'failed', error: { code: 'gpu-taken' } });
    await bench.client.load(id, { takeOver: true });
    expect((await bench.client.generate(ask('count'))).text).toBe('one two three four');
  });

  it('that takes over ends a load', async () => {
    bench.script = { loadMs: 1e6 };
    const load = code(bench.client.load(id));
    await expect.poll(() => bench.lease.onTaken).toBeDefined();
    bench.lease.onTaken!();
    expect(await load).toBe('gpu-taken');
    expect(bench.client.status()).toMatchObject({ kind: 'failed', error: { code: 'gpu-taken' } });
  });

  it('gets it when it is no longer needed here', async () => {
    await bench.client.load(id);
    await bench.client.load('demo');
    expect(bench.lease.onTaken).toBeUndefined();
    await bench.client.load(id);
    await bench.client.unload();
    expect(bench.lease.onTaken).toBeUndefined();
    bench.script = { failLoad: 'out-of-memory' };
    await code(bench.client.load(id));
    expect(bench.lease.onTaken).toBeUndefined();
    bench.script = {};
    await bench.client.load(id);
    bench.workers.at(-1)!.crash('once');
    await expect.poll(() => bench.client.status().kind).toBe('ready');
    expect(bench.lease.onTaken).toBeDefined();
    bench.workers.at(-1)!.crash('twice');
    expect(bench.lease.onTaken).toBeUndefined();
  });
});

describe('a worker that goes silent', () => {
  const answers = [['count', 'one two three four']] as const;

  it('is replaced while it writes, soon', async () => {
    bench.script = { answers, hangAfterTokens: 2 };
    await bench.client.load('demo');
    bench.script = { answers };
    const open = bench.client.generate(ask('count'));
    await settled();
    bench.pass(19);
    expect(bench.workers).toHaveLength(1);
    bench.pass(1);
    expect((await open).text).toBe('one two three four');
    expect(bench.workers).toHaveLength(2);
  });

  it('is waited for before its first pass, in which shaders may be compiled', async () => {
    bench.script = { answers, hangAfterTokens: 0 };
    await bench.client.load('demo');
    bench.script = { answers };
    const open = bench.client.generate(ask('count'));
    await settled();
    bench.pass(119);
    expect(bench.workers).toHaveLength(1);
    bench.pass(1);
    expect((await open).text).toBe('one two three four');
  });

  it('is left alone while nothing is asked of it', async () => {
    await bench.client.load('demo');
    bench.pass(3600);
    expect(bench.client.status().kind).toBe('ready');
    expect(bench.workers).toHaveLength(1);
  });
});
