import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AnswerText, untilStop } from './stream';

/** A tokenizer of single bytes, which Llama's tokenizers have for anything in no other token. */
const decode = (bytes: readonly number[]) => new TextDecoder().decode(Uint8Array.from(bytes));
const encode = (text: string) => [...new TextEncoder().encode(text)];

function push(answer: AnswerText, bytes: readonly number[]): string[] {
  return bytes.map((byte) => answer.push(byte));
}

describe('characters', () => {
  it('come whole', () => {
    const answer = new AnswerText({ decode, stops: [] });
    expect(push(answer, encode('a好'))).toEqual(['a', '', '', '好']);
    expect(push(answer, encode('😀'))).toEqual(['', '', '', '😀']);
    expect(answer.flush()).toBe('');
    expect(answer.text).toBe('a好😀');
  });

  it('that never become whole are shown as what they are', () => {
    const answer = new AnswerText({ decode, stops: [] });
    push(answer, encode('a').concat(Array<number>(40).fill(0xff)));
    answer.flush();
    expect(answer.text).toBe(`a${'\ufffd'.repeat(40)}`);
  });

  it('that end in the middle are shown at the end', () => {
    const answer = new AnswerText({ decode, stops: [] });
    expect(push(answer, encode('好').slice(0, 2))).toEqual(['', '']);
    expect(answer.flush()).toBe('\ufffd');
  });

  it('are decoded in time that grows with their number', () => {
    let decoded = 0;
    const counting = (bytes: readonly number[]) => {
      decoded += bytes.length;
      return decode(bytes);
    };
    const answer = new AnswerText({ decode: counting, stops: ['</s>'] });
    push(answer, encode('ab好'.repeat(2_000)));
    expect(answer.text).toHaveLength(6_000);
    expect(decoded).toBeLessThan(10 * 10_000);
  });
});

it('spells what follows a text as its continuation', () => {
  // Like tokenizers that put a space in front of a word, and drop it at the beginning of a text.
  const words = ['▁un', '▁deux', '▁trois'];
  const spell = (ids: readonly number[]) =>
    ids
      .map((id) => words[id] ?? '')
      .join('')
      .replaceAll('▁', ' ')
      .replace(/^ /, '');
  const alone = new AnswerText({ decode: spell, stops: [] });
  expect([alone.push(1), alone.push(2)]).toEqual(['deux', ' trois']);
  const after = new AnswerText({ decode: spell, stops: [], before: [0] });
  expect([after.push(1), after.push(2)]).toEqual([' deux', ' trois']);
});

describe('stop strings', () => {
  const stops = ['\n### Instruction:', '</s>'];

  it('hold back what may become one, and no more', () => {
    const shown = (text: string) => {
      const answer = new AnswerText({ decode, stops });
      push(answer, encode(text));
      return answer.text;
    };
    expect(shown('yes\n##')).toBe('yes');
    expect(shown('yes\n## no')).toBe('yes\n## no');
    expect(shown('a < b')).toBe('a < b');
    expect(shown('a <')).toBe('a ');
    expect(shown('a</s>b')).toBe('a');
  });

  it('are never shown in part, and what only looked like one is', () => {
    const letters = fc.constantFrom('a', '\n', '#', ' ', '好', ...stops, ...stops);
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 24 }), (parts) => {
        const text = parts.join('');
        const expected = untilStop(text, stops);
        const answer = new AnswerText({ decode, stops });
        let shown = '';
        for (const byte of encode(text)) {
          shown += answer.push(byte);
          expect(answer.text).toBe(shown);
          expect(expected.startsWith(shown)).toBe(true);
        }
        expect(answer.stopped).toBe(expected.length < text.length);
        expect(shown + answer.flush()).toBe(expected);
        expect(answer.text).toBe(expected);
      }),
      { numRuns: 300 },
    );
  });
});
