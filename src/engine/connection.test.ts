import fc from 'fast-check';
import { expect, it } from 'vitest';
import { OpenRequest } from './connection';

const request = { prompt: 'a', maxTokens: 9, temperature: 0, topP: 1 };
const token = (id: number) => ({ token: id, candidates: [] });

it('shows each part of the answer once, however many workers are lost', () => {
  // How far each worker gets, and how much it tells at a time.
  const workers = fc.array(fc.record({ end: fc.nat(12), step: fc.integer({ min: 1, max: 5 }) }));
  fc.assert(
    fc.property(workers, (lives) => {
      const answer = 'abcdefghijkl';
      const open = new OpenRequest(request, () => 1);
      let shown = '';
      let furthest = 0;
      for (const { end, step } of lives) {
        open.begin();
        for (let at = 0; at < end; at += step) {
          shown += open.take(answer.slice(at, Math.min(at + step, end)), []);
        }
        furthest = Math.max(furthest, end);
        expect(shown).toBe(answer.slice(0, furthest));
      }
    }),
  );
});

it('gives the next worker all tokens that were chosen', () => {
  const open = new OpenRequest(request, () => 1);
  expect(open.begin()).toEqual([]);
  open.take('a', [token(1)]);
  open.take('', [token(2), token(3)]);
  expect(open.begin()).toEqual([token(1), token(2), token(3)]);
  open.take('ab', [token(4)]);
  expect(open.begin()).toEqual([1, 2, 3, 4].map(token));
});

it('shows nothing twice after a second loss', () => {
  const open = new OpenRequest(request, () => 1);
  const show = (...pieces: string[]) => pieces.map((piece) => open.take(piece, [])).join('');
  expect(show('one ', 'two ')).toBe('one two ');
  open.begin();
  // Lost again, before it came as far as the first.
  expect(show('on', 'e ')).toBe('');
  open.begin();
  expect(show('one', ' two th', 'ree ')).toBe('three ');
  open.begin();
  expect(show('one two three four')).toBe('four');
});

it('keeps the seed of the request, or gives it one', () => {
  expect(new OpenRequest({ ...request, seed: 5 }, () => 1).request.seed).toBe(5);
  expect(new OpenRequest(request, () => 1).request.seed).toBe(1);
});
