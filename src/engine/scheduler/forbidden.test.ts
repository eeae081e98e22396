import fc from 'fast-check';
import llama2 from 'llama-tokenizer-js';
import llama3 from 'llama3-tokenizer-js';
import { describe, expect, it } from 'vitest';
import { forbiddenVariants, ForbiddenWords, tokenVariants } from './forbidden';

describe('ForbiddenWords', () => {
  it('bans the token that would complete a word, wherever in the answer', () => {
    const words = new ForbiddenWords([[1, 2, 3], [2, 3, 4], [3, 5], [9], [], [9]]);
    const banned = (...generated: number[]) => words.banned(generated).toSorted((a, b) => a - b);
    expect(banned()).toEqual([9]);
    expect(banned(1)).toEqual([9]);
    expect(banned(2)).toEqual([9]);
    expect(banned(1, 2)).toEqual([3, 9]);
    expect(banned(7, 2, 3)).toEqual([4, 5, 9]);
    expect(banned(1, 2, 3)).toEqual([4, 5, 9]);
    expect(banned(2, 1, 3)).toEqual([5, 9]);
    expect(banned(1, 2, 8)).toEqual([9]);
  });

  it('bans each token once', () => {
    expect(new ForbiddenWords([[1, 3], [2, 1, 3], [3]]).banned([2, 1])).toEqual([3]);
  });

  it('bans nothing without words', () => {
    expect(new ForbiddenWords([]).banned([1, 2])).toEqual([]);
  });

  const tokens = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 4 });

  it('bans exactly what would end in a word', () => {
    fc.assert(
      fc.property(fc.array(tokens, { maxLength: 8 }), tokens, (words, generated) => {
        const banned = new Set(new ForbiddenWords(words).banned(generated));
        for (let token = 0; token <= 3; token++) {
          const text = `,${[...generated, token].join()}`;
          const isWord = words.some((word) => word.length > 0 && text.endsWith(`,${word.join()}`));
          expect(banned.has(token)).toBe(isWord);
        }
      }),
    );
  });

  it('takes no longer for a longer answer, or for more words', () => {
    const words = new ForbiddenWords(Array.from({ length: 1000 }, (_, i) => [i, 5, 5, 5]));
    const read: number[] = [];
    const generated = new Proxy(new Array<number>(500).fill(5), {
      get: (target, key) => {
        if (typeof key === 'string' && /^\d+$/.test(key)) read.push(Number(key));
        return Reflect.get(target, key) as unknown;
      },
    });
    expect(words.banned(generated)).toEqual([5]);
    expect(read.length).toBeLessThanOrEqual(4);
  });
});

// Like the engine's: special tokens become the tokens they name, and nothing is put in front.
const tokenizers = [
  {
    name: 'Llama 2',
    encode: (text: string) => llama2.encode(text, false, true),
    decode: (tokens: readonly number[]) => llama2.decode([...tokens], false, false),
  },
  {
    name: 'Llama 3',
    encode: (text: string) => llama3.encode(text, { bos: false, eos: false }),
    decode: (tokens: readonly number[]) => llama3.decode([...tokens]),
  },
];

const words = ['cat', 'Paris', '北京', 'in 3 days', 'naïveté', 'Donaudampfschiff', '🎉', 'Москва'];
const sentences = [
  ...['I saw a cat.', 'cat', 'The (cat) sat', '"cat"', 'non-cat', 'un\ncat', 'no Cat, no CAT'],
  ...['«cat»', '“cat”', 'snake_cat'],
];

