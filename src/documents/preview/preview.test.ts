import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Parser } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy, previewStyleHash } from '../../core/policy';
import { openDocument } from '../formats';
import type { Unit } from '../types';
import { blocksOf } from './blocks';
import { previewPage } from './page';
import { previewStyle } from './style';
import { markupOf } from './text';

const file = (path: string) =>
  new Uint8Array(readFileSync(new URL(`../../../testing/documents/${path}`, import.meta.url)));
const unitsOf = async (name: string, bytes: Uint8Array<ArrayBuffer>) =>
  (await openDocument({ name, bytes, languages: ['en'] })).units.map((unit) => ({
    ...{ unit, translation: undefined },
  }));
const text = (source: string) => new TextEncoder().encode(source);
const page = (units: readonly { unit: Unit; translation: string | undefined }[]) =>
  previewPage({
    ...{ title: 'a', interfaceTag: 'en', from: 'en', to: 'fr', isDark: false, units },
  });
/** What is where, in short: `h1 Title`, `table a|b / c|d`, with notes in brackets. */
const shape = (units: Awaited<ReturnType<typeof unitsOf>>) =>
  blocksOf(units).map(({ note, content }) => {
    const own =
      content.kind === 'text'
        ? `${content.look} ${content.of.unit.text}`
        : `table ${content.rows.map((row) => row.map((cell) => cell.map(({ unit }) => unit.text).join('+')).join('|')).join(' / ')}`;
    return note === undefined ? own : `[${note}] ${own}`;
  });

describe('blocksOf', () => {
  it('shows pages as what they are', async () => {
    const html =
      '<h2>T</h2><p>a</p><ul><li>b</ul><table><tr><th>c<td><p>d<p>e<tr><td>f<td>g</table><pre>h</pre><img alt="i">';
    expect(shape(await unitsOf('a.html', text(html)))).toEqual([
      ...['h2 T', 'p a', 'li b', 'table c|d+e / f|g', 'pre h', '[img alt] p i'],
    ]);
    const markdown = '# T\n\na\n\n- b\n\n| c | d |\n| - | - |\n| e | f |\n';
    expect(shape(await unitsOf('a.md', text(markdown)))).toEqual([
      ...['h1 T', 'p a', 'li b', 'table c|d / e|f'],
    ]);
  });

  it('shows files of office programs by headings, tables and sheets', async () => {
    const docx = shape(await unitsOf('a.docx', file('docx/python-docx-1.docx')));
    expect(docx.some((each) => each.startsWith('h1 '))).toBe(true);
    expect(docx.some((each) => /^table .*\|.* \/ .*\|/.test(each))).toBe(true);
    const xlsx = shape(await unitsOf('a.xlsx', file('xlsx/openpyxl-3-0.xlsx')));
    expect(xlsx.find((each) => each.startsWith('[Report] table '))).toMatch(/\|.* \/ /);
  });

  it('says where other units stand, once for neighbours', () => {
    const at = (context: string) => ({
      ...{ unit: { id: '1', text: 'x', marks: [], context }, translation: undefined },
    });
    const contexts = ['key', 'slide 1', 'slide 1', 'p', 'slide 1'];
    expect(blocksOf(contexts.map(at)).map(({ note }) => note)).toEqual([
      ...['key', 'slide 1', undefined, undefined, 'slide 1'],
    ]);
  });
});

describe('markupOf', () => {
  const marks = [
    { number: 1, isPair: true, label: 'bold, italic, 20pt' },
    { number: 2, isPair: false, label: 'line break' },
    { number: 3, isPair: false, label: '<img>' },
    { number: 4, isPair: true, label: '' },
  ];
  it('shows marks by what they are, and halves of pairs as nothing', () => {
    expect(markupOf('<1>a</1><2/><3/><4>b</4> </1><9>', marks)).toBe(
      '<b><i>a</i></b><br><span class="chip">&lt;img&gt;</span>b &lt;9&gt;',
    );
  });
});

describe('a preview', () => {
  const elements =
    'html head meta title style body main div p h1 h2 li pre table tbody tr td span b i u s sup sub br';
  const attributes = 'lang dir class charset http-equiv content name tabindex';
  const seen = (markup: string) => {
    const [names, given, texts]: [Set<string>, Set<string>, string[]] = [new Set(), new Set(), []];
    const parser = new Parser({
      onopentag: (name, own) => {
        names.add(name);
        Object.keys(own).forEach((each) => given.add(each));
      },
      ontext: (part) => texts.push(part),
    });
    parser.end(markup);
    return { names: [...names], attributes: [...given], text: texts.join('') };
  };

  it('has no element and no attribute of the document, whatever stands in it', () => {
    const bad = [
      '<script>fetch("http://x.invalid")</script><img src=//x.invalid onerror=alert(1)>',
      '</p></main><meta http-equiv=refresh content="0;url=//x.invalid"><base href=//x.invalid>',
      '"\'><iframe srcdoc="&lt;script>"></iframe><style>@import "//x.invalid"</style><!--',
      '<form action=//x.invalid><input autofocus onfocus=alert(1)></form>]]>',
    ];
    const units = bad.map((each, at) => ({
      translation: `<1>${each}</1><2/>`,
      unit: {
        ...{ id: `${at}`, text: `${each}<1></1>`, context: at % 2 === 0 ? each : `${each}!A1` },
        marks: [
          { number: 1, isPair: true, label: `bold, ${each}` },
          { number: 2, isPair: false, label: each },
        ],
      },
    }));
    const markup = previewPage({
      ...{ title: bad.join(), interfaceTag: bad[2] ?? '', from: bad[2], to: bad[1] },
      ...{ isDark: true, units },
    });
    const found = seen(markup);
    expect(found.names.filter((each) => !elements.split(' ').includes(each))).toEqual([]);
    expect(found.attributes.filter((each) => !attributes.split(' ').includes(each))).toEqual([]);
    for (const each of bad) expect(found.text.split(each).length).toBeGreaterThan(3);
  });

  it('allows itself one style, which the app allows it too, and nothing else', () => {
    const hash = createHash('sha256').update(previewStyle).digest('base64');
    expect(previewStyleHash).toBe(`'sha256-${hash}'`);
    expect(contentSecurityPolicy('meta')).toContain(`style-src 'self' ${previewStyleHash};`);
    const markup = page([]);
    expect(/content="(default-src[^"]*)"/.exec(markup)?.[1]).toBe(
      `default-src 'none'; style-src ${previewStyleHash}; base-uri 'none'; form-action 'none'`,
    );
    expect(markup).toContain(`<style>${previewStyle}</style>`);
    expect(markup.indexOf('Content-Security-Policy')).toBeLessThan(markup.indexOf('<style>'));
  });

  it('shows both languages, and the source once more where there is no translation', () => {
    const unit = { id: '1', text: 'a < b', marks: [], context: 'h2' };
    expect(page([{ unit, translation: 'c' }])).toContain(
      '<div class="pair"><h2 lang="en" dir="auto" class="">a &lt; b</h2><h2 lang="fr" dir="auto" class="">c</h2></div>',
    );
    expect(page([{ unit, translation: undefined }])).toContain('class="missing">a &lt; b</h2>');
  });
});
