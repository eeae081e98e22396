import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { sourceFile } from '../../testing/documents/realFiles';
import { openDocument } from './formats';
import { MAX_DEPTH, MAX_TAG } from './limits';

const opened = (name: string, content: string | Uint8Array) =>
  openDocument(sourceFile(name, content));
const odt = (content: Uint8Array) => zipSync({ 'content.xml': content });
const encode = (text: string) => new TextEncoder().encode(text);

const laughs =
  '<!DOCTYPE a [<!ENTITY a0 "ha">' +
  Array.from({ length: 9 }, (_, i) => `<!ENTITY a${i + 1} "${`&a${i};`.repeat(10)}">`).join('') +
  ']>';
const quadratic = `<!DOCTYPE a [<!ENTITY a9 "${'x'.repeat(50_000)}">]>`;

/** Roots of formats that are XML, with something in them. */
const xml: Readonly<Record<string, (inner: string) => string>> = {
  xlf: (inner) => `<xliff version="1.2">${inner}</xliff>`,
  tmx: (inner) => `<tmx>${inner}</tmx>`,
  xml: (inner) => `<resources><string name="a">${inner}</string></resources>`,
  stringsdict: (inner) => `<plist>${inner}</plist>`,
};

describe.each(Object.entries(xml))('.%s', (extension, around) => {
  it.each([
    ['a thousand million laughs', laughs],
    ['a long entity many times', quadratic],
  ])('with %s is refused before any is resolved', async (_, doctype) => {
    const text = doctype + around('&a9;'.repeat(50_000));
    await expect(opened(`a.${extension}`, text)).rejects.toMatchObject({
      code: 'document-unsupported',
      data: { reason: 'entities' },
    });
  });

  it('with a tag that has no end is refused', async () => {
    const text = around(`<a b="${'x'.repeat(2 * MAX_TAG)}"/>`);
    await expect(opened(`a.${extension}`, text)).rejects.toMatchObject({
      data: { what: 'MAX_TAG' },
    });
  });
});

it('an entity in a book or a page is text', async () => {
  const { units } = await opened('a.html', `${laughs}<p>one &a9;</p>`);
  expect(units.at(-1)?.text).toContain('one &a9;');
});

describe('what is nested too deep is refused', () => {
  const deep = 2 * MAX_DEPTH + 1;
  it.each([
    ['a.xlf', `<xliff>${'<g>'.repeat(deep)}`],
    ['a.html', '<div>'.repeat(deep)],
    ['a.html', '<ul><li>'.repeat(deep)],
    ['a.json', '['.repeat(deep)],
    ['a.yaml', `a: ${'['.repeat(deep)}`],
    ['a.yaml', '- '.repeat(deep)],
    ['a.md', '>'.repeat(deep)],
    ['a.md', '1. - '.repeat(deep)],
  ])('%s %#', async (name, text) => {
    await expect(opened(name, text)).rejects.toMatchObject({ code: 'document-too-large' });
  });

  it('but not what only looks like it', async () => {
    await expect(opened('a.yaml', '- a b\n'.repeat(deep))).resolves.toBeDefined();
    await expect(opened('a.yaml', `a: "${'['.repeat(deep)} b"`)).resolves.toBeDefined();
    await expect(opened('a.md', '- one word\n'.repeat(deep))).resolves.toBeDefined();
    await expect(opened('a.html', '<p>one <b>two'.repeat(deep))).resolves.toBeDefined();
  });
});

describe('an archive', () => {
  it('of what packs too well is refused by what it claims', async () => {
    const content = encode('<a>'.repeat(2 ** 19));
    await expect(opened('a.odt', odt(content))).rejects.toMatchObject({
      data: { what: 'MAX_RATIO', place: 'content.xml' },
    });
  });

  it('within an archive is not opened', async () => {
    const inner = zipSync({ a: new Uint8Array(2 ** 24) });
    const content = encode(
      '<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>',
    );
    const { units } = await opened('a.odt', zipSync({ 'content.xml': content, 'a.zip': inner }));
    expect(units).toEqual([]);
  });
});
