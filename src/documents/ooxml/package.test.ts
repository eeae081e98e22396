import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { OfficePackage } from './package';

const bytes = (text: string) => new TextEncoder().encode(text);
const types = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
  <Default Extension="XML" ContentType="application/xml"/>
  <Override PartName="/word/Document.xml" ContentType="application/main+xml"/></Types>`;
const rels = (list: string) =>
  `<r:Relationships xmlns:r="http://schemas.openxmlformats.org/package/2006/relationships">${list}</r:Relationships>`;
const to = (id: string, type: string, target: string, more = '') =>
  `<r:Relationship Id="${id}" Type="http://x/${type}" Target="${target}" ${more}/>`;
const opened = (files: Readonly<Record<string, string>>) =>
  new OfficePackage(
    zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, bytes(text)]))),
  );

describe('a package', () => {
  const office = opened({
    '[content_types].xml': types,
    '_rels/.rels': rels(to('a', 'officeDocument', '/Word/document.xml')),
    'word/document.xml': '<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"/>',
    'word\\_rels\\document.xml.rels': rels(
      to('1', 'image', '../media/a%20b.xml#x') +
        to('2', 'hyperlink', 'https://example.org', 'TargetMode="External"') +
        to('3', 'image', 'missing.xml') +
        to('4', 'footnotes', './notes.xml'),
    ),
    'media/a b.xml': '<a/>',
    'word/Notes.xml': '<a/>',
  });

  it('leads from part to part, whatever their names look like', () => {
    expect(office.mainPart()).toBe('word/document.xml');
    expect(office.relationships('word/document.xml')).toEqual([
      { id: '1', type: 'image', target: 'media/a b.xml', isExternal: false },
      { id: '2', type: 'hyperlink', target: 'https://example.org', isExternal: true },
      { id: '4', type: 'footnotes', target: 'word/Notes.xml', isExternal: false },
    ]);
    expect(office.related('word/document.xml', 'hyperlink')).toEqual([]);
  });

  it('tells what its parts are', () => {
    expect(office.contentType('word/document.xml')).toBe('application/main+xml');
    expect(office.contentType('media/a b.xml')).toBe('application/xml');
    expect(office.contentType('a.png')).toBe('');
  });

  it('reads XML with the prefixes that are usual', () => {
    expect(office.xml('word/document.xml').tokens[0]?.name).toBe('w:document');
  });

  it.each([{ 'a.xml': '' }, { '[Content_Types].xml': types }])('is none in %j', (files) => {
    expect(() => opened(files).mainPart()).toThrow(
      expect.objectContaining({ code: 'document-damaged' }),
    );
  });
});
