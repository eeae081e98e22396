import llama2 from 'llama-tokenizer-js';
import llama3 from 'llama3-tokenizer-js';
import { describe, expect, it } from 'vitest';
import { wordBorders } from './wordBorders';

const tokenizers = [
  {
    name: 'Llama 2',
    encode: (text: string) => llama2.encode(text, false, true),
    // As the engine's, drops the space of a text's first word.
    decode: (tokens: readonly number[]) => llama2.decode([...tokens], false, true),
  },
  {
    name: 'Llama 3',
    encode: (text: string) => llama3.encode(text, { bos: false, eos: false }),
    decode: (tokens: readonly number[]) => llama3.decode([...tokens]),
  },
];

describe.each(tokenizers)('on $name', ({ encode, decode }) => {
  const joins = wordBorders({ encode, decode }, []);
  /** A word goes on where the first text's tokens end and the second's begin. */
  const goesOn = (before: string, after: string, borders = joins): boolean => {
    const anchor = encode('\n').length;
    return borders(encode(before), encode(`\n${after}`)[anchor] ?? NaN);
  };

  it.each([
    ['A cat', 's are', true],
    ['A cat', ' is', false],
    ['A cat', '.', false],
    ['A cat', '-like', false],
    ['A cat', '’s', false],
    ['A cat', ';\nA', false],
    ['A cat ', 'is', false],
    ['(', 'cat', false],
    ["l'", 'eau', false],
    ['Room 1', '2', true],
    ['Room 1', '.', false],
    ['Москва', 'реке', true],
    ['un cafe', '\u0301', true],
    ['हिन्द', 'ी', true],
    ['المدرس', 'ة', true],
    // Scripts without spaces.
    ['去医', '院', false],
    ['お', 'ちゃ', false],
    ['去', 'cat', false],
    ['cat', '去', false],
    ['ไป', 'โรง', false],
    ['ท', '\u0e35', true],
    // Of bytes: a letter, maybe.
    ['cat', 'ꙮ', true],
    ['ꙮ', 'cat', true],
    ['去医', '㐱', false],
    ['㐱', '去医', false],
  ])('between %j and %j a word goes on: %s', (before, after, is) => {
    expect(goesOn(before, after)).toBe(is);
  });

  it('nothing goes on where nothing is yet, but for what the answer continues', () => {
    const [token = NaN] = encode('\ncat').slice(encode('\n').length);
    expect(joins([], token)).toBe(false);
    expect(wordBorders({ encode, decode }, encode('a bob'))([], token)).toBe(true);
    expect(wordBorders({ encode, decode }, encode('a bob'))(encode('\n'), token)).toBe(false);
    expect(wordBorders({ encode, decode }, encode('a bob.'))([], token)).toBe(false);
  });

  it('a character that is not whole goes on, whatever comes', () => {
    const bytes = encode('ꙮ');
    expect(decode(bytes.slice(0, -1)).endsWith('\ufffd')).toBe(true);
    expect(joins(bytes.slice(0, -1), encode('去').at(-1) ?? NaN)).toBe(true);
  });
});
