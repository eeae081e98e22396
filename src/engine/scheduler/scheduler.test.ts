import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ToyExecutor, toCandidates, toyLogits } from '../../../testing/scheduler/toyExecutor';
import { AppError } from '../../core/errors';
import type { GenerateRequest, GenerateResult, Priority } from '../types';
import { BeamDecoder } from './beamDecoder';
import { SampleDecoder } from './sampleDecoder';
import { Scheduler } from './scheduler';

const END = 7;
const stopTokens: ReadonlySet<number> = new Set([END]);

function open(executor = new ToyExecutor()) {
  let time = 0;
  return { executor, scheduler: new Scheduler({ executor, now: () => (time += 10) }) };
}

interface Asked {
  readonly prompt: readonly number[];
  readonly maxTokens?: number;
  readonly temperature?: number;
  readonly seed?: number;
  readonly priority?: Priority;
  /** Of a beam search; 0 or left out means sampling. */
  readonly width?: number;
  readonly signal?: AbortSignal;
  readonly onToken?: (delta: string) => void;
}

function ask(scheduler: Scheduler, executor: ToyExecutor, asked: Asked): Promise<GenerateResult> {
  const { prompt, temperature = 0, seed = 1, priority = 'interactive', width = 0 } = asked;
  const maxTokens = Math.min(asked.maxTokens ?? 20, executor.limits.contextLength - prompt.length);
  const common = {
    ...{ maxTokens, stopTokens, stopStrings: [] },
    decode: (ids: readonly number[]) => executor.decode(ids),
    onToken: asked.onToken ?? (() => undefined),
  };
  const request: GenerateRequest = { prompt: '', maxTokens, temperature, topP: 1, seed };
  const decoder =
    width === 0
      ? new SampleDecoder({ ...common, request, seed })
      : new BeamDecoder({
          ...common,
          beam: { width, lengthPenalty: 1, results: width },
          bias: new Map(),
          encode: (text) => executor.encode(text),
        });
  const signal = asked.signal ?? new AbortController().signal;
  return scheduler.submit({ prompt, priority, decoder, signal });
}

/** What greedy decoding gives, computed without any cache. */
function greedy(prompt: readonly number[], maxTokens = 20): string {
  const tokens = [...prompt];
  while (tokens.length < prompt.length + maxTokens) {
    const [best] = toCandidates(toyLogits(tokens));
    if (best === undefined || best.token === END) break;
    tokens.push(best.token);
  }
  return new ToyExecutor().decode(tokens.slice(prompt.length));
}

const tokens = (count: number, from = 0) =>
  Array.from({ length: count }, (_, i) => (from + i * 7) % 64);

describe('one generation', () => {
  it('is that of the model, in parts of the prompt that a pass can take', async () => {
    const { executor, scheduler } = open();
    const prompt = tokens(75);
    const { text, usage } = await ask(scheduler, executor, { prompt });
    expect(text).toBe(greedy(prompt));
    expect(executor.passes.slice(0, 3)).toEqual([
      [1, 32],
      [1, 32],
      [1, 11],
    ]);
    expect(usage).toMatchObject({ promptTokens: 75, reusedTokens: 0 });
    expect(usage.completionTokens).toBe(Array.from(text).length);
  });

  it('streams what it gives in the end', async () => {
    const { executor, scheduler } = open();
    let streamed = '';
    const { text } = await ask(scheduler, executor, {
      prompt: tokens(10),
      onToken: (delta) => (streamed += delta),
    });
    expect(streamed).toBe(text);
  });

  it('is refused when its prompt fills the context', async () => {
    const { executor, scheduler } = open();
    const refused = ask(scheduler, executor, { prompt: tokens(128) });
    await expect(refused).rejects.toMatchObject({
      code: 'input-too-long',
      data: { promptTokens: 128, contextLength: 128 },
    });
  });

  it('is refused when the cache is too small for it', async () => {
    const { executor, scheduler } = open(new ToyExecutor({ pages: 2 }));
    const refused = ask(scheduler, executor, { prompt: tokens(40) });
    await expect(refused).rejects.toMatchObject({ code: 'input-too-long' });
    const fits = tokens(8);
    expect((await ask(scheduler, executor, { prompt: fits })).text).toBe(greedy(fits));
  });

  it('ends where the cache ends', async () => {
    const { executor, scheduler } = open(new ToyExecutor({ pages: 2 }));
    // Found by trial: it does not end by itself within 32 tokens.
    const prompt = [1, 2, 3];
    expect(Array.from(greedy(prompt, 40)).length).toBe(40);
    const { text, finishReason } = await ask(scheduler, executor, { prompt, maxTokens: 40 });
    expect(finishReason).toBe('length');
    expect(text).toBe(greedy(prompt, 30));
  });
});

