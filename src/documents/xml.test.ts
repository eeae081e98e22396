import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attributeRanges, declaredEncoding, escapeAttribute, escapeXml, readXml } from './xml';

const joined = (source: string) =>
  readXml(source)
    .map(({ start, end }) => source.slice(start, end))
    .join('');

describe('the tokens of an XML text', () => {
  const source =
    '\ufeff<?xml version="1.0"?>\r\n<!-- c < > --><!DOCTYPE a>\n<a x="1 &gt; 2">T &amp; <b/>u<c>v\r\n</c>' +
    '<![CDATA[x<y]]>z😀 w<?pi a?><!--k--></a>\n\n';

  it('strung together are the text', () => {
    expect(joined(source)).toBe(source);
  });

  it('are told with what they say', () => {
    const seen = readXml(source).map(({ kind, start, end, text, name }) => [
      kind,
      source.slice(start, end),
      text || name,
    ]);
    expect(seen).toEqual([
      ['other', '\ufeff<?xml version="1.0"?>', ''],
      ['text', '\r\n', '\n'],
      ['comment', '<!-- c < > -->', ''],
      ['other', '<!DOCTYPE a>', ''],
      ['text', '\n', '\n'],
      ['open', '<a x="1 &gt; 2">', 'a'],
      ['text', 'T &amp; ', 'T & '],
      ['open', '<b/>', 'b'],
      ['close', '', 'b'],
      ['text', 'u', 'u'],
      ['open', '<c>', 'c'],
      ['text', 'v\r\n', 'v\n'],
      ['close', '</c>', 'c'],
      ['cdata', '<![CDATA[x<y]]>', 'x<y'],
      ['text', 'z😀 w', 'z😀 w'],
      ['other', '<?pi a?>', ''],
      ['comment', '<!--k-->', ''],
      ['close', '</a>', 'a'],
      ['text', '\n\n', '\n\n'],
    ]);
  });

  it('are those of any text that is well-formed', () => {
    const text = fc
      .string({ unit: fc.constantFrom(...Array.from('ab <>&"\'\n\r\t😀é]')) })
      .map((each) => escapeXml(each));
    const { tree } = fc.letrec<{ tree: string; children: string }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        text,
        fc.constantFrom('<e/>', '<!-- - > -->', '<![CDATA[<&]] >]]>', '<?p q?>', '<e a="&lt;>"/>'),
        tie('children').map((inner) => `<n m='"'>${inner}</n >`),
      ),
      children: fc.array(tie('tree'), { maxLength: 4 }).map((each) => each.join('')),
    }));
    fc.assert(
      fc.property(tree, (inner) => {
        const whole = `<r>${inner}</r>`;
        expect(joined(whole)).toBe(whole);
      }),
    );
  });

  it('have the prefixes of their format, whatever the file calls them', () => {
    const given = '<ns0:p xmlns:ns0="urn:w" ns0:a="1" b="2"><q xmlns="urn:w"/><r/></ns0:p>';
    const tokens = readXml(given, { namespaces: { 'urn:w': 'w' } });
    expect(tokens.map(({ name }) => name)).toEqual(['w:p', 'w:q', 'w:q', 'r', 'r', 'w:p']);
    expect(tokens[0]?.attributes).toMatchObject({ 'w:a': '1', b: '2' });
  });

  it.each([
    ['<a><b></a>', 'document-damaged', { place: 1 }],
    ['<a>\n\n&nbsp;</a>', 'document-damaged', { place: 3 }],
    ['<a>', 'document-damaged', {}],
    ['', 'document-damaged', {}],
    ['<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', 'document-unsupported', { reason: 'entities' }],
    ['<!DOCTYPE a [<!ENTITY % x SYSTEM "file:///etc/passwd">]><a/>', 'document-unsupported', {}],
    ['<a>'.repeat(2000), 'document-too-large', { what: 'MAX_DEPTH' }],
  ])('are refused of %j', (broken, code, data) => {
    expect(() => readXml(broken)).toThrow(
      expect.objectContaining({ code, data: expect.objectContaining(data) as unknown }),
    );
  });
});

describe('escapes', () => {
  it('are read back as what they were, without what XML cannot say', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const sayable = text.toWellFormed().replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '');
        const read = readXml(`<a b="${escapeAttribute(text)}">${escapeXml(text)}</a>`);
        expect(read[0]?.attributes['b']).toBe(sayable);
        const between = read.filter(({ kind }) => kind === 'text').map((each) => each.text);
        expect(between.join('')).toBe(sayable.replace(/\r\n?/g, '\n'));
      }),
    );
  });

  it('are looked for between the quotes of an attribute', () => {
    const source = `<a b = "1" c='2"'>`;
    const ranges = attributeRanges(source, { start: 0, end: source.length });
    expect([...ranges].map(([name, { start, end }]) => [name, source.slice(start, end)])).toEqual([
      ['b', '1'],
      ['c', '2"'],
    ]);
  });
});

it('the declaration names the encoding', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  expect(declaredEncoding(bytes('<?xml version="1.0" encoding="windows-1251"?>'))).toBe(
    'windows-1251',
  );
  expect(declaredEncoding(bytes('<a encoding="x"/>'))).toBeUndefined();
});
