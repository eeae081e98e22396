import fc from 'fast-check';
import Papa from 'papaparse';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import Markdown from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { describe, expect, it } from 'vitest';
import { linesOf, rowsOf, toHtmlTable, toMarkdownTable, toTsv, type Columns } from './export';
import type { SegmentState, TranslationSegment } from './types';

const columns: Columns = [
  { name: 'English', tag: 'en', direction: 'ltr' },
  { name: 'Arabic', tag: 'ar', direction: 'rtl' },
];

function segment(
  source: string,
  target: string,
  gap = '',
  state: SegmentState = 'done',
): TranslationSegment {
  return {
    ...{ id: source, source, target, gap, state, language: 'fra', spans: [], alternatives: [] },
    ...{ checks: [], confidence: undefined, terms: [], origin: 'model' },
  };
}

describe('rows', () => {
  it('are the sentences that have a translation, with the quotes and list signs at them', () => {
    const segments = [
      segment('Good day.', 'Bonjour.', '”\n- ('),
      segment('One', 'Un', ')\n\n2. '),
      segment('Two', 'Deux', ' “'),
      segment('Three.', 'Trois.', '”  '),
      segment('Nothing yet.', '', ' ', 'untranslated'),
      segment('42', '', '', 'verbatim'),
    ];
    expect(rowsOf({ lead: '\n “', segments })).toEqual([
      { source: '“Good day.”', target: '“Bonjour.”' },
      { source: '- (One)', target: '- (Un)' },
      { source: '2. Two', target: '2. Deux' },
      { source: '“Three.”', target: '“Trois.”' },
      { source: '42', target: '42' },
    ]);
    expect(rowsOf({ lead: '', segments: [] })).toEqual([]);
  });
});

it('lines are whole, with the space that the target’s script has between sentences', () => {
  const segments = [
    segment('你好。', 'Hello.'),
    segment('再见。', 'Bye.', '\n\n'),
    segment('谢谢', '', ''),
  ];
  expect(linesOf({ lead: '', segments }, 'eng')).toEqual([
    { source: '你好。再见。', target: 'Hello. Bye.' },
    { source: '谢谢', target: '' },
  ]);
});

/** What is dangerous in one of the forms, and language. */
const cell = fc.oneof(
  fc.string({
    unit: fc.constantFrom(...'ab =+-@|\\`*_~[]()<>#&;"\'$!:/.\t\n\r1字ع😀'.match(/./gsu)!),
    maxLength: 12,
  }),
  fc.constantFrom(
    '=HYPERLINK("http://x";"y")',
    '@SUM(1)',
    '| --- |',
    '&amp;',
    '<img src=x onerror=alert(1)>',
    '[a](javascript:b)',
    'www.example.org',
    'a@b.org',
    'https://a.b/c',
    '~~a~~',
    '`a|b`',
    '[^1]',
    '- [ ] x',
  ),
);
const table = fc.array(fc.record({ source: cell, target: cell }), { maxLength: 5 });
const oneLine = (text: string) => text.replace(/\r\n|[\n\r\v\f\u0085\u2028\u2029\t]/g, ' ');
const collapsed = (text: string) => oneLine(text).replace(/ +/g, ' ').trim();

const decoded = (html: string) =>
  html
    .replaceAll('<br>', ' ')
    .replaceAll('<br/>', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&');
const cellsOf = (html: string) =>
  [...html.matchAll(/<t[dh](?: [^>]*)?>(.*?)<\/t[dh]>/gs)].map(([, content = '']) => content);

describe('every text comes back out of', () => {
  it('tab-separated values, and none of it is a formula', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const { data } = Papa.parse<string[]>(toTsv(rows, columns), {
          ...{ delimiter: '\t', quoteChar: '\0', newline: '\n' },
        });
        const expected = rows.flatMap(({ source, target }) => [source, target]);
        const cells = data.slice(1, -1).flat();
        expect(cells.map((text) => text.replace(/^'(?=\s*[=+\-@])/, ''))).toEqual(
          expected.map(oneLine),
        );
        for (const text of cells) expect(text).not.toMatch(/^\s*[=+\-@]/);
      }),
    );
  });

  it('HTML, and none of it is markup or a formula', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const html = toHtmlTable(rows, columns);
        const cells = cellsOf(html).slice(2);
        for (const text of cells)
          expect(text.replaceAll('<br>', '')).not.toMatch(/[<>"]|^\s*[=+\-@]/);
        expect(cells.map((text) => decoded(text).replace(/^'(?=\s*[=+\-@])/, ''))).toEqual(
          rows
            .flatMap(({ source, target }) => [source, target])
            .map((text) => text.replace(/\r\n|[\n\r]/g, ' ')),
        );
      }),
    );
    expect(toHtmlTable([], columns)).toContain('<th lang="ar" dir="rtl"');
  });

  it('Markdown, as a reader of Markdown draws it', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const written = toMarkdownTable(rows, columns).replaceAll('<br>', ' ');
        const html = renderToStaticMarkup(
          createElement(Markdown, { remarkPlugins: [remarkGfm] }, written),
        );
        // Readers make links of bare addresses, whatever is escaped; the text stays the same.
        const cells = cellsOf(html.replace(/<a href="(?:https?:|mailto:)[^"]*">|<\/a>/g, ''));
        for (const text of cells) expect(text).not.toMatch(/[<>]/);
        expect(cells.slice(2).map((text) => collapsed(decoded(text)))).toEqual(
          rows.flatMap(({ source, target }) => [source, target]).map(collapsed),
        );
      }),
    );
  });
});