describe('too little room', () => {
  it('ends a beam search, and leaves nothing wrong behind', async () => {
    for (let pages = 4; pages < 12; pages++) {
      // Found by trial: none of them ends by itself before the room runs out.
      for (const length of [39, 40, 42, 43, 44]) {
        const prompt = tokens(length);
        const { executor, scheduler } = open(new ToyExecutor({ pages }));
        const asked = { prompt, maxTokens: 60, width: 3 };
        const { finishReason, alternatives = [] } = await ask(scheduler, executor, asked);
        expect(finishReason).toBe('length');
        expect(alternatives).toHaveLength(3);
        for (const { text } of alternatives) {
          const written = Array.from(text, (letter) => (letter.codePointAt(0) ?? 0) - 0x4e00);
          const next = [...prompt, ...written].slice(0, 16 * pages - 3);
          const { text: more } = await ask(scheduler, executor, { prompt: next, maxTokens: 2 });
          expect(more).toBe(greedy(next, 2));
        }
      }
    }
  });

  it('makes beam searches give way to each other, and they come to the same', async () => {
    const asked = [0, 1, 2, 3].map((i) => ({
      prompt: [i, ...tokens(10 + 13 * i)],
      maxTokens: 40,
      width: i === 3 ? 2 : 3,
      priority: i === 1 ? ('background' as const) : ('interactive' as const),
    }));
    const roomy = open();
    const expected = await Promise.all(
      asked.map((one) => outcome(ask(roomy.scheduler, roomy.executor, one))),
    );
    for (let pages = 17; pages < 40; pages++) {
      for (const prefillChunk of [8, 32]) {
        const { executor, scheduler } = open(new ToyExecutor({ pages, prefillChunk }));
        const results = asked.map((one) => outcome(ask(scheduler, executor, one)));
        expect(await Promise.all(results)).toEqual(expected);
        expect(scheduler.liveSequences).toBe(0);
      }
    }
  });

  it('is given to the interactive first', async () => {
    const { executor, scheduler } = open(new ToyExecutor({ pages: 9, prefillChunk: 128 }));
    const ended: string[] = [];
    const long = [0, 1].map((i) =>
      ask(scheduler, executor, {
        prompt: tokens(49, i),
        maxTokens: 12,
        priority: 'background',
      }).then(({ text }) => {
        ended.push('background');
        expect(text).toBe(greedy(tokens(49, i), 12));
      }),
    );
    while (executor.passes.length < 3) await Promise.resolve();
    const prompt = tokens(40, 30);
    const { text } = await ask(scheduler, executor, { prompt, maxTokens: 4 });
    expect(text).toBe(greedy(prompt, 4));
    expect(ended).toEqual([]);
    await Promise.all(long);
  });
});

