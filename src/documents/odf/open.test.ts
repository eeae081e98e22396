import { readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { seed } from '../../../tools/test/cases';
import type { Bytes } from '../../core/bytes';
import { checkRoundTrip } from '../check';
import { openDocument } from '../formats';

const folder = new URL('../../../testing/documents/', import.meta.url);
const load = (name: string): Bytes => new Uint8Array(readFileSync(new URL(name, folder)));
const file = (name: string, bytes: Bytes = load(name)) => ({ name, bytes, languages: ['en'] });
const real = ['odt', 'odp', 'ods'].flatMap((format) =>
  readdirSync(new URL(format, folder))
    .filter((name) => name.endsWith(format))
    .map((name) => `${format}/${name}`),
);

const spaces = ['office', 'text', 'table', 'style', 'presentation']
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .concat(
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"',
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"',
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"',
  )
  .join(' ');
const utf8 = (text: string) => new TextEncoder().encode(text);
const entry = (bytes: Bytes, name: string) => new TextDecoder().decode(unzipSync(bytes)[name]);

const T = (name: string, properties: string) =>
  `<style:style style:name="${name}" style:family="text"><style:text-properties ${properties}/></style:style>`;
const automatic =
  '<office:automatic-styles>' +
  T('B1', 'fo:font-weight="bold" fo:language="en"') +
  T('B2', 'fo:font-weight="bold"') +
  T('R', 'fo:language="en"') +
  T('H', 'text:display="none"') +
  '<style:style style:name="S" style:family="table"><style:table-properties table:display="false"/></style:style>' +
  '</office:automatic-styles>';

/** A document with a body, and what else it has. */
function made(body: string, more: Readonly<Record<string, string>> = {}, kind = 'text'): Bytes {
  const content = `<office:document-content ${spaces}>${automatic}<office:body><office:${kind}>${body}</office:${kind}></office:body></office:document-content>`;
  const files = { 'content.xml': content, ...more };
  return zipSync(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [name, utf8(text)])),
  );
}
const opened = (body: string, more?: Readonly<Record<string, string>>, kind?: string) =>
  openDocument(file('a.odt', made(body, more, kind)));
const texts = async (body: string, kind?: string) =>
  (await opened(body, {}, kind)).units.map(({ text }) => text);
const written = async (body: string, translations: readonly string[], language = 'de') => {
  const document = await opened(body);
  const given = new Map(document.units.map(({ id }, at) => [id, translations[at] ?? '']));
  return document.write(given, { language });
};
const bodyOf = (bytes: Bytes) =>
  /<office:text>(.*)<\/office:text>/s.exec(entry(bytes, 'content.xml'))?.[1];

describe('real files of OpenDocument', () => {
  it.each(real)('%s comes back', async (name) => {
    expect(await checkRoundTrip(file(name))).toBeUndefined();
  });
});

describe('a text', () => {
  it.each([
    [
      '<text:p>One <text:span text:style-name="B1">bold</text:span> word</text:p>',
      ['One <1>bold</1> word'],
    ],
    // What looks the same is the same, and what changes nothing is nothing.
    [
      '<text:p>a <text:span text:style-name="B1">b</text:span><text:span text:style-name="B2">c</text:span><text:span text:style-name="R">d</text:span></text:p>',
      ['a <1>bc</1>d'],
    ],
    ['<text:p>  a \n  b<text:s/> c<text:s text:c="5"/>d </text:p>', ['a b  c<1/>d']],
    [
      '<text:p>a<text:tab/>b<text:line-break/>c<text:page-number>3</text:page-number>!</text:p>',
      ['a<1/>b<2/>c<3/>!'],
    ],
    [
      '<text:p>Out<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>In</text:p></text:note-body></text:note>side</text:p>',
      ['Out<1/>side', 'In'],
    ],
    [
      '<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>kept</text:p>',
      ['kept'],
    ],
    [
      '<text:section text:display="none"><text:p>no</text:p></text:section><text:p>a<text:span text:style-name="H">x</text:span>b</text:p>',
      ['a<1/>b'],
    ],
    [
      '<text:p><draw:frame><draw:text-box><text:p>box</text:p></draw:text-box><svg:title>Alt</svg:title></draw:frame></text:p>',
      ['box', 'Alt'],
    ],
  ])('%s', async (body, expected) => {
    expect(await texts(body)).toEqual(expected);
  });

  it('has translations of what is within in what is around', async () => {
    const body =
      '<text:p><text:s text:c="3"/>Out<text:note><text:note-body><text:p>In</text:p></text:note-body></text:note>side</text:p>';
    expect(bodyOf(await written(body, ['<1/>Draußen  &amp', 'Drinnen']))).toBe(
      '<text:p><text:s text:c="3"/><text:note><text:note-body><text:p>Drinnen</text:p></text:note-body></text:note>Draußen <text:s/>&amp;amp</text:p>',
    );
  });

  it('stays well-formed where formatting that is not seen begins before the text', async () => {
    const body =
      '<text:p><text:span text:style-name="R"><text:bookmark text:name="m"/>a</text:span> b</text:p>';
    expect(bodyOf(await written(body, ['x']))).toBe(
      '<text:p><text:bookmark text:name="m"/>x</text:p>',
    );
  });
});

