import { describe, expect, it } from 'vitest';
import { compileRules } from '../../../testing/xgrammar';
import { seededRandom } from '../random';
import { AppError } from '../errors';
import { expressionRule } from './regularExpression';

const grammar = (expression: RegExp) => compileRules(`root ::= ${expressionRule(expression)}`);
const whole = ({ source, flags }: RegExp) => new RegExp(`^(?:${source})$`, flags);

describe('the grammar of an expression', () => {
  it.each([
    [/(yes|no)/, ['yes', 'no'], ['', 'y', 'yesno', 'Yes']],
    [/^(?<size>small|large)$/, ['small', 'large'], ['smalllarge']],
    [
      /^Greetings and salutations.*/,
      ['Greetings and salutations', 'Greetings and salutations!'],
      ['Greet'],
    ],
    [/\d{4}-\d{2}-\d{2}/, ['2026-11-30'], ['26-1-3', '2026-11-301']],
    [/a{2,}b?/, ['aa', 'aaaab'], ['a', 'ab']],
    [/x*?y+?/, ['y', 'xxyy'], ['', 'x']],
    [/a||b/, ['a', '', 'b'], ['ab']],
    [/"\\\/\]"/, ['"\\/]"'], ['"/]"']],
    [/[^"\\\n]+/, ['say: ä 好'], ['"', '\\', '\n', '']],
    [/./, ['a', '好'], ['\n', '\u2028', '😀', 'ab']],
    [/./u, ['a', '好', '😀'], ['\n', 'ab']],
    [/./s, ['\n'], ['']],
    [/straße|ǆ/i, ['STRAßE', 'Straße', 'Ǆ'], ['STRASSE']],
    [/\p{Script=Han}+/u, ['漢字'], ['kanji', 'かな']],
    [new RegExp('[\\p{L}--[a-z]]+', 'v'), ['ABC', 'é'], ['abc']],
    [/[\u{1F600}-\u{1F64F}]{2}/u, ['😀😃'], ['😀', '😀a']],
    [/\x41\u0042\cJ\0\t/, ['AB\n\0\t'], ['AB']],
    [/[\]a\-\b]+/, ['a]-\b'], ['b']],
    [/\w\W\s\S\d\D/, ['a- b1c'], ['aa b1c']],
    [/{a}/, ['{a}'], ['a']],
  ] as const)('%s', async (expression, yes, no) => {
    const tried = await grammar(expression);
    for (const text of yes) expect(await tried.accepts(text), text).toBe(true);
    for (const text of no) expect(await tried.accepts(text), text).toBe(false);
    // The browser says the same.
    expect(yes.every((text) => whole(expression).test(text))).toBe(true);
  });

  it.each([
    [/(?=a)b/, '(?='],
    [/(?<!a)b/, '(?<!'],
    [/(a)\1/, '\\1'],
    [/(?<x>a)\k<x>/, '\\k'],
    [/a\b/, '\\b within'],
    [/a^b/, '^ within'],
    [/a$b/, '$ within'],
    [/(^a)/, '^ within'],
    [/a{1001}/, '{1001}'],
    [/[😀]/, 'the flag u'],
    [/\ud83d/, 'the flag u'],
    [/[]/, 'the flag u'],
  ])('does not say %s, and says so', (expression, words) => {
    let thrown: unknown;
    try {
      expressionRule(expression);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(AppError);
    expect(thrown).toMatchObject({ code: 'form-unsupported' });
    expect((thrown as AppError).data['detail']).toContain(words);
  });

  it.each([
    /[^a-z]+/i,
    /.{0,20}\n/u,
    /\p{L}{1,4}/u,
    /(a|b|){0,3}c+/,
    /[à-öÀ-Ö你-好]{2,4}/,
    /[^x\u4e00-\u9fa5]{3}/,
    /\W\S\s/,
  ])('lets nothing through that %s does not match', async (expression) => {
    const tried = await grammar(expression);
    const random = seededRandom(7);
    let drawn = 0;
    for (let i = 0; i < 40; i++) {
      const text = await tried.draw(random, 60);
      if (text === undefined) continue;
      drawn++;
      expect(whole(expression).test(text), JSON.stringify(text)).toBe(true);
    }
    expect(drawn).toBeGreaterThan(30);
  });

  it('knows the bytes of every character', async () => {
    const letters = /\p{L}/u;
    const tried = await grammar(letters);
    for (let point = 0; point < 0x30000; point += point < 0x800 ? 1 : 37) {
      const sign = String.fromCodePoint(point);
      if (/\p{Surrogate}/u.test(sign)) continue;
      expect(await tried.accepts(sign), point.toString(16)).toBe(letters.test(sign));
    }
  });
});
