import { describe, expect, it } from 'vitest';
import { ToyExecutor } from '../../../testing/scheduler/toyExecutor';
import { AppError } from '../../core/errors';
import type { SeededRequest } from '../protocol';
import type { Candidate, SampledToken } from './executor';
import { prepare, type PrepareOptions } from './prepare';
import { NEVER } from './sampleDecoder';

const END = 7;
const usual = { prompt: 'abc', maxTokens: 24, temperature: 0.5, topP: 0.9, seed: 5 };
const never = new AbortController().signal;

/** What a request becomes on the toy model, and all that it shows. */
function open(request: Partial<SeededRequest> = {}, options: Partial<PrepareOptions> = {}) {
  const executor = new ToyExecutor({ contextLength: 32 });
  const shown: string[] = [];
  const work = prepare({ ...usual, ...request }, executor, {
    ...{ signal: never, written: [], stopTokens: new Set([END]), stopStrings: [] },
    onToken: (delta) => shown.push(delta),
    ...options,
  });
  return { ...work, executor, shown };
}

const sampled = (token: number, more: Partial<SampledToken> = {}): SampledToken => ({
  ...{ token, candidates: [], ...more },
});
const ranked = (...tokens: readonly number[]): readonly SampledToken[] => {
  const candidates = tokens.map((token, i): Candidate => ({ token, logprob: -1 - i }));
  return [{ token: tokens[0] ?? 0, candidates }];
};