describe('a table', () => {
  const row = (cells: string) => `<table:table-row>${cells}</table:table-row>`;
  const cell = (attributes: string, text: string) =>
    `<table:table-cell ${attributes}><text:p>${text}</text:p></table:table-cell>`;
  const sheet = (cells: string, more = '') =>
    `<table:table table:name="Sheet" ${more}>${row(cells)}</table:table>`;

  it('offers words, neither numbers nor what formulas give, nor hidden sheets', async () => {
    const body =
      sheet(
        cell('office:value-type="float" office:value="3"', '3') +
          cell('table:number-columns-repeated="2"', 'words') +
          cell('table:formula="of:=1" office:value-type="string"', 'sum') +
          cell('office:value-type="string"', 'more'),
      ) + sheet(cell('', 'hidden'), 'table:style-name="S"');
    const document = await opened(body, {}, 'spreadsheet');
    expect(document.units.map(({ text, context }) => [text, context])).toEqual([
      ['words', 'Sheet!B1'],
      ['more', 'Sheet!E1'],
    ]);
    expect(document.remarks).toEqual([{ kind: 'skipped', about: ['Sheet'] }]);
  });

  it('keeps the value of a cell in step with its text', async () => {
    const value = 'office:value-type="string" office:string-value="a &lt;"';
    const bytes = await written(sheet(cell(value, 'a &lt;')), ['"b" & c']);
    expect(bodyOf(bytes)).toContain(
      'office:string-value="&quot;b&quot; &amp; c"><text:p>"b" &amp; c</text:p>',
    );
    const alone = sheet(`<table:table-cell ${value}/>`);
    expect(bodyOf(await written(alone, ['z']))).toContain('office:string-value="z"/>');
  });
});

describe('another language', () => {
  const styles = (mode: string) =>
    `<office:document-styles ${spaces}><office:styles><style:default-style style:family="paragraph"><style:paragraph-properties ${mode}/><style:text-properties fo:language="en" fo:country="GB" style:language-complex="none" style:country-complex="none"/></style:default-style></office:styles><office:automatic-styles><style:page-layout><style:page-layout-properties style:writing-mode="lr-tb"/></style:page-layout></office:automatic-styles></office:document-styles>`;
  const result = async (language: string, mode = '') => {
    const document = await opened('<text:p>word</text:p>', { 'styles.xml': styles(mode) });
    expect(document.sourceLanguage).toBe('en-GB');
    const bytes = document.write(new Map([['content.xml#1', 'w']]), { language });
    return entry(bytes, 'styles.xml');
  };

  it('is named, and turns the pages where it is written from the right', async () => {
    expect(await result('de')).toContain('fo:language="de" fo:country="DE"');
    expect(await result('en')).toBe(styles(''));
    const arabic = await result('ar');
    expect(arabic).toContain('style:language-complex="ar" style:country-complex="EG"');
    expect(arabic).toContain('<style:page-layout-properties style:writing-mode="rl-tb"/>');
    expect(arabic).toContain('<style:paragraph-properties style:writing-mode="rl-tb" />');
    expect(await result('he', 'style:writing-mode="page"')).toContain(
      '<style:paragraph-properties style:writing-mode="page"/>',
    );
  });
});

describe('what cannot be opened', () => {
  const manifest =
    '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>';
  it.each([
    [{ 'META-INF/manifest.xml': manifest }, { reason: 'encrypted' }],
    [{ mimetype: 'application/epub+zip' }, { reason: 'content' }],
    [{ 'content.xml': '<a>\n<b></a>' }, { place: 'content.xml, 2' }],
  ])('%j', async (more, data) => {
    await expect(opened('<text:p>a</text:p>', more)).rejects.toMatchObject({ data });
  });
});

it('a translation comes back as it was, whatever is in it', async () => {
  const signs = [
    '&',
    '<',
    '>',
    '"',
    "'",
    '😀',
    'مرحبا',
    '$$',
    '</s>',
    ' ',
    '  ',
    '   ',
    '\u00a0',
    'a',
  ];
  const text = fc
    .array(fc.constantFrom(...signs), { minLength: 1 })
    .map((all) => `x${all.join('')}x`);
  const body = '<text:p>one <text:span text:style-name="B1">two</text:span></text:p>';
  await fc.assert(
    fc.asyncProperty(text, text, async (before, within) => {
      const translation = `${before}<1>${within}</1>${before}`;
      const again = await openDocument(file('a.odt', await written(body, [translation])));
      expect(again.units[0]?.text).toBe(translation);
    }),
    { seed },
  );
});
