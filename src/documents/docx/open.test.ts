import { readFileSync, readdirSync } from 'node:fs';
import { unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Bytes } from '../../core/bytes';
import { checkRoundTrip } from '../check';
import { openDocument } from '../formats';
import type { WriteOptions } from '../types';

const folder = new URL('../../../testing/documents/docx/', import.meta.url);
const made = readdirSync(folder).filter((name) => name.endsWith('.docx'));
const read = (name: string): Bytes => new Uint8Array(readFileSync(new URL(name, folder)));
const fileOf = (bytes: Bytes) => ({ name: 'a.docx', bytes, languages: ['en'] });
const opened = (bytes: Bytes) => openDocument(fileOf(bytes));
const xmlOf = (bytes: Bytes, name = 'word/document.xml') =>
  new TextDecoder().decode(unzipSync(bytes)[name]);

const namespaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
  xmlns:v="urn:schemas-microsoft-com:vml"
  xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"`;

/** A document with a body, and no more than it must have. */
function withBody(body: string, root = namespaces): Bytes {
  const relationship = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const files = {
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="${relationship}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<w:document ${root}><w:body>${body}</w:body></w:document>`,
  };
  const encoded = Object.entries(files).map(([name, text]) => [
    name,
    new TextEncoder().encode(text),
  ]);
  return zipSync(Object.fromEntries(encoded) as Record<string, Uint8Array>);
}
const t = (text: string, properties = '') =>
  `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
const p = (...runs: readonly string[]) => `<w:p>${runs.join('')}</w:p>`;
const char = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
const field = (instruction: string, result: string) =>
  `${char('begin')}<w:r><w:instrText>${instruction}</w:instrText></w:r>${char('separate')}${result}${char('end')}`;

async function textsOf(body: string): Promise<readonly string[]> {
  const bytes = withBody(body);
  expect(await checkRoundTrip(fileOf(bytes))).toBeUndefined();
  return (await opened(bytes)).units.map(({ text }) => text);
}

async function written(
  body: string,
  translations: readonly string[],
  options: Partial<WriteOptions> = {},
): Promise<string> {
  const document = await opened(withBody(body));
  const pairs = document.units.map(({ id, text }, at): [string, string] => [
    id,
    translations[at] ?? text,
  ]);
  return xmlOf(document.write(new Map(pairs), { language: 'de', ...options }));
}

describe.each(made)('a document of %s', (name) => {
  it('comes back as it was, also when all of it is rewritten', async () => {
    expect(await checkRoundTrip(fileOf(read(name)))).toBeUndefined();
  });

  it('has translations back as they were given', async () => {
    const document = await opened(read(name));
    const hard = (text: string) => `& < > " ' 😀 שלום $$ $& </s> ${text} ]]>`;
    const all = new Map(document.units.map(({ id, text }) => [id, hard(text)]));
    const again = await opened(document.write(all, { language: 'ar' }));
    expect(again.units.map(({ id, text }) => [id, text])).toEqual([...all]);
  });

  it('has both languages where both are wanted', async () => {
    const document = await opened(read(name));
    const all = new Map(document.units.map(({ id, text }) => [id, text.replace(/\p{L}+/gu, 'x')]));
    const again = await opened(document.write(all, { language: 'de', isBilingual: true }));
    const texts = again.units.map(({ text }) => text);
    for (const { text } of document.units.filter(({ id }) => id.startsWith('document'))) {
      expect(texts).toContain(text);
    }
  });
});

it.each([
  [
    'docx.js-9.docx',
    [
      'See <1>the page</1> for more<2/> words.',
      'It was newly written.',
      'Hidden: no more.',
      'A commented<1/> sentence <2/> here.',
      'A place to go.',
      'Page <1/> of the text',
      'The first note.',
      'A remark',
      'Notes',
    ],
  ],
  [
    'python-docx-1.docx',
    [
      'Yearly report',
      'This is <1>bold</1> and <2>italic</2> text, <3>in runs</3> of it.',
      'One line<1/>and another<2/>with a tab.',
      ...['Name', 'Number', 'Apples &amp; pears', '12', 'First point', 'Second point'],
      ...['A header', 'A footer', 'A report'],
    ].map((text) => text.replace('&amp;', '&')),
  ],
])('%s has these units', async (name, texts) => {
  expect((await opened(read(name))).units.map(({ text }) => text)).toEqual(texts);
});