describe.each(tokenizers)('on $name', ({ encode, decode }) => {
  it.each(words)('are the tokens of "%s" with and without a space before it', (word) => {
    const variants = tokenVariants(word, encode);
    expect(variants.map(decode)).toEqual([word, ` ${word}`]);
  });

  it.each(words)('are those that "%s" has in a text', (word) => {
    const within = (text: string) => ` ${encode(text).join(' ')} `;
    const [bare, spaced] = tokenVariants(word, encode).map((tokens) => ` ${tokens.join(' ')} `);
    expect(within(`:\n${word}\n`)).toContain(bare);
    expect(within(`a: ${word}\n`)).toContain(spaced);
  });

  it.each(sentences)('forbid a word in %j', (sentence) => {
    const forbidden = new ForbiddenWords(forbiddenVariants('cat', encode));
    const tokens = encode(sentence);
    const isCaught = tokens.some((token, i) =>
      forbidden.banned(tokens.slice(0, i)).includes(token),
    );
    expect(isCaught).toBe(true);
  });

  it('forbid a word in pieces as well', () => {
    const forbidden = new ForbiddenWords(forbiddenVariants('cat', encode));
    const [c, at] = ['c', 'at'].map((piece) => tokenVariants(piece, encode)[0]![0]!);
    expect(forbidden.banned([c!])).toContain(at);
  });

  it('leave other words alone', () => {
    const forbidden = new ForbiddenWords(forbiddenVariants('cat', encode));
    const tokens = encode('The dog that caught it sat at the car, and the act was cast.');
    for (const [i, token] of tokens.entries()) {
      expect(forbidden.banned(tokens.slice(0, i))).not.toContain(token);
    }
  });

  it('are in small letters, in capitals, and as in a name', () => {
    const written = new Set(forbiddenVariants('eBook', encode).map((tokens) => decode(tokens)));
    for (const spelling of ['eBook', 'ebook', 'EBOOK', 'EBook', ' ebook', '(EBook']) {
      expect(written).toContain(spelling);
    }
  });

  it('are none for no word, and the same for one with spaces around it', () => {
    for (const variants of [tokenVariants, forbiddenVariants]) {
      expect(variants(' ', encode)).toEqual([]);
      expect(variants(' cat\n', encode)).toEqual(variants('cat', encode));
    }
  });
});

it('falls back to the tokens of the word alone where a tokenizer joins everything', () => {
  expect(tokenVariants('ab', (text) => [text.length])).toEqual([[2], [3]]);
});

describe('a word in pieces', () => {
  /** A tokenizer of these pieces, the longest first; other characters take two tokens each. */
  const tokenizer = (pieces: readonly string[]) => (text: string) => {
    const tokens: number[] = [];
    for (let at = 0; at < text.length;) {
      const found = pieces.find((piece) => text.startsWith(piece, at));
      if (found === undefined) tokens.push(1000 + text.charCodeAt(at), 2000);
      else tokens.push(pieces.indexOf(found));
      at += found?.length ?? 1;
    }
    return tokens;
  };
  const sorted = (sequences: readonly (readonly number[])[]) =>
    sequences.map((tokens) => tokens.join(' ')).toSorted();
  const pieces = ['\n', ' ', 'abc', 'ab', 'bc', 'a', 'b', 'c'];
  const [abc, ab, bc, a, b, c] = [2, 3, 4, 5, 6, 7];

  it('has every way to put it together from whole tokens', () => {
    const all = new Set(sorted(forbiddenVariants('abc', tokenizer(pieces))));
    const ways = [[abc], [ab, c], [a, bc], [a, b, c]];
    for (const way of ways) {
      expect(all).toContain(way.join(' '));
      expect(all).toContain([1, ...way].join(' '));
    }
    // Where a character is no token of its own, no piece ends beside it.
    const fewer = tokenizer(['\n', ' ', 'abc', 'ab', 'bc', 'a', 'b']);
    const rest = forbiddenVariants('abc', fewer).filter(([first]) => first !== 1);
    expect(sorted(rest)).not.toContain('3 1099');
    expect(sorted(rest)).toContain('5 4');
  });

  it('has at most four of them', () => {
    const all = forbiddenVariants('aaaaa', tokenizer(['\n', ' ', 'aa', 'a']));
    // Those in small letters, and right after something.
    const written = all.filter((tokens) => tokens.every((token) => token === 2 || token === 3));
    // Two of two and one, as the tokenizer has it, in any order, or one of two; never five of one.
    expect(sorted(written)).toEqual(
      ['2 2 3', '2 3 2', '3 2 2', '2 3 3 3', '3 2 3 3', '3 3 2 3', '3 3 3 2'].toSorted(),
    );
  });

  it('has no way of no tokens', () => {
    expect(forbiddenVariants('abc', () => [])).toEqual([]);
    expect(tokenVariants('abc', () => [])).toEqual([]);
  });
});