describe('a batch', () => {
  it('gives each what it gives alone, greedy or drawn', async () => {
    const asked = Array.from({ length: 20 }, (_, i) => ({
      prompt: tokens(5 + i, i),
      temperature: i % 2,
      seed: i,
    }));
    const alone: string[] = [];
    for (const one of asked) {
      const { executor, scheduler } = open();
      alone.push((await ask(scheduler, executor, one)).text);
    }
    const { executor, scheduler } = open();
    const together = await Promise.all(asked.map((one) => ask(scheduler, executor, one)));
    expect(together.map(({ text }) => text)).toEqual(alone);
    expect(Math.max(...executor.passes.map(([sequences]) => sequences))).toBe(8);
  });

  it('computes a common beginning once', async () => {
    const { executor, scheduler } = open(new ToyExecutor({ prefillChunk: 128 }));
    const common = tokens(64);
    const prompts = Array.from({ length: 8 }, (_, i) => [...common, 60 - i, i]);
    const results = await Promise.all(
      prompts.map((prompt) => ask(scheduler, executor, { prompt, maxTokens: 3 })),
    );
    expect(results.map(({ text }) => text)).toEqual(prompts.map((prompt) => greedy(prompt, 3)));
    expect(results.map(({ usage }) => usage.reusedTokens)).toEqual([0, 64, 64, 64, 64, 64, 64, 64]);
    // The second token of the first request is computed together with the new tokens of the others.
    expect(executor.passes.slice(0, 2)).toEqual([
      [1, 66],
      [8, 15],
    ]);
  });

  it('lets all that decode go on in the passes that read a long prompt', async () => {
    const { executor, scheduler } = open(new ToyExecutor({ contextLength: 512, prefillChunk: 64 }));
    const prompts = Array.from({ length: 3 }, (_, i) => tokens(5, 7 * i));
    const all = prompts.map((prompt) => ask(scheduler, executor, { prompt, maxTokens: 12 }));
    while (executor.passes.length < 2) await Promise.resolve();
    const long = tokens(300, 40);
    const { text } = await ask(scheduler, executor, { prompt: long, maxTokens: 2 });
    expect(text).toBe(greedy(long, 2));
    const reading = executor.passes.filter(([, computed]) => computed > 15);
    expect(reading.slice(0, 4)).toEqual([
      [4, 64],
      [4, 64],
      [4, 64],
      [4, 64],
    ]);
    expect((await Promise.all(all)).map((one) => one.text)).toEqual(
      prompts.map((prompt) => greedy(prompt, 12)),
    );
  });

  it('goes on with a dialogue where it was, also after an edit', async () => {
    const { executor, scheduler } = open(new ToyExecutor({ contextLength: 512 }));
    const turn = tokens(40);
    const first = await ask(scheduler, executor, { prompt: turn, maxTokens: 10 });
    const said = executor.encode(first.text).length;
    const written = Array.from(first.text, (letter) => (letter.codePointAt(0) ?? 0) - 0x4e00);
    const next = [...turn, ...written, 1, 2, 3];
    const { usage } = await ask(scheduler, executor, { prompt: next });
    // The last token that was written was never computed.
    expect(usage.reusedTokens).toBe(turn.length + said - 1);
    const edited = [...turn.slice(0, 30), 9, 9, 9];
    expect((await ask(scheduler, executor, { prompt: edited })).usage.reusedTokens).toBe(30);
  });

  it('lets the interactive go first, and loses nothing of the others', async () => {
    const { executor, scheduler } = open();
    const ended: string[] = [];
    const background = Array.from({ length: 12 }, (_, i) =>
      ask(scheduler, executor, { prompt: tokens(20, i), priority: 'background' }).then((result) => {
        ended.push('background');
        return result.text;
      }),
    );
    for (let turn = 0; turn < 6; turn++) await Promise.resolve();
    const prompt = tokens(12, 50);
    const { text } = await ask(scheduler, executor, { prompt, maxTokens: 2 });
    expect(text).toBe(greedy(prompt, 2));
    // Some are short; most of the twelve must come after one of two tokens that came last.
    expect(ended.length).toBeLessThan(4);
    const expected = background.map((_, i) => greedy(tokens(20, i)));
    expect(await Promise.all(background)).toEqual(expected);
  });

  it('cancels within a step, and touches nobody else', async () => {
    const { executor, scheduler } = open();
    const abort = new AbortController();
    const prompt = tokens(100, 3);
    const cancelled = ask(scheduler, executor, { prompt, signal: abort.signal });
    const other = ask(scheduler, executor, { prompt: tokens(9) });
    const refused = expect(cancelled).rejects.toMatchObject({ code: 'aborted' });
    while (executor.passes.length < 2) await Promise.resolve();
    abort.abort();
    await refused;
    // One pass may have been running, and the others continue with another.
    expect(executor.passes.length).toBeLessThanOrEqual(4);
    expect((await other).text).toBe(greedy(tokens(9)));
  });

  it('ends with the executor, all of it, and takes nothing more', async () => {
    const failures: unknown[] = [];
    const executor = new ToyExecutor();
    const scheduler = new Scheduler({
      executor,
      now: () => 0,
      onFailure: (error) => failures.push(error),
    });
    executor.failure = new AppError('gpu-lost');
    const all = [1, 2, 3].map((i) => ask(scheduler, executor, { prompt: tokens(9, i) }));
    for (const one of all) await expect(one).rejects.toMatchObject({ code: 'gpu-lost' });
    executor.failure = undefined;
    const late = ask(scheduler, executor, { prompt: tokens(9) });
    await expect(late).rejects.toMatchObject({ code: 'gpu-lost' });
    expect(failures).toHaveLength(1);
  });
});

