import { describe, expect, it } from 'vitest';
import { OpenRequest } from './openRequest';
import type { SampledToken } from './scheduler/executor';

const tokens = (...numbers: number[]): SampledToken[] =>
  numbers.map((token) => ({ token, rawLogprob: -1, candidates: [] }));
const asked = { prompt: '', maxTokens: 9, temperature: 1, topP: 1 };
const open = () => new OpenRequest(asked, () => 7);

/** Tells a text in pieces; gives what is shown of it. */
const show = (request: OpenRequest, ...pieces: string[]) =>
  pieces.map((piece) => request.take(piece, [])).join('');

describe('a request that goes on with another worker', () => {
  it('shows each character once, however often the worker is lost, and wherever', () => {
    const request = open();
    expect(show(request, 'one ', 'two ')).toBe('one two ');
    request.begin();
    // Lost again, before it came as far as the first.
    expect(show(request, 'on', 'e ')).toBe('');
    request.begin();
    expect(show(request, 'one', ' two th', 'ree ')).toBe('three ');
    request.begin();
    expect(show(request, 'one two three four')).toBe('four');
  });

  it('has the next worker begin with all tokens that are chosen', () => {
    const request = open();
    expect(request.begin()).toEqual([]);
    request.take('one ', tokens(1));
    const before = request.begin();
    expect(before).toEqual(tokens(1));
    request.take('one two ', tokens(2, 3));
    expect(request.begin()).toEqual(tokens(1, 2, 3));
    expect(before).toEqual(tokens(1));
  });

  it('keeps its seed, given or new', () => {
    expect(open().request.seed).toBe(7);
    expect(new OpenRequest({ ...asked, seed: 0 }, () => 7).request.seed).toBe(0);
  });
});
