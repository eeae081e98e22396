import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../core/errors';
import { ask, Bench, code } from '../../testing/engine/engineHarness';
import { softwareGpu } from '../../testing/gpu';
import { noProgress, ProgressBar } from './load';
import type { LoadProgress } from './types';

let bench: Bench;
beforeEach(() => {
  bench = new Bench({ answers: [['count', 'one two three four']], tokenMs: 1 });
});

describe('loading', () => {
  it('goes through its phases on one bar that never turns back', async () => {
    const bars: number[] = [];
    const phases = new Set<string>();
    await bench.client.load('demo', {
      onProgress: ({ phase, fraction }) => {
        phases.add(phase);
        bars.push(fraction);
      },
    });
    expect([...phases]).toEqual(['download', 'upload', 'compile']);
    expect(bars).toEqual(bars.toSorted((a, b) => a - b));
    expect(bars.at(-1)).toBe(1);
    expect(bench.kinds()).toEqual(['loading', 'ready']);
  });

  it('shows with each step how much of this load is done, to all who look', async () => {
    bench.packages.steps = [4e8, 4e8, 7e8, 1e9];
    const told: LoadProgress[] = [];
    await bench.client.load('demo', { onProgress: (progress) => told.push(progress) });
    const bar = new ProgressBar(4e8, 1e9);
    const expected = [
      noProgress,
      ...[4e8, 4e8, 7e8, 1e9].map((bytes) => bar.download(bytes)),
      ...[0, 1].map((within) => bar.runtime('upload', within)),
      ...[0, 1].map((within) => bar.runtime('compile', within)),
    ];
    // Of these, 600 MB at 10 MB/s take the most of the time.
    expect(expected.map(({ fraction }) => Math.round(fraction * 100))).toEqual([
      0, 0, 0, 46, 92, 92, 95, 95, 100,
    ]);
    expect(told).toEqual(expected);
    const shown = bench.statuses.flatMap((status) =>
      status.kind === 'loading' ? [status.progress] : [],
    );
    expect(shown).toEqual(expected);
  });

  it('shows at once how far it is to those who come later', async () => {
    let go!: () => void;
    bench.packages.hold = new Promise((resolve) => (go = resolve));
    bench.packages.steps = [4e8, 1e9];
    const first = bench.client.load('demo');
    await expect.poll(() => bench.statuses.length).toBe(2);
    const told: LoadProgress[] = [];
    const second = bench.client.load('demo', { onProgress: (progress) => told.push(progress) });
    expect(told).toEqual([{ phase: 'download', fraction: 0, loadedBytes: 4e8, totalBytes: 1e9 }]);
    go();
    await Promise.all([first, second]);
    expect(told.at(-1)).toMatchObject({ fraction: 1, loadedBytes: 1e9 });
  });

  it('shows nothing more once it is cancelled', async () => {
    let go!: () => void;
    bench.packages.hold = new Promise((resolve) => (go = resolve));
    const told: LoadProgress[] = [];
    const load = code(bench.client.load('demo', { onProgress: (each) => told.push(each) }));
    await expect.poll(() => told.length).toBe(2);
    await bench.client.unload();
    go();
    expect(await load).toBe('aborted');
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    expect(told).toHaveLength(2);
    expect(bench.client.status()).toEqual({ kind: 'idle' });
    expect(bench.kinds()).toEqual(['loading', 'idle']);
  });

  it('happens once, however many ask', async () => {
    await Promise.all([bench.client.load('demo'), bench.client.load('demo')]);
    await bench.client.load('demo');
    expect(bench.workers).toHaveLength(1);
    expect(bench.packages.calls).toBe(1);
  });

  it('takes what the user chose, and what they chose since at the next load', async () => {
    await bench.client.load('bayling-3-8b');
    bench.settings = { contextLength: 2048, template: 'bayling' };
    expect(bench.client.model('bayling-3-8b').contextLength).toBe(8192);
    await bench.client.load('bayling-3-8b');
    expect(bench.client.model('bayling-3-8b')).toMatchObject(bench.settings);
    await bench.client.load('bayling-3-8b');
    expect(
      bench.loaded.map(({ contextLength, stopStrings }) => [contextLength, stopStrings]),
    ).toEqual([
      [8192, []],
      [2048, ['\n### Instruction:']],
    ]);
  });

  it('runs what is stored in the form it is stored in, with as much context as fits', async () => {
    const { adapter } = softwareGpu;
    const limits = { ...adapter.limits, maxStorageBufferBindingSize: 2 ** 27 };
    bench.gpu = { ok: true, adapter: { ...adapter, shaderF16: true, limits } };
    bench.stored = { kind: 'stored', bytes: 1, quantization: 'q4f32_1' };
    await bench.client.load('bayling-2-7b');
    expect(bench.loaded).toMatchObject([{ quantization: 'q4f32_1', contextLength: 2048 }]);
    expect(bench.client.model('bayling-2-7b').contextLength).toBe(2048);
  });

  it('goes on when one of two leaves, and stops when both do', async () => {
    bench.packages.hold = new Promise(() => {});
    const [one, two] = [new AbortController(), new AbortController()];
    const first = code(bench.client.load('demo', { signal: one.signal }));
    const second = code(bench.client.load('demo', { signal: two.signal }));
    await expect.poll(() => bench.packages.calls).toBe(1);
    one.abort();
    expect(await first).toBe('aborted');
    expect(bench.client.status().kind).toBe('loading');
    expect(bench.workers[0]!.terminated).toBe(false);
    two.abort();
    expect(await second).toBe('aborted');
    expect(bench.workers[0]!.terminated).toBe(true);
    bench.packages.hold = undefined;
    await bench.client.load('demo');
    expect(bench.client.status().kind).toBe('ready');
  });

  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])(
    'ends with unload, %i microtasks after the worker is ready',
    async (ticks) => {
      let go!: () => void;
      bench.packages.hold = new Promise((resolve) => (go = resolve));
      const load = code(bench.client.load('demo'));
      await expect.poll(() => bench.workers.length).toBe(1);
      const unloaded = new Promise<void>((resolve) => {
        bench.workers[0]!.onTold = async ({ type }) => {
          if (type !== 'result') return;
          for (let tick = 0; tick < ticks; tick++) await Promise.resolve();
          resolve(bench.client.unload());
        };
      });
      go();
      await Promise.all([load, unloaded]);
      expect(bench.client.status().kind).toBe('idle');
      expect(bench.workers[0]!.terminated).toBe(true);
      expect(await code(bench.client.generate(ask('count')))).toBe('model-not-loaded');
    },
  );

  it('says what the GPU lacks before it fetches anything', async () => {
    bench.gpu = { ok: false, error: new AppError('webgpu-unavailable') };
    expect(await code(bench.client.load('demo'))).toBe('webgpu-unavailable');
    expect(bench.client.status()).toMatchObject({ kind: 'failed', modelId: 'demo' });
    expect(bench.packages.calls).toBe(0);
    expect(bench.workers).toHaveLength(0);
  });

  it('fails with the name of the failure, and can be tried again', async () => {
    bench.script = { failLoad: 'out-of-memory' };
    expect(await code(bench.client.load('demo'))).toBe('out-of-memory');
    expect(bench.client.status()).toMatchObject({ error: { code: 'out-of-memory' } });
    expect(bench.workers[0]!.terminated).toBe(true);
    bench.script = {};
    await bench.client.load('demo');
    expect(bench.client.status().kind).toBe('ready');
  });

  it('is over when the worker stays silent', async () => {
    bench.script = { loadMs: 1e6 };
    const load = code(bench.client.load('demo'));
    await expect.poll(() => bench.statuses.some((s) => s.kind === 'loading')).toBe(true);
    await expect.poll(() => bench.packages.calls).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    bench.pass(119);
    expect(bench.client.status().kind).toBe('loading');
    bench.pass(1);
    expect(await load).toBe('engine-stalled');
  });

  it('ends with unload, which frees the worker', async () => {
    await bench.client.load('demo');
    const open = code(bench.client.generate(ask('count')));
    await bench.client.unload();
    expect(await open).toBe('model-not-loaded');
    expect(bench.client.status().kind).toBe('idle');
    expect(bench.workers[0]!.terminated).toBe(true);
  });
});

