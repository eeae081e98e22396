import { describe, expect, it } from 'vitest';
import { composed, finder, replaceParts, splitAt, type FindOptions } from './replace';

const loose: FindOptions = { matchCase: false, wholeWords: false, tag: undefined };
const replaced = (text: string, words: string, by: string, options: Partial<FindOptions> = {}) => {
  const own = composed(text);
  return replaceParts(own, finder(words, { ...loose, ...options })(own), by);
};

describe('finder', () => {
  it('takes what is searched as it stands, and no sign of it as an expression', () => {
    expect(replaced('a.b axb (a.b) [^$*+?{}|\\/] -', 'a.b', 'X')).toBe('X axb (X) [^$*+?{}|\\/] -');
    for (const sign of '\\^$.*+?()[]{}|/-&#~,')
      expect(replaced(`a${sign}b`, sign, ' ')).toBe('a b');
    expect(replaced('a$b', '$', '$&$1')).toBe('a$&$1b');
    expect(replaced('abc', '', 'X')).toBe('abc');
  });

  it('leaves out case where it is asked to, without a change of lengths', () => {
    expect(replaced('İX σς ΣΑΣ Straße', 'σασ', 'y')).toBe('İX σς y Straße');
    expect(replaced('İİx X', 'x', 'y')).toBe('İİy y');
    expect(replaced('Chat chat', 'chat', 'y', { matchCase: true })).toBe('Chat y');
  });

  it('finds equal texts however they are composed, and nothing within a sign', () => {
    expect(replaced('cafe\u0301s', 'caf\u00e9', 'x')).toBe('xs');
    expect(replaced('caf\u00e9s', 'cafe\u0301', 'x')).toBe('xs');
    expect(replaced('cafe\u0301 x\u0304', 'e', 'x')).toBe('café x\u0304');
    expect(replaced('x\u0304 x', 'x', 'y')).toBe('x\u0304 y');
    expect(replaced('👩‍🚀 👩 👍🏽', '👩', 'y')).toBe('👩‍🚀 y 👍🏽');
    expect(replaced('👩‍🚀 👍🏽 👍', '🚀', 'y')).toBe('👩‍🚀 👍🏽 👍');
    expect(replaced('👍🏽 👍', '👍', 'y')).toBe('👍🏽 y');
    // A vowel sign is an ending as others are.
    expect(replaced('हिन्दी', 'हिन्द', 'x')).toBe('xी');
  });

  it('tells whole words in every script', () => {
    const whole = { wholeWords: true };
    expect(replaced("l'ami ami, amis mon-ami ami_e", 'ami', 'x', whole)).toBe(
      "l'x x, amis mon-x ami_e",
    );
    expect(replaced('猫は犬を見た。', '犬', 'x', { ...whole, tag: 'ja' })).toBe('猫はxを見た。');
    expect(replaced('我在北京大学', '京', 'x', { ...whole, tag: 'zh' })).toBe('我在北京大学');
    expect(replaced('می\u200cخواهم خواهم', 'خواهم', 'x', whole)).toBe('می\u200cخواهم x');
    expect(replaced('𝔞𝔟 𝔞', '𝔞', 'x', whole)).toBe('𝔞𝔟 x');
    expect(replaced('the big cat', 'big cat', 'x', whole)).toBe('the x');
  });
});

describe('splitAt', () => {
  it('loses nothing, and says what is a part', () => {
    expect(splitAt('abcab', finder('ab', loose)('abcab'))).toEqual([
      { text: 'ab', isPart: true },
      { text: 'c', isPart: false },
      { text: 'ab', isPart: true },
    ]);
    expect(splitAt('', [])).toEqual([]);
  });
});
