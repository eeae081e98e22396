import { describe, expect, it } from 'vitest';
import { gapAfter, markSpans, segmentText } from '.';

/** What the model sees, between "⟨" and "⟩", in what stays as it is. */
const shown = (text: string, tag?: string) => {
  const { lead, segments } = segmentText(text, tag);
  return lead + segments.map((one) => `⟨${markSpans(one).prompt}⟩${one.after}`).join('');
};

describe('around a sentence stays outside', () => {
  it.each([
    // List signs, numbering, headings, quoting
    ['- in 3 days\n- in 2 weeks', '- ⟨in 3 days⟩\n- ⟨in 2 weeks⟩'],
    ['1. in 3 days\n2. in 2 weeks', '1. ⟨in 3 days⟩\n2. ⟨in 2 weeks⟩'],
    ['3) Monday\n(a) Tuesday\nb) Friday', '3) ⟨Monday⟩\n(a) ⟨Tuesday⟩\nb) ⟨Friday⟩'],
    ['① Monday\n② Friday', '① ⟨Monday⟩\n② ⟨Friday⟩'],
    ['一、三天后\n（二）五天后\n第1条 一周后', '一、⟨三天后⟩\n（二）⟨五天后⟩\n第1条 ⟨一周后⟩'],
    ['## Monday\n> > Friday\n- [x] done', '## ⟨Monday⟩\n> > ⟨Friday⟩\n- [x] ⟨done⟩'],
    ['• Monday\n►Friday\n* Sunday', '• ⟨Monday⟩\n►⟨Friday⟩\n* ⟨Sunday⟩'],
    ['1.2.3 Monday', '1.2.3 ⟨Monday⟩'],
    // Quotes, brackets, dashes
    ['"in 3 days"', '"⟨in 3 days⟩"'],
    ["'in 3 days'", "'⟨in 3 days⟩'"],
    ['« in 3 days »', '« ⟨in 3 days⟩ »'],
    ['(in 2 weeks).', '(⟨in 2 weeks⟩).'],
    ['„In 3 Tagen“', '„⟨In 3 Tagen⟩“'],
    ['“One. Two.”', '“⟨One. Two.⟩”'],
    ['"One. Two."', '"⟨One. Two.⟩"'],
    ['[[in 3 days]', '[[⟨in 3 days⟩]'],
    ['「三天后。」「五天后。」', '「⟨三天后。⟩」「⟨五天后。⟩」'],
    ['— Hola, amigo.\n—Adiós.', '— ⟨Hola, amigo.⟩\n—⟨Adiós.⟩'],
    ['Monday -', '⟨Monday⟩ -'],
    // Spans
    ['Monday 😀', '⟨Monday⟩ 😀'],
    ['<p>Monday</p>', '<p>⟨Monday⟩</p>'],
    ['**in 3 days** {0}', '**⟨in 3 days⟩** {0}'],
    ['[in 3 days](https://a.org)', '[⟨in 3 days⟩](https://a.org)'],
    ['- **"in 3 days"** 😀', '- **"⟨in 3 days⟩"** 😀'],
    ['{name}: Monday', '{name}: ⟨Monday⟩'],
    ['\u200fMonday\u200e', '\u200f⟨Monday⟩\u200e'],
  ])('%j', (text, expected) => {
    expect(shown(text, 'en')).toBe(expected);
  });

  it.each([
    '"Yes," he said.',
    'He said "no".',
    "'tis 5 feet, 6' and 5\"",
    'It is 5"',
    '(Really!) she said.',
    "the boys' rooms",
    '“Really?” he asked.',
    'A (b) c',
    'I. Newton came',
    '-5 degrees',
    '¿Qué?',
    '他说：“好的。”',
  ])('but not in %j', (text) => expect(shown(text)).toBe(`⟨${text}⟩`));

  it('takes a number with a full stop for one of a list only where it cannot be an ordinal', () => {
    expect(shown('3. Mai', 'de')).toBe('⟨3. Mai⟩');
    expect(shown('3. Monday', 'en')).toBe('3. ⟨Monday⟩');
    expect(shown('1. Mai\n2. Juni', 'de')).toBe('1. ⟨Mai⟩\n2. ⟨Juni⟩');
    expect(shown('3. 5 apples', 'en')).toBe('⟨3. 5 apples⟩');
    expect(shown('2024. 3. 5.', 'ko')).toBe('⟨2024. 3. 5.⟩');
  });
});