describe('generating', () => {
  it('needs a loaded model', async () => {
    expect(await code(bench.client.generate(ask('count')))).toBe('model-not-loaded');
  });

  it('streams what the result then says, and keeps its numbers', async () => {
    await bench.client.load('demo');
    const deltas: string[] = [];
    const result = await bench.client.generate(ask('count'), {
      onDelta: (delta) => deltas.push(delta),
    });
    expect(result.text).toBe('one two three four');
    expect(deltas.join('')).toBe(result.text);
    expect(deltas[0]).toBe('one');
    expect(bench.client.lastStats()).toEqual(result.usage);
    expect(bench.kinds()).toEqual(['loading', 'ready', 'generating', 'ready']);
  });

  it('says how sure it was, of requests that belong together as of one', async () => {
    bench.script = { ...bench.script, logprobs: [-0.1, -0.3, -0.4, -2.8] };
    await bench.client.load('demo');
    const text = {};
    const generate = async (prompt: string, partOf?: object) => {
      const { confidence } = await bench.client.generate(ask(prompt), { partOf });
      return [confidence, bench.client.lastStats()?.confidence] as const;
    };
    const [first, stats] = await generate('count', text);
    expect(first).toEqual({ mean: expect.closeTo(-0.9), lowest: -2.8, tokens: 4 });
    expect(stats).toEqual({ mean: first!.mean, lowest: -2.8, trusted: false });
    expect(await generate('another', {})).toEqual([
      { mean: -0.1, lowest: -0.1, tokens: 1 },
      { mean: -0.1, lowest: -0.1, trusted: true },
    ]);
    const [alone, together] = await generate('last', text);
    expect(alone).toMatchObject({ mean: -0.1, tokens: 1 });
    expect(together).toEqual({ mean: expect.closeTo(-3.7 / 5), lowest: -2.8, trusted: false });
    expect((await generate('x'))[1]).toEqual({ mean: -0.1, lowest: -0.1, trusted: true });
  });

  it('trusts nothing of a model that nobody has calibrated', async () => {
    bench.script = { logprobs: [-0.1] };
    await bench.client.load('bayling-2-7b');
    await bench.client.generate(ask('count'));
    const { confidence } = bench.client.lastStats()!;
    expect(confidence).toEqual({ mean: expect.closeTo(-0.1), lowest: -0.1, trusted: undefined });
  });

  it('answers in the order of asking', async () => {
    await bench.client.load('demo');
    const order: string[] = [];
    const prompts = ['a', 'b', 'c', 'd'];
    await Promise.all(
      prompts.map((prompt) => bench.client.generate(ask(prompt)).then((r) => order.push(r.text))),
    );
    expect(order).toEqual(prompts);
  });

  it('cancels what runs and what waits, and nothing else', async () => {
    await bench.client.load('demo');
    const [running, waiting] = [new AbortController(), new AbortController()];
    let shown = '';
    const outcomes = [
      code(
        bench.client.generate(ask('count'), {
          signal: running.signal,
          onDelta: (delta) => {
            shown += delta;
            running.abort();
          },
        }),
      ),
      code(bench.client.generate(ask('count'), { signal: waiting.signal })),
      code(bench.client.generate(ask('last'))),
    ];
    waiting.abort();
    expect(await Promise.all(outcomes)).toEqual(['aborted', 'aborted', 'done']);
    expect(shown).toBe('one');
    expect(await code(bench.client.generate(ask('x'), { signal: running.signal }))).toBe('aborted');
  });

  it('fails by name and serves the next request', async () => {
    bench.script = { failGenerate: 'input-too-long' };
    await bench.client.load('demo');
    expect(await code(bench.client.generate(ask('count')))).toBe('input-too-long');
    expect(bench.client.status().kind).toBe('ready');
    expect(await code(bench.client.generate(ask('count')))).toBe('input-too-long');
  });

  it('counts tokens with the model that is loaded', async () => {
    expect(await code(bench.client.countTokens('one two'))).toBe('model-not-loaded');
    await bench.client.load('demo');
    expect(await bench.client.countTokens('one two three')).toBe(3);
    const signal = AbortSignal.abort();
    expect(await code(bench.client.countTokens('one', signal))).toBe('aborted');
  });

  it('names the tokens with the model that is loaded', async () => {
    expect(await code(bench.client.tokenize('one two'))).toBe('model-not-loaded');
    await bench.client.load('demo');
    expect(await bench.client.tokenize('one two')).toEqual([
      { id: 0, text: 'one' },
      { id: 1, text: ' two' },
    ]);
    expect(await code(bench.client.tokenize('one', AbortSignal.abort()))).toBe('aborted');
  });

  it('settles every request once, in whatever order things happen', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ words: fc.nat(4), cancelAfter: fc.option(fc.nat(3)) }), {
          minLength: 1,
          maxLength: 8,
        }),
        async (requests) => {
          const each = new Bench({ tokenMs: 0 });
          await each.client.load('demo');
          const outcomes = await Promise.all(
            requests.map(async ({ words, cancelAfter }, index) => {
              const abort = new AbortController();
              const prompt = Array.from({ length: words + 1 }, () => `w${index}`).join(' ');
              let pieces = 0;
              let text = '';
              const outcome = code(
                each.client.generate(ask(prompt), {
                  signal: abort.signal,
                  onDelta: (delta) => {
                    text += delta;
                    if (++pieces === cancelAfter) abort.abort();
                  },
                }),
              );
              if (cancelAfter === 0) abort.abort();
              const settled = await outcome;
              if (settled === 'done') expect(text).toBe(prompt);
              else expect([settled, prompt.startsWith(text)]).toEqual(['aborted', true]);
              return settled;
            }),
          );
          expect(outcomes).toHaveLength(requests.length);
          expect(each.client.status().kind).toBe('ready');
          expect(await code(each.client.generate(ask('after')))).toBe('done');
        },
      ),
      { numRuns: 60 },
    );
  });
});