describe('runs', () => {
  it.each([
    [
      p(t('One '), t('and', '<w:lang w:val="de"/><w:noProof/>'), '<w:proofErr/>', t(' two')),
      'One and two',
    ],
    [
      p(t('a '), '<w:bookmarkStart w:id="1" w:name="x"/>', t('b'), '<w:bookmarkEnd w:id="1"/>'),
      'a b',
    ],
    [p(t('A'), t(' ', '<w:b/>'), t('b', '<w:b/>'), t(' long tail')), 'A <1>b</1> long tail'],
    [p(t('all bold', '<w:b/>')), 'all bold'],
    [p('<w:r><w:tab/><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/></w:r>'), 'a<1/>b'],
    [
      p(
        '<w:r><w:t>non</w:t><w:noBreakHyphen/><w:t>stop sta</w:t><w:softHyphen/><w:t>tion</w:t></w:r>',
      ),
      'non\u2011stop sta\u00adtion',
    ],
    [p('<w:r><w:t> edge </w:t></w:r>', t('!')), 'edge!'],
    [p(t('Old', '<w:b><!-- --></w:b>'), t(' new text')), '<1>Old</1> new text'],
  ])('%j: %j', async (body, text) => {
    expect(await textsOf(body)).toEqual([text]);
  });

  it('keep what needs no mark, at its share of the text', async () => {
    const body = p(t('one two '), '<w:bookmarkStart w:id="1" w:name="x"/>', t('three four'));
    const xml = await written(body, ['eins zwei drei vier']);
    expect(xml).toMatch(/eins zwei ?<\/w:t><\/w:r><w:bookmarkStart w:id="1" w:name="x"\/><w:r>/);
  });

  it('get the language, and stay in the order of the schema', async () => {
    const xml = await written(
      p(t('one', '<w:b/><w:color w:val="FF0000"/><w:em w:val="dot"/>')),
      ['א'],
      {
        language: 'he',
      },
    );
    expect(xml).toContain(
      '<w:p><w:pPr><w:bidi/></w:pPr><w:r><w:rPr><w:b/><w:bCs/><w:color w:val="FF0000"/><w:rtl/><w:em w:val="dot"/><w:lang w:bidi="he-IL"/></w:rPr><w:t xml:space="preserve">א</w:t></w:r></w:p>',
    );
  });
});

describe('fields', () => {
  it.each([
    [p(t('See '), field('HYPERLINK "x"', t('this page')), t(' now')), 'See <1>this page</1> now'],
    [p(t('On '), field('DATE', t('Monday')), t(' it was')), 'On <1/> it was'],
    [
      p(t('On '), `<w:fldSimple w:instr=" PAGE ">${t('7')}</w:fldSimple>`, t(' it was')),
      'On <1/> it was',
    ],
    [p(t('A word'), field('XE "word"', ''), t(' here')), 'A word here'],
    // One within another's result.
    [
      p(field('TOC', `${t('Chapter')}<w:r><w:tab/></w:r>${field('PAGEREF _1', t('3'))}`)),
      'Chapter',
    ],
    // One that never ends holds nothing back.
    [p(char('begin'), t('text')), 'text'],
  ])('%j: %j', async (body, text) => {
    expect(await textsOf(body)).toEqual([text]);
  });

  it('over several paragraphs leave their results to these, without what is in instructions', async () => {
    const instruction = `<w:r><w:instrText>IF </w:instrText></w:r>${field('AUTHOR', t('x'))}${t('y')}`;
    const begin = `${char('begin')}${instruction}${char('separate')}`;
    expect(await textsOf(p(begin, t('one')) + p(t('two'), char('end')))).toEqual(['one', 'two']);
  });
});

describe('what is within a paragraph', () => {
  const box = (text: string) => `<w:txbxContent>${p(t(text))}</w:txbxContent>`;
  const both = `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:docPr id="1" name="n" descr="A cat"/>${box('Inside')}</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape alt="A cat">${box('Inside')}</v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>`;
  const body = p(t('Before '), both, t('after'));

  it('is a unit of its own, once for both forms', async () => {
    expect(await textsOf(body)).toEqual(['Before <1/>after', 'A cat', 'Inside']);
  });

  it('is written into both, whether the outer text changes or not', async () => {
    for (const outer of ['Before <1/>after', 'Vor <1/>nach']) {
      const xml = await written(body, [outer, 'Eine "Katze"', 'Drinnen']);
      expect(xml.match(/>Drinnen</g)).toHaveLength(2);
      expect(xml.match(/"Eine &quot;Katze&quot;"/g)).toHaveLength(2);
      expect(xml).not.toMatch(/Inside|A cat/);
    }
  });

  it('may be ruby, which stays as long as its base', async () => {
    const ruby = `<w:r><w:ruby><w:rt>${t('かんじ')}</w:rt><w:rubyBase>${t('漢字')}</w:rubyBase></w:ruby></w:r>`;
    const japanese = p(t('これは'), ruby, t('です'));
    expect(await textsOf(japanese)).toEqual(['これは<1>漢字</1>です']);
    expect(await written(japanese, ['こちらは<1>漢字</1>です'])).toContain('かんじ');
    expect(await written(japanese, ['This is <1>Kanji</1>'])).not.toContain('かんじ');
  });

  it('may be a control, whose data does not come back', async () => {
    const control = `<w:sdt><w:sdtPr><w:dataBinding w:xpath="x"/></w:sdtPr><w:sdtContent>${p(t('Title'))}</w:sdtContent></w:sdt>`;
    expect(await written(control, ['Titel'])).not.toContain('dataBinding');
    expect(await written(control, ['Title'])).toContain('dataBinding');
  });
});

