import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinLines } from './joinLines';

const mail = `Dear all,

the meeting of next week has been moved to the large room on
the third floor, because the small one is being painted. Please
bring your own cups, since the kitchen there has none that we
could use.

Best,
Anna`;

describe('lines that were only wrapped', () => {
  it.each([
    ['in 3\ndays', 'in 3 days'],
    ['in\n3 days', 'in 3 days'],
    ['5 kilo-\nmeters', '5 kilometers'],
    ['Wir treffen uns mit\nAnna', 'Wir treffen uns mit Anna'],
    ['Haupt-\nund Nebensatz', 'Haupt- und Nebensatz'],
    ['a well-known well-\nknown man', 'a well-known well-known man'],
    ['soft\u00ad\nware', 'software'],
    ['> in 3\n> days', '> in 3 days'],
    ['in 3\r\ndays', 'in 3 days'],
    [
      '我们今天去北京参加会议因为大家都很想\n去那里看一看所以我们决定一起去北京的\n会议中心',
      '我们今天去北京参加会议因为大家都很想去那里看一看所以我们决定一起去北京的会议中心',
    ],
  ])('%j become %j', (text, joined) => expect(joinLines(text)).toBe(joined));

  it('are joined within the paragraphs of a mail, its quotes and nothing else', () => {
    const joined = joinLines(mail);
    expect(joined.split('\n')).toHaveLength(6);
    expect(joined).toContain('room on the third floor');
    expect(joined).toMatch(/^Dear all,\n\nthe meeting[^\n]*use\.\n\nBest,\nAnna$/);
    const quoted = mail.replace(/^/gm, '> ');
    expect(joinLines(quoted)).toBe(joined.replace(/^/gm, '> '));
  });
});

describe('other lines stay', () => {
  it.each([
    ['a list', 'in 3 days\nin 2 weeks\nMonday'],
    ['signs of a list', '- the first of\n- the second\n1. a\n2. b'],
    [
      'a poem',
      'Tiger, tiger, burning bright\nIn the forests of the night,\nWhat immortal hand or eye\nCould frame thy fearful symmetry?',
    ],
    ['a table', 'Name | Price of\napples | 5\n\nname\t3\ndays\t5'],
    ['a heading', '# The end of\nthe world'],
    ['code', 'const x = in(\n  3);\nif (x) {\n  return the\n}'],
    ['fenced code', '```\nin 3\ndays\n\nin\n3 days\n```'],
    ['an address', 'Read it at\nhttps://a.org/x'],
    ['a signature', 'Best,\nAnna Smith\nHead of Sales'],
    ['sentences', 'He came.\nshe left.\nThey met!'],
    ['a line alone', 'in 3 days'],
    ['nothing', ''],
  ])('%s', (_, text) => expect(joinLines(text)).toBe(text));
});

it('changes nothing but line breaks, hyphens and what stands beside them', () => {
  const piece = fc.constantFrom(
    'in',
    '3',
    'days',
    'kilo-',
    '-',
    '>',
    '的',
    '。',
    '.',
    ',',
    ' ',
    '\n',
    '\n\n',
    '\r\n',
    'A',
    '```',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const text = pieces.join(' ');
      const bare = (one: string) => one.replace(/[\s>-]/g, '');
      expect(bare(joinLines(text))).toBe(bare(text));
      expect(joinLines(joinLines(text)).length).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 500 },
  );
});

it.each(['in\n', 'a-\nb', '> in\n', '\n', 'x'.repeat(60) + ' the\n'])(
  'takes a time in proportion to the length: %j',
  (unit) => {
    const begin = performance.now();
    joinLines(unit.repeat(Math.ceil(400_000 / unit.length)));
    expect(performance.now() - begin).toBeLessThan(10_000);
  },
);