const event = fc.record({
  length: fc.integer({ min: 1, max: 90 }),
  /** Some prompts begin alike; an edit begins as an earlier prompt does. */
  family: fc.integer({ min: 0, max: 2 }),
  editOf: fc.option(fc.integer({ min: 0, max: 13 })),
  maxTokens: fc.integer({ min: 1, max: 30 }),
  temperature: fc.constantFrom(0, 1),
  /** 0 samples. */
  width: fc.constantFrom(0, 0, 0, 1, 3),
  priority: fc.constantFrom<Priority>('interactive', 'background'),
  /** Turns of the event loop until the next request comes, and until this one is cancelled. */
  wait: fc.integer({ min: 0, max: 6 }),
  cancelAfter: fc.option(fc.integer({ min: 0, max: 60 })),
  /** Its own `onText` throws after this many pieces. */
  breaksAfter: fc.option(fc.integer({ min: 1, max: 10 }), { freq: 8 }),
});
type Event = Omit<typeof event extends fc.Arbitrary<infer T> ? T : never, 'width'> & {
  readonly width: number;
};

/** Pages that hold three branches of any length. */
const THREE_FIT = 24;
const limits = fc.record({
  // Room for one generation or a few: often there is no room for the next page.
  pages: fc.oneof(fc.integer({ min: 9, max: 14 }), fc.integer({ min: THREE_FIT, max: 40 })),
  batch: fc.integer({ min: 3, max: 8 }),
  prefillChunk: fc.integer({ min: 8, max: 64 }),
});

/** Each begins with other tokens than those before, or as one of them does. */
function promptsOf(events: readonly Event[]): readonly (readonly number[])[] {
  const prompts: (readonly number[])[] = [];
  for (const [i, { length, family, editOf }] of events.entries()) {
    const edited = editOf === null ? undefined : prompts[editOf];
    const begin = edited?.slice(0, -1) ?? tokens(length, family);
    prompts.push([...begin.slice(0, 95), i, 1]);
  }
  return prompts;
}

/** What becomes of a request, in a word. */
function outcome(promise: Promise<GenerateResult>): Promise<string> {
  return promise.then(
    ({ text, alternatives }) => JSON.stringify([text, alternatives]),
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );
}

describe('any order of events', () => {
  it(
    'loses no request, leaks no sequence, and mixes nothing up',
    { timeout: 120_000 },
    async () => {
      const property = fc.asyncProperty(
        fc.array(event, { minLength: 3, maxLength: 14 }),
        limits,
        fc.option(fc.integer({ min: 0, max: 80 }), { freq: 8 }),
        async (all, limit, failAfter) => {
          const most = limit.pages < THREE_FIT ? 1 : 3;
          const events = all.map((one) => ({ ...one, width: Math.min(one.width, most) }));
          const { executor, scheduler } = open(new ToyExecutor(limit));
          const prompts = promptsOf(events);
          const ended: Promise<string>[] = [];
          if (failAfter !== null) {
            void turns(failAfter).then(() => (executor.failure = new AppError('gpu-lost')));
          }
          const aborts = events.map(() => new AbortController());
          for (const [i, one] of events.entries()) {
            let pieces = 0;
            const onToken = () => {
              if (++pieces === one.breaksAfter) throw new AppError('internal');
            };
            const asked = { ...one, prompt: prompts[i] ?? [], seed: i, signal: aborts[i]!.signal };
            ended.push(outcome(ask(scheduler, executor, { ...asked, onToken })));
            const { cancelAfter } = one;
            if (cancelAfter !== null) void turns(cancelAfter).then(() => aborts[i]?.abort());
            await turns(one.wait);
          }
          for (const [i, text] of (await Promise.all(ended)).entries()) {
            const one = events[i]!;
            if (text === 'aborted' && aborts[i]!.signal.aborted) continue;
            if (text === 'gpu-lost' && executor.failure !== undefined) continue;
            if (text === 'internal' && one.breaksAfter !== null) continue;
            const alone = open();
            const asked = { ...one, prompt: prompts[i] ?? [], seed: i };
            expect(text).toBe(await outcome(ask(alone.scheduler, alone.executor, asked)));
          }
          expect(scheduler.size).toBe(0);
          if (executor.failure !== undefined) return;
          expect(scheduler.liveSequences).toBe(0);
          expect(scheduler.heldSequences).toBe(executor.held.sequences);
        },
      );
      await fc.assert(property, { numRuns: 1_000 });
    },
  );
});

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await Promise.resolve();
}