describe('changes that were tracked', () => {
  it('are read as accepted, with a remark, and deletions stay', async () => {
    const body = p(
      t('It was '),
      `<w:ins w:id="1">${t('new')}</w:ins>`,
      '<w:del w:id="2"><w:r><w:delText>old</w:delText></w:r></w:del>',
      t('.'),
    );
    const document = await opened(withBody(body));
    expect(document.units.map(({ text }) => text)).toEqual(['It was new.']);
    expect(document.remarks).toEqual([{ kind: 'tracked-changes', about: ['word/document.xml'] }]);
    expect(await written(body, ['Es war neu.'])).toContain('<w:delText>old</w:delText>');
  });
});

describe('the direction', () => {
  const table = `<w:tbl><w:tblPr><w:tblStyle w:val="a"/><w:tblW w:w="0"/></w:tblPr><w:tr><w:tc>${p(t('12'))}</w:tc><w:tc>${p(t('word'))}</w:tc></w:tr></w:tbl>`;
  const section = '<w:sectPr><w:pgSz w:w="1"/><w:docGrid w:linePitch="360"/></w:sectPr>';

  it('is that of the translation, in tables and sections, too', async () => {
    const xml = await written(table + section, ['12', 'كلمة'], { language: 'ar' });
    expect(xml).toContain('<w:tblStyle w:val="a"/><w:bidiVisual/><w:tblW');
    expect(xml).toContain('<w:pgSz w:w="1"/><w:bidi/><w:docGrid');
    expect(xml.match(/<w:pPr><w:bidi\/><\/w:pPr>/g)).toHaveLength(2);
    expect(xml).toContain('<w:lang w:bidi="ar-EG"/>');
  });

  it('is taken back', async () => {
    const body = `<w:p><w:pPr><w:bidi/></w:pPr>${t('كلمة واحدة', '<w:rtl/>')}</w:p>`;
    const xml = await written(body, ['one word'], { language: 'en' });
    expect(xml).toContain('<w:pPr><w:bidi w:val="0"/></w:pPr>');
    expect(xml).not.toContain('<w:rtl');
  });

  it('of what has none stays', async () => {
    expect(await written(table, ['12', 'Wort'])).not.toContain('bidi');
  });
});

it('both languages stand under each other, with one number and one end of a section', async () => {
  const body = `<w:p><w:pPr><w:pStyle w:val="s"/><w:numPr><w:numId w:val="3"/></w:numPr><w:sectPr/></w:pPr>${t('one')}<w:r><w:footnoteReference w:id="1"/></w:r>${t(' two')}</w:p>`;
  const xml = await written(body, ['eins<1/> zwei'], { isBilingual: true });
  expect(xml.match(/<w:sectPr\/>/g)).toHaveLength(1);
  expect(xml.match(/footnoteReference/g)).toHaveLength(1);
  expect(xml).toMatch(
    /one.*<\/w:p><w:p><w:pPr><w:pStyle w:val="s"\/><w:numPr>.*"0"\/><\/w:numPr><w:sectPr\/><\/w:pPr>.*eins.* zwei/,
  );
});

it('other prefixes than usual are kept', async () => {
  const bytes = withBody(p(t('one')));
  const renamedXml = xmlOf(bytes).replaceAll('w:', 'ns0:').replace('xmlns:w=', 'xmlns:ns0=');
  const renamed = zipSync({
    ...unzipSync(bytes),
    'word/document.xml': new TextEncoder().encode(renamedXml),
  });
  expect(await checkRoundTrip(fileOf(renamed))).toBeUndefined();
  const document = await opened(renamed);
  const xml = xmlOf(document.write(new Map([['document:1', 'eins']]), { language: 'de' }));
  expect(xml).toContain(
    '<ns0:lang ns0:val="de-DE"/></ns0:rPr><ns0:t xml:space="preserve">eins</ns0:t>',
  );
});

it('charts are read and written with it', async () => {
  const relationship = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart';
  const encode = (text: string) => new TextEncoder().encode(text);
  const bytes = zipSync({
    ...unzipSync(withBody(p(t('Text')))),
    'word/_rels/document.xml.rels': encode(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="c" Type="${relationship}" Target="charts/chart1.xml"/></Relationships>`,
    ),
    'word/charts/chart1.xml': encode(
      '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:p><a:r><a:t>Sales</a:t></a:r></a:p><c:strCache><c:pt><c:v>North</c:v></c:pt></c:strCache><c:numCache><c:pt><c:v>3</c:v></c:pt></c:numCache></c:chart>',
    ),
  });
  expect(await checkRoundTrip(fileOf(bytes))).toBeUndefined();
  const document = await opened(bytes);
  expect(document.units.map(({ text }) => text)).toEqual(['Text', 'Sales', 'North']);
  const all = new Map(document.units.map(({ id }) => [id, 'x & y']));
  const xml = xmlOf(document.write(all, { language: 'de' }), 'word/charts/chart1.xml');
  expect(xml.match(/>x &amp; y</g)).toHaveLength(2);
});
