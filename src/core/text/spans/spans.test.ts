import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSpans, isTranslatable } from '..';

/** What is found, and of what kind the first is. */
const found = (text: string) => findSpans(text).map(({ start, end }) => text.slice(start, end));

/** Finds what stands between "⟨" and "⟩", and nothing else. */
const expectMarked = (marked: string) => {
  const expected = [...marked.matchAll(/⟨(.*?)⟩/gu)].map(([, inside]) => inside);
  expect(found(marked.replace(/[⟨⟩]/gu, ''))).toEqual(expected);
};

describe('what is no language', () => {
  it.each([
    // Addresses
    ['⟨example.com⟩'],
    ['⟨ftp://example.com/x⟩'],
    ['See ⟨https://a.org/?q=1!b⟩, ⟨www.b.org⟩ or (⟨sub.domain.co.uk/path⟩).'],
    ['⟨http://localhost:8080⟩, ⟨localhost:3000/a⟩ and ⟨192.168.0.1:80/x⟩'],
    ['⟨[2001:db8::1]:443⟩ or ⟨2001:db8::1⟩'],
    ['⟨mailto:a@b.org⟩ or ⟨tel:+491234⟩'],
    ['请访问⟨https://example.com/文档⟩。谢谢'],
    ['请看⟨example.com⟩谢谢'],
    ['⟨https://de.wikipedia.org/wiki/Berlin_(Stadt)⟩ (⟨https://a.org⟩)'],
    ['⟨booking.com⟩ and ⟨Amazon.com⟩'],
    // E-mail and names
    ['Mail ⟨first.last+tag@sub.example.org⟩ or ⟨ä.b@c-d.de⟩.'],
    ['⟨@bob⟩ told ⟨@a_b@mastodon.social⟩ about ⟨#topic⟩ and ⟨#東京⟩'],
    ['⟨@张三⟩ 你好 ⟨#话题#⟩'],
    // Paths and files
    ['⟨/usr/bin/env⟩ ⟨~/x⟩ ⟨./a⟩ ⟨../b/c⟩ ⟨C:\\_temp\\x.txt⟩ ⟨\\\\srv\\share⟩'],
    ['⟨C:\\Program Files\\App\\a.exe⟩ starts'],
    ['Edit ⟨src/core/text.ts⟩ and ⟨readme.md⟩, then ⟨archive.tar.gz⟩.'],
    // Placeholders
    ['⟨%s⟩ and ⟨%1$d⟩ and ⟨%@⟩ and ⟨%(name)s⟩ and ⟨%.2f⟩ and ⟨%name%⟩'],
    ['⟨{name}⟩ ⟨{0}⟩ ⟨{}⟩ ⟨{{x}}⟩ ⟨{{ a.b | upper }}⟩ ⟨${x}⟩ ⟨$name⟩ ⟨{0:N2}⟩ ⟨{用户名}⟩'],
    ['⟨:name⟩ has ⟨:count⟩'],
    ['⟨<%= x %>⟩ ⟨[[x]]⟩ ⟨__x__⟩ ⟨{% if a %}⟩'],
    ['You have ⟨{n, plural, one {# day} other {{n} days}}⟩ left'],
    ['⟨home.title.text⟩ ⟨user_name⟩ ⟨MAX_VALUE⟩ ⟨foo.bar()⟩'],
    ['Hello⟨\\n⟩World'],
    // Markup
    ['⟨<b>⟩Monday⟨</b>⟩ ⟨<br/>⟩ ⟨<a href="x>y">⟩here⟨</a>⟩ ⟨<!-- a note -->⟩'],
    ['⟨<1>⟩Monday⟨</1>⟩ or⟨<2/>⟩ a <3 and 4> b'],
    ['a⟨&nbsp;⟩b ⟨&#169;⟩ ⟨&lt;⟩'].map((one) => one.replace('a⟨&nbsp;⟩b', 'a ⟨&nbsp;⟩ b')),
    ['Run ⟨`npm test`⟩ or ⟨``a ` b``⟩ now'],
    ['⟨**⟩Bold⟨**⟩ and ⟨_⟩thin⟨_⟩ and ⟨~~⟩gone⟨~~⟩'],
    ['⟨[⟩here⟨](https://a.org/(x) "T")⟩ and ⟨![⟩alt⟨](a.png)⟩ and ⟨[⟩text⟨][ref]⟩'],
    ['⟨<https://a.org>⟩ said⟨[1]⟩ so⟨[^note]⟩'],
    // Formulas
    ['So ⟨$a^2+b^2$⟩ is ⟨\\(c^2\\)⟩, ⟨$$x$$⟩'],
    // Emoji
    ['Good ⟨😀👍🏽⟩ ⟨👨‍👩‍👧⟩ ⟨🇨🇳⟩ ⟨1️⃣⟩ ⟨❤️⟩ ⟨:smile:⟩'],
    ['half ⟨\ufffd⟩'],
  ])('is found: %j', (marked) => expectMarked(marked));

  it.each([
    'The price is $5 and $10, 100% sure, 50 % off; 5 > 3 < 4.',
    'He/she and/or you, 24/7, 1/2, km/h, A/B.',
    "It's 5 o'clock: don't, 12:30, 01/02/2024, 3:4.",
    'End.Then it goes on.It is so, e.g. this, i.e. that, U.S. too.',
    '2 * 3 * 4 and 2*3*4 = 24; a < b and c > d; C# and F#.',
    'Room [B], (a), #1, No. 5, & Co., AT&T, R&D',
    'caf&eacute;s don&#39;t',
    '<your name here> {some words here} {Hello!}',
    'a @ b, at: once, so: yes',
    'q1: 你好：世界、再见。',
    '© ® ™ ↔ № § ¥5 €5',
  ])('is not found in %j', (text) => expect(found(text)).toEqual([]));

  it('takes numbers where they are wanted', () => {
    const text = 'In 3 days 1,234.5 of 20% or ٣, B2 and 3rd';
    const numbers = findSpans(text, { numbers: true }).map((one) => text.slice(one.start, one.end));
    expect(numbers).toEqual(['3', '1,234.5', '20%', '٣']);
    expect(findSpans(text)).toEqual([]);
  });

  it('tells which marks belong together', () => {
    const text = '<b>a **b** [c](d)</b> </i>';
    const partners = findSpans(text).map(({ role, partner }) => [role, partner]);
    expect(partners).toEqual([
      ['open', 5],
      ['open', 2],
      ['close', 1],
      ['open', 4],
      ['close', 3],
      ['close', 0],
      ['close', undefined],
    ]);
  });

  it('is never sent by itself', () => {
    const spans = [
      'example.com',
      '%s, {{name}}: <br>',
      '@bob #tag',
      'C:\\x /usr/bin',
      '`code` $x^2$',
      '😀 [[x]] &nbsp;',
    ];
    for (const text of spans) expect(isTranslatable(text)).toBe(false);
    for (const text of ['<br>a', 'a {{name}}', '%s٣']) expect(isTranslatable(text)).toBe(true);
  });
});