describe('marks within a sentence', () => {
  it.each([
    ['Send {name} a mail.', 'Send {1} a mail.'],
    ['Go to https://a.org/x, please.', 'Go to {1}, please.'],
    ['This is **very** good.', 'This is {1}very{2} good.'],
    ['**Note:** in 3 days', '{1}Note:{2} in 3 days'],
    ['I ❤️ you.', 'I {1} you.'],
    ['Is {1} a {name}?', 'Is {1} a {2}?'],
    ['Is ｛1｝ a {name}?', 'Is ｛1｝ a {2}?'],
  ])('%j is sent as %j', (text, prompt) => expect(shown(text, 'en')).toBe(`⟨${prompt}⟩`));
});

describe('cells of a line', () => {
  it.each([
    ['Monday\tTuesday', '⟨Monday⟩\t⟨Tuesday⟩'],
    ['in 3 days    in 2 weeks', '⟨in 3 days⟩    ⟨in 2 weeks⟩'],
    ['Monday | Tuesday|Friday', '⟨Monday⟩ | ⟨Tuesday⟩|⟨Friday⟩'],
    ['| a b | c |\n|---|:-:|\n| d | 5 |', '| ⟨a b⟩ | ⟨c⟩ |\n|---|:-:|\n| ⟨d⟩ | ⟨5⟩ |'],
    ['三天后｜五天后', '⟨三天后⟩｜⟨五天后⟩'],
    ['Home • About • Contact', '⟨Home⟩ • ⟨About⟩ • ⟨Contact⟩'],
    ['<td>One</td><td>Two</td>', '<td>⟨One⟩</td><td>⟨Two⟩</td>'],
    ['One<br>two', '⟨One⟩<br>⟨two⟩'],
    ['One.  Two', '⟨One.⟩  ⟨Two⟩'],
    ['Mr.  Smith', '⟨Mr. Smith⟩'],
    ['use `a | b` here', '⟨use {1} here⟩'],
  ])('%j', (text, expected) => expect(shown(text, 'en')).toBe(expected));
});

describe('what looks the same', () => {
  it.each([
    ['caf\u00e9', 'cafe\u0301'],
    ['in 3 days', 'in\u00a03\u2009days'],
    ['in 3 days', 'in \uff13 da\u00adys\u200b'],
    ['in 3 days', '\u202ain 3\u200e days\u202c'],
    ['Monday', 'Ｍｏｎｄａｙ'],
    ['find', '\ufb01nd'],
    ['カタカナ', 'ｶﾀｶﾅ'],
    ['in 3 days', 'in  3\u2060 days'.replace('  ', ' ')],
  ])('%j is sent for %j', (plain, other) => {
    const sent = (text: string) => segmentText(text).segments.map((one) => markSpans(one).prompt);
    expect(sent(other)).toEqual([plain]);
  });

  it('keeps what scripts need', () => {
    for (const text of ['می\u200cخواهم', 'क्\u200dष', '你好，世界。', '5² m']) {
      expect(shown(text)).toBe(`⟨${text}⟩`);
    }
  });
});

it('sets a space between sentences, their quotes and emoji, where only the target has one', () => {
  const gap = (after: string) => gapAfter({ text: '三天后。', after }, false, 'Latn');
  expect(gap('」「')).toBe('」 「');
  expect(gap('😀')).toBe('😀 ');
  expect(gap('”')).toBe('” ');
  for (const after of ['<br>', '\n', '| ', '</p><p>']) expect(gap(after)).toBe(after);
});
