import { describe, expect, it } from 'vitest';
import { toCandidates, ToyExecutor, toyLogits } from '../../../testing/scheduler/toyExecutor';
import type { SeededRequest } from '../protocol';
import { prepare } from './prepare';
import { Scheduler } from './scheduler';
import { spellAfter, spellTokens } from './spelling';

const usual = { prompt: 'asked', maxTokens: 1, temperature: 1, topP: 1, seed: 1, topLogprobs: 5 };

function open(request: Partial<SeededRequest>, executor = new ToyExecutor()) {
  const work = prepare({ ...usual, ...request }, executor, {
    ...{ signal: new AbortController().signal, written: [], onToken: () => undefined },
    ...{ stopTokens: new Set([7]), stopStrings: ['b'] },
  });
  return new Scheduler({ executor, now: () => 0 }).submit(work);
}

describe('an answer that is given', () => {
  it('is measured token by token, each after those before it', async () => {
    const executor = new ToyExecutor();
    const given = 'bed cab';
    const result = await open({ given }, executor);
    expect(result).toMatchObject({ text: given, finishReason: 'stop' });
    const tokens = executor.encode(given);
    const prompt = executor.encode(usual.prompt);
    const expected = tokens.map((token, at) => {
      const all = toCandidates(toyLogits([...prompt, ...tokens.slice(0, at)])).slice(0, 5);
      const name = (id: number) => (id === 7 ? '' : executor.decode([id]));
      const top = all.map((one) => ({ token: name(one.token), logprob: one.logprob }));
      const logprob = all.find((one) => one.token === token)?.logprob ?? -Infinity;
      return { token: executor.decode([token]), logprob, top };
    });
    expect(result.logprobs).toEqual(expected);
    expect(result.usage.completionTokens).toBe(tokens.length);
  });

  it('is what the model itself chose, at the log-probabilities it chose it by', async () => {
    const own = await open({ temperature: 0, maxTokens: 9 });
    expect(own.finishReason).toBe('length');
    const tokens = own.logprobs!.map(({ token }) => token.codePointAt(0)! - 0x4e00);
    const given = String.fromCodePoint(...tokens.map((token) => 64 + token));
    const measured = await open({ given });
    expect(measured.logprobs?.map(({ logprob }) => logprob)).toEqual(
      own.logprobs?.map(({ logprob }) => logprob),
    );
  });

  it('is one text with the prompt: what its first letter changes there is read anew', async () => {
    const executor = new ToyExecutor();
    const encode = (text: string) => executor.encode(text.replace('da', 'x'));
    const tokenizer = { limits: executor.limits, encode, decode: executor.decode.bind(executor) };
    const work = prepare({ ...usual, prompt: 'ad', given: 'ab' }, tokenizer, {
      ...{ signal: new AbortController().signal, written: [], onToken: () => undefined },
      ...{ stopTokens: new Set([7]), stopStrings: [] },
    });
    expect(work.prompt).toEqual(executor.encode('a'));
    work.decoder.accept([{ token: 0, candidates: [] }]);
    expect(work.decoder.branches).toEqual([executor.encode('x')]);
  });

  it('must be something, and fit', async () => {
    expect(() => open({ given: '' })).toThrow(TypeError);
    const fits = new ToyExecutor({ contextLength: usual.prompt.length + 3 });
    expect((await open({ given: 'abc' }, fits)).logprobs).toHaveLength(3);
    expect(() => open({ given: 'abcd' }, fits)).toThrow(
      expect.objectContaining({ code: 'input-too-long' }),
    );
  });
});

describe('the spelling of tokens', () => {
  // Drops the space at the beginning, as Llama's tokenizer does; 9 and 10 are halves of one letter.
  const decode = (tokens: readonly number[]) =>
    tokens
      .map((id, i) =>
        id === 9 ? (tokens[i + 1] === 10 ? 'é' : '\ufffd') : id === 10 ? '' : ` ${id}`,
      )
      .join('')
      .replace(/^ /, '');

  it('is that which they have in the text', () => {
    expect(spellTokens([1, 2, 9, 10, 3], decode)).toEqual([
      { id: 1, text: '1' },
      { id: 2, text: ' 2' },
      { id: 9, text: '' },
      { id: 10, text: 'é' },
      { id: 3, text: ' 3' },
    ]);
    expect(spellTokens([1, 9], decode).at(-1)).toEqual({ id: 9, text: '\ufffd' });
    expect(spellTokens([], decode)).toEqual([]);
  });

  it('is what they would add after others', () => {
    expect(spellAfter([1], decode)(2)).toBe(' 2');
    expect(spellAfter([], decode)(2)).toBe('2');
  });
});