/** Beginnings and ends of spans, and what hostile texts are made of. */
const hostile = [
  ...[
    '<',
    '<a ',
    '<a "',
    '</',
    '<!--',
    '-->',
    '<%',
    '%>',
    '&',
    '&a',
    '&#',
    '`',
    '``',
    '{',
    '{{',
    '{%',
  ],
  ...[
    '{n, plural, ',
    '}',
    '}}',
    '${',
    '$',
    '$$',
    '%',
    '%(',
    '%1',
    '[',
    '[[',
    '![',
    '](',
    '][',
    ']',
    '(',
  ],
  ...[
    ')',
    '\\(',
    '\\)',
    '\\[',
    '\\\\a\\',
    '*',
    '**',
    '_',
    '__',
    '~~',
    '==',
    '@',
    'a@',
    '#',
    '#a',
    ':',
  ],
  ...[':a', 'http://', 'www.', 'a.', 'a/', '/a', 'C:\\', '1.', '::', '😀', '\u200d', '🇨', '\ufe0f'],
  ...['a', ' ', '.', '"', "'", '漢', '。', 'é', '\ud83d', '\u0301', '|', '-', '(', '1', 'a_', 'a-'],
];

describe('any text', () => {
  it('has spans in order, apart from each other, with mutual partners', () => {
    const text = fc
      .array(fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'binary', maxLength: 5 })))
      .map((pieces) => pieces.join('').replace(/[\n\r]/g, ''));
    fc.assert(
      fc.property(text, fc.boolean(), (line, numbers) => {
        const spans = findSpans(line, { numbers });
        spans.forEach(({ start, end, role, partner }, at) => {
          expect(start).toBeGreaterThanOrEqual(spans[at - 1]?.end ?? 0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(line.length);
          if (partner === undefined) return;
          expect(spans[partner]?.partner).toBe(at);
          expect(role).toBe(partner > at ? 'open' : 'close');
        });
      }),
      { numRuns: 2000 },
    );
  });

  it.each([...hostile, 'a'.repeat(100), 'a.a', '<a b="', '{a', '[a](', 'a@a.', '**a', '"<a '])(
    'of %j over and over takes a time in proportion to its length',
    (unit) => {
      const text = unit.repeat(Math.ceil(200_000 / unit.length));
      const begin = performance.now();
      findSpans(text);
      // Half a second; a minute where each part of it is looked at from each other.
      expect(performance.now() - begin).toBeLessThan(10_000);
    },
  );
});