describe('a prompt', () => {
  it('is tokenized with what the answer begins with', () => {
    const { prompt, executor, priority, signal } = open({ forcedPrefix: 'de' });
    expect(prompt).toEqual(executor.encode('abcde'));
    expect(priority).toBe('interactive');
    expect(signal).toBe(never);
    expect(open({ priority: 'background' }).priority).toBe('background');
  });

  it('leaves room for one token, or is refused', () => {
    const { decoder } = open({ prompt: 'a'.repeat(30), forcedPrefix: 'b' });
    expect(decoder.accept([sampled(1)])).toEqual([]);
    expect(decoder.result().finishReason).toBe('length');
    let thrown: unknown;
    try {
      open({ prompt: 'a'.repeat(32) });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({
      code: 'input-too-long',
      data: { promptTokens: 32, contextLength: 32 },
    });
  });

  it('spells the beginning of an answer only if that continues it', () => {
    // Drops a space at the beginning of a text, as Llama's tokenizer does.
    const executor = new ToyExecutor();
    const decoded: number[] = [];
    const tokenizer = {
      limits: executor.limits,
      encode: (text: string) => executor.encode(text),
      decode: (tokens: readonly number[]) => {
        decoded.push(tokens.length);
        return tokens
          .map((token) => ` ${token}`)
          .join('')
          .slice(1);
      },
    };
    const answer = (forcedPrefix: string) => {
      let text = '';
      const { decoder } = prepare({ ...usual, prompt: 'a'.repeat(20), forcedPrefix }, tokenizer, {
        ...{ signal: never, written: [], stopTokens: new Set([END]), stopStrings: [] },
        onToken: (delta) => (text += delta),
      });
      decoder.accept([sampled(1)]);
      return text;
    };
    expect(answer('')).toBe('1');
    decoded.length = 0;
    expect(answer('b')).toBe(' 1');
    // Not the whole prompt.
    expect(Math.max(...decoded)).toBe(9);
  });
});

describe('sampling', () => {
  it('is as the request says', () => {
    const { decoder } = open({ topK: 3, topLogprobs: 4, logitBias: { 5: 1.5, 6: -2 } });
    const [choice] = decoder.choices();
    expect(choice).toEqual({
      ...{ temperature: 0.5, topP: 0.9, topK: 3, candidates: 4, penalties: undefined },
      uniform: expect.closeTo(choice!.uniform),
      bias: new Map([
        [5, 1.5],
        [6, -2],
      ]),
    });
    expect(decoder.width).toBe(1);
    expect(open().decoder.choices()).toMatchObject([{ topK: 0, candidates: 0, bias: new Map() }]);
  });

  it.each([
    [{ repetitionPenalty: 1.2 }, { repetition: 1.2, presence: 0, frequency: 0 }],
    [{ presencePenalty: 0.5 }, { repetition: 1, presence: 0.5, frequency: 0 }],
    [{ frequencyPenalty: -0.5 }, { repetition: 1, presence: 0, frequency: -0.5 }],
    [{ repetitionPenalty: 1, presencePenalty: 0, frequencyPenalty: 0 }, undefined],
    [{}, undefined],
  ])('with %j punishes what was generated', (request, penalties) => {
    const { decoder } = open(request);
    expect(decoder.choices()[0]?.penalties).toBeUndefined();
    for (const token of [4, 5, 4]) decoder.accept([sampled(token)]);
    const counts = new Map([
      [4, 2],
      [5, 1],
    ]);
    expect(decoder.choices()[0]?.penalties).toEqual(penalties && { ...penalties, counts });
  });

  it('excludes what completes a forbidden word, and keeps the bias', () => {
    const { decoder, executor } = open({ forbidden: ['xy'], logitBias: { 5: 1 } });
    const [x = 0, y = 0] = executor.encode('xy');
    expect(decoder.choices()[0]?.bias?.has(y)).toBe(false);
    decoder.accept([sampled(x)]);
    const bias = decoder.choices()[0]?.bias;
    expect([bias?.get(y), bias?.get(5)]).toEqual([NEVER, 1]);
  });

  it('tells the log-probabilities that were asked for, and no others', () => {
    const candidates = [{ token: 1, logprob: -0.5 }];
    const tell = (request: Partial<SeededRequest>) => {
      const { decoder } = open(request);
      decoder.accept([sampled(2, { logprob: -3, candidates })]);
      decoder.accept([sampled(3)]);
      decoder.accept([sampled(END, { logprob: -1 })]);
      return decoder.result();
    };
    const { executor } = open();
    const name = (token: number) => executor.decode([token]);
    expect(tell({ topLogprobs: 1 })).toMatchObject({
      finishReason: 'stop',
      logprobs: [
        { token: name(2), logprob: -3, top: [{ token: name(1), logprob: -0.5 }] },
        { token: name(3), logprob: 0, top: [] },
        { token: name(END), logprob: -1, top: [] },
      ],
    });
    expect(tell({})).not.toHaveProperty('logprobs');
  });

  it('shows what it holds back for a stop string once none can come, and has no branches then', () => {
    const { decoder, executor, shown } = open(
      { maxTokens: 2 },
      { stopStrings: [new ToyExecutor().decode([3, 5])] },
    );
    expect(decoder.branches).toEqual([[]]);
    expect(decoder.accept([sampled(2)])).toEqual([{ parent: 0, token: 2 }]);
    expect(decoder.accept([sampled(3)])).toEqual([]);
    expect(decoder.branches).toEqual([]);
    expect(shown.join('')).toBe(executor.decode([2, 3]));
    expect(shown.at(-1)).toBe(executor.decode([3]));
    expect(decoder.result()).toEqual({ text: executor.decode([2, 3]), finishReason: 'length' });
    expect(decoder.completionTokens).toBe(2);
  });

  it('shows nothing of its own after an end that held nothing back', () => {
    const { decoder, shown } = open();
    decoder.accept([sampled(2)]);
    decoder.accept([sampled(END)]);
    expect(shown).toHaveLength(1);
  });

  it('shows what was written before at once, if there is any', () => {
    const { shown, executor, decoder } = open({}, { written: [sampled(1), sampled(2)] });
    expect(shown).toEqual([executor.decode([1, 2])]);
    expect(decoder.branches).toEqual([[1, 2]]);
    expect(open().shown).toEqual([]);
  });

  it('refuses what is no number, and no token at all', () => {
    const { decoder } = open();
    expect(() => decoder.accept([])).toThrow(RangeError);
    expect(() => decoder.accept([sampled(-1)])).toThrow(
      expect.objectContaining({ code: 'not-numbers' }) as Error,
    );
    expect(decoder.accept([sampled(0)])).toEqual([{ parent: 0, token: 0 }]);
  });
});

describe('beam search', () => {
  const beam = { width: 2, lengthPenalty: 0, results: 2 };

  it('ranks enough candidates for its beams, and all there are for words to come or not', () => {
    const { decoder } = open({ beam, logitBias: { 5: 1 }, temperature: 1 });
    expect(decoder.width).toBe(2);
    // Its width, the stop token, and some to spare.
    expect(decoder.choices()).toEqual([
      {
        ...{ temperature: 0, topP: 1, topK: 0, uniform: 0, candidates: 19 },
        bias: new Map([[5, 1]]),
      },
    ]);
    const most = (request: Partial<SeededRequest>) =>
      open(request).decoder.choices()[0]?.candidates;
    expect(most({ beam: { ...beam, required: ['xy'] } })).toBe(256);
    expect(most({ beam, forbidden: ['xy'] })).toBe(256);
    expect(most({ beam: { ...beam, required: [] } })).toBe(19);
  });

  it('shows its best answer at the end, and tells the others', () => {
    const { decoder, executor, shown } = open({ beam, maxTokens: 2 });
    const text = (...tokens: readonly number[]) => executor.decode(tokens);
    expect(decoder.completionTokens).toBe(0);
    expect(decoder.accept(ranked(1, 2, 3))).toEqual([
      { parent: 0, token: 1 },
      { parent: 0, token: 2 },
    ]);
    expect(decoder.branches).toEqual([[1], [2]]);
    expect(shown).toEqual([]);
    expect(decoder.accept([...ranked(4, 5), ...ranked(6)])).toEqual([]);
    expect(shown).toEqual([text(1, 4)]);
    expect(decoder.completionTokens).toBe(2);
    expect(decoder.result()).toEqual({
      ...{ text: text(1, 4), finishReason: 'length' },
      confidence: { mean: -1, lowest: -1, tokens: 2 },
      alternatives: [
        { text: text(1, 4), score: -2 },
        { text: text(1, 5), score: -3 },
      ],
    });
  });

  it('ends with its stop token, which is not written', () => {
    const { decoder, executor, shown } = open({ beam: { ...beam, width: 1, results: 1 } });
    decoder.accept(ranked(1));
    expect(decoder.accept(ranked(END))).toEqual([]);
    expect(shown).toEqual([executor.decode([1])]);
    expect(decoder.result()).toMatchObject({
      ...{ text: executor.decode([1]), finishReason: 'stop' },
      confidence: { mean: -1, lowest: -1, tokens: 2 },
    });
  });

  it('has no confidence in an answer without a token', () => {
    const { decoder, shown } = open({ beam });
    expect(decoder.accept([sampled(0)])).toEqual([]);
    expect(decoder.result()).toEqual({
      ...{ text: '', finishReason: 'length', alternatives: [{ text: '', score: 0 }] },
    });
    expect(shown).toEqual(['']);
  });

  it('wants the words that are required, and skips empty ones', () => {
    const { decoder, executor } = open({ beam: { ...beam, required: ['xy', ' '] }, maxTokens: 3 });
    const [x = 0, y = 0] = executor.encode('xy');
    const all = (best: number): SampledToken => ({
      token: best,
      candidates: [best, x, y].map((token, i) => ({ token, logprob: -1 - 9 * i })),
    });
    for (let step = 0; step < 3; step++) decoder.accept(decoder.branches.map(() => all(1)));
    const { text, requiredMet } = decoder.result();
    expect(text).toContain(executor.decode([x, y]));
    // Nothing is lacking where nothing is asked for.
    expect(requiredMet).toEqual([true, true]);
    expect(open({ beam }).decoder.result()).not.toHaveProperty('requiredMet');
  });

  it('says which of the words it lacks, and has words only as words', () => {
    const required = ['xy', 'q'];
    const { decoder, executor } = open({ beam: { ...beam, required }, maxTokens: 2 });
    const [q = 0] = executor.encode('q');
    decoder.accept(ranked(1, q));
    decoder.accept(decoder.branches.flatMap(() => ranked(1)));
    expect(decoder.result().requiredMet).toEqual([false, true]);
    // A tokenizer of letters.
    const letters = Object.assign(Object.create(executor) as ToyExecutor, {
      decode: (tokens: readonly number[]) =>
        tokens.map((t) => String.fromCharCode(64 + t)).join(''),
    });
    const work = prepare({ ...usual, beam: { ...beam, required: ['q'] }, maxTokens: 2 }, letters, {
      ...{ signal: never, written: [], stopTokens: new Set([END]), stopStrings: [] },
      onToken: () => undefined,
    });
    work.decoder.accept(ranked(q));
    work.decoder.accept(work.decoder.branches.flatMap(() => ranked(1)));
    expect(work.decoder.result()).toMatchObject({ text: 'q', finishReason: 'stop' });
  });

  it('never completes a forbidden word', () => {
    const { decoder, executor } = open({ beam, forbidden: ['xy'], maxTokens: 2 });
    const [x = 0, y = 0] = executor.encode('xy');
    decoder.accept(ranked(x, 1));
    decoder.accept([...ranked(y, 2), ...ranked(y, 3)]);
    const texts = decoder.result().alternatives?.map(({ text }) => text);
    expect(texts).toEqual([executor.decode([x, 2]), executor.decode([1, y])]);
  });
});

describe('a grammar', () => {
  const matcher = (allows: (token: number) => boolean = () => true) => {
    const accepted: number[] = [];
    const allowed = () => Promise.resolve(Int32Array.of(accepted.length));
    const accept = (token: number) => allows(token) && accepted.push(token) > 0;
    return { accepted, allowed, accept };
  };
  const grammar = { rules: 'root ::= "a"' };

  it('says before each choice what may come, and follows what was chosen', async () => {
    const follows = matcher();
    const { decoder } = open({ grammar }, { matcher: follows });
    for (const token of [1, 2, 3]) {
      const [choice] = decoder.choices();
      expect(await choice?.allowed?.()).toEqual(Int32Array.of(token - 1));
      decoder.accept([sampled(token)]);
    }
    expect(follows.accepted).toEqual([1, 2, 3]);
    expect(decoder.accept([sampled(END)])).toEqual([]);
    expect(follows.accepted).toEqual([1, 2, 3]);
    expect(decoder.result().finishReason).toBe('stop');
    expect(open().decoder.choices()[0]).not.toHaveProperty('allowed');
  });

  it('follows what another worker had chosen of the answer', () => {
    const follows = matcher();
    open({ grammar }, { matcher: follows, written: [sampled(4), sampled(5)] });
    expect(follows.accepted).toEqual([4, 5]);
  });

  it('ends a request whose token it does not allow', () => {
    const { decoder } = open({ grammar }, { matcher: matcher((token) => token !== 2) });
    decoder.accept([sampled(1)]);
    expect(() => decoder.accept([sampled(2)])).toThrow(AppError);
  });

  it('alone ends its answer: no stop string does', () => {
    const executor = new ToyExecutor();
    const stopStrings = [executor.decode([3])];
    const stopped = open({}, { stopStrings }).decoder;
    expect(stopped.accept([sampled(3)])).toEqual([]);
    const { decoder } = open({ grammar }, { stopStrings, matcher: matcher() });
    expect(decoder.accept([sampled(3)])).toHaveLength(1);
  });

  it('keeps a space that the answer begins with', () => {
    const executor = new ToyExecutor();
    // As Llama's tokenizer, drops the space of the first word.
    const decode = (tokens: readonly number[]) => executor.decode(tokens).replace(/^./, '');
    const options = {
      ...{ signal: never, written: [], stopTokens: new Set([END]) },
      stopStrings: [],
    };
    const shown: string[] = [];
    const onToken = (delta: string) => shown.push(delta);
    const model = Object.assign(Object.create(executor) as ToyExecutor, { decode });
    const request = { ...usual, grammar };
    const work = prepare(request, model, { ...options, onToken, matcher: matcher() });
    work.decoder.accept([sampled(5)]);
    expect(shown.join('')).toBe(executor.decode([5]));
  });

  it('is nothing for a beam search', () => {
    const beam = { width: 2, lengthPenalty: 1, results: 1 };
    expect(() => open({ grammar, beam }, { matcher: matcher() })).toThrow(TypeError);
  });
});
