import { describe, expect, it } from 'vitest';
import { createDetector } from './detect';
import { features } from './features';
import { dominantScript } from './scripts';

describe('the features of a text', () => {
  it('are its runs of up to four characters, and its longer words, a space on both sides', () => {
    expect([...features('Aé')]).toEqual([' a', ' aé', ' aé ', 'a', 'aé', 'aé ', 'é', 'é ']);
    expect([...features('abc')]).toEqual([
      ...[' a', ' ab', ' abc', 'a', 'ab', 'abc', 'abc ', 'b', 'bc', 'bc ', 'c', 'c '],
      ' abc ',
    ]);
  });

  it('reach into no second word', () => {
    expect([...features('a, 1b')]).toEqual([' a', ' a ', 'a', 'a ', ' b', ' b ', 'b', 'b ']);
  });

  it('are the same however the letters are composed, and whatever stands around them', () => {
    expect([...features(' «E\u0301T\u00c9!»\n')]).toEqual([...features('\u00e9te\u0301')]);
  });

  it('come as often as they occur', () => {
    expect([...features('aaa')].filter((one) => one === 'a')).toHaveLength(3);
    expect([...features('aaa aaa')].filter((one) => one === ' aaa ')).toHaveLength(2);
  });

  it('are one or two ideographs, never with a space', () => {
    expect([...features('你好吗')]).toEqual(['你', '你好', '好', '好吗', '吗']);
    expect([...features('你 a')]).toEqual(['你', ' a', ' a ', 'a', 'a ']);
  });

  it('are none where there are no letters', () => {
    expect([...features('12 — !')]).toEqual([]);
  });
});

describe('the script of a text', () => {
  it.each([
    ['abc 123!', 'Latn', 1],
    ['abc да', 'Latn', 3 / 5],
    ['да ab вы', 'Cyrl', 4 / 6],
    // An ideograph, a kana or a syllable weighs as much as two letters and a half
    ['字字 abcd', 'Hani', 5 / 9],
    ['字 abc', 'Latn', 3 / 5.5],
    ['한국 abcd', 'Kore', 5 / 9],
    ['かな abcd', 'Jpan', 5 / 9],
    // Ideographs are Japanese where there is kana
    ['字字字か', 'Jpan', 1],
    ['字字か abc', 'Jpan', 7.5 / 10.5],
    ['か', 'Jpan', 1],
    // Names in Latin letters count a third beside another script, and in full alone
    ['Abc да', 'Cyrl', 2 / 3],
    ['Откройте VS Code и Docker', 'Cyrl', 9 / 13],
    ['在 Windows 上', 'Hani', 5 / (5 + 7 / 3)],
    ['Абв Abcdef ab', 'Latn', 4 / 7],
    ['Der Name ist 北京', 'Latn', (3 + 7 / 3) / (3 + 7 / 3 + 5)],
    ['Abc Def', 'Latn', 1],
    ['iPhone 你', 'Latn', 6 / 8.5],
    // None of ours
    ['ᚠᚢᚦ', 'Zyyy', 1],
    // The first of two that are as much
    ['ab да', 'Latn', 1 / 2],
    ['да ab', 'Cyrl', 1 / 2],
  ] as const)('of %j is %s', (text, script, share) => {
    const writing = dominantScript(text)!;
    expect(writing.script).toBe(script);
    expect(writing.share).toBeCloseTo(share, 9);
  });

  it('is none without letters', () => {
    expect(dominantScript('12 + 3 = ☃')).toBeUndefined();
    expect(dominantScript('')).toBeUndefined();
  });
});

describe('the shares of the languages', () => {
  /** Which language has how much, of those with a profile or a share that shows. */
  const shares = (profiles: Record<string, string>, text: string) =>
    Object.fromEntries(
      createDetector(profiles)(text).map(({ language, confidence }) => [language.code, confidence]),
    );

  it('are those of the priors where no profile knows the features', () => {
    const { eng, fra, deu, nld, swe } = shares({}, 'zzz');
    expect(fra).toBeCloseTo(deu!, 9);
    // Each group of languages is rarer than the one before by 0.75 nats.
    for (const [one, next] of [
      [eng, fra],
      [fra, nld],
      [nld, swe],
    ]) {
      expect(Math.log(one! / next!)).toBeCloseTo(0.75, 6);
    }
    // Of those in no group the share is below what is told.
    expect(shares({}, 'zzz')).not.toHaveProperty('zul');
  });

  it('follow from the weights of what they have, and of what they lack', () => {
    const none = shares({}, 'ab');
    const gain = (profiles: Record<string, string>) => {
      const { eng, fra } = shares(profiles, 'ab');
      return Math.log(fra! / eng!) - Math.log(none['fra']! / none['eng']!);
    };
    // A weight is half a nat; a pair of letters is 14 nats at most, counted by a tenth.
    expect(gain({ fra: 'ab0' })).toBeCloseTo(1.4, 6);
    expect(gain({ fra: 'ab8' })).toBeCloseTo(1, 6);
    expect(gain({ eng: 'ab8' })).toBeCloseTo(-1, 6);
    expect(gain({ eng: 'ab8', fra: 'ab4' })).toBeCloseTo(0.2, 6);
    expect(gain({ fra: 'abz' })).toBeLessThan(0);
    // What is in no text of theirs changes nothing.
    expect(gain({ fra: 'xy0\nzz0' })).toBeCloseTo(0, 6);
    expect(gain({ fra: 'xy0\nab8' })).toBeCloseTo(1, 6);
    // Whether there is a letter, or a word, tells six times as much; how often, half as much.
    expect(gain({ fra: 'bo' })).toBeCloseTo(0.6 * (14 - 12), 6);
    expect(gain({ fra: ' ab o' })).toBeCloseTo(0.6 * (14 - 12), 6);
    expect(gain({ fra: ' abo' })).toBeCloseTo(0.1 * (14 - 12), 6);
    expect(gain({ fra: 'ab o' })).toBeCloseTo(0.1 * (14 - 12), 6);
    expect(gain({ eng: 'bo', fra: 'bk' })).toBeCloseTo(0.6 * 0.5 * 2, 6);
  });

  it('are shares of what is in the script', () => {
    const sum = (text: string) =>
      createDetector({})(text).reduce((all, { confidence }) => all + confidence, 0);
    expect(sum('абв ab') / sum('абв')).toBeCloseTo(3 / 5, 9);
    expect(sum('αβγ')).toBeCloseTo(1, 9);
  });

  it('come in order, the likeliest first', () => {
    const order = createDetector({ fra: 'ab0' })('ab');
    expect(order[0]?.language.code).toBe('fra');
    const confidences = order.map(({ confidence }) => confidence);
    expect(confidences).toEqual(confidences.toSorted((a, b) => b - a));
    expect(confidences.at(-1)).toBeGreaterThanOrEqual(0.01);
  });

  it('have Japanese behind Chinese where there is no kana', () => {
    const only = shares({}, '字');
    expect(Math.log(only['zho_simpl']! / only['jpn']!)).toBeCloseTo(0.75 + 2, 6);
    expect(Object.keys(shares({}, '字か'))).toEqual(['jpn']);
  });

  it('look no further than the first 2,000 characters', () => {
    const text = `${'ab '.repeat(700).slice(0, 1998)} ж`;
    expect(shares({}, `${text}${'ж'.repeat(9000)}`)).toHaveProperty('eng');
    expect(createDetector({})(`${'1'.repeat(2000)}ab`)).toEqual([]);
    expect(createDetector({})(`${'1'.repeat(1999)}ab`)).not.toEqual([]);
  });
});
