import { readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { seed } from '../../../tools/test/cases';
import type { Bytes } from '../../core/bytes';
import { checkRoundTrip } from '../check';
import { openDocument } from '../formats';

const folder = new URL('../../../testing/documents/', import.meta.url);
const load = (name: string): Bytes => new Uint8Array(readFileSync(new URL(name, folder)));
const file = (name: string, bytes: Bytes = load(name)) => ({ name, bytes, languages: ['en'] });
const filesOf = (format: string) =>
  readdirSync(new URL(format, folder))
    .filter((name) => name.endsWith(format))
    .map((name) => `${format}/${name}`);
const entry = (bytes: Bytes, name: string) => new TextDecoder().decode(unzipSync(bytes)[name]);
const opened = (name: string) => openDocument(file(name));
const texts = async (name: string) => (await opened(name)).units.map(({ text }) => text);
const written = async (
  name: string,
  translate: (text: string) => string,
  language = 'de',
): Promise<Bytes> => {
  const document = await opened(name);
  const all = document.units.map(({ id, text }): [string, string] => [id, translate(text)]);
  return document.write(new Map(all), { language });
};

describe('real files of Excel and PowerPoint', () => {
  it.each([...filesOf('xlsx'), ...filesOf('pptx')])('%s comes back', async (name) => {
    expect(await checkRoundTrip(file(name))).toBeUndefined();
  });
});

describe('a workbook', () => {
  it('offers words, neither numbers nor formulas, nor what formulas compare cells with', async () => {
    const document = await opened('xlsx/openpyxl-3-6.xlsx');
    const found = document.units.map(({ text }) => text);
    expect(found).toContain('Line one\nLine two');
    expect(found).not.toContain('Apples');
    expect(found.some((text) => /IF\(|^\d+$/.test(text))).toBe(false);
    expect(document.remarks).toEqual([{ kind: 'skipped', about: ['Apples'] }]);
  });

  it('leaves hidden sheets out, and says so', async () => {
    const document = await opened('xlsx/openpyxl-3-5.xlsx');
    expect(document.units.map(({ text }) => text)).not.toContain('Hidden choice');
    expect(document.remarks).toContainEqual({ kind: 'skipped', about: ['Lists'] });
  });

  it('has the words of comments, boxes, charts, prompts, headers and rich text', async () => {
    expect(await texts('xlsx/openpyxl-3-1.xlsx')).toContain('Ask the grower again.');
    expect(await texts('xlsx/xlsxwriter-3-2.xlsx')).toContain('A box with several words.');
    expect(await texts('xlsx/xlsxwriter-3-4.xlsx')).toContain('Cities and their people');
    expect(await texts('xlsx/xlsxwriter-3-1.xlsx')).toContain(
      '<1>This is </1>important<2> today</2>',
    );
    expect(await texts('xlsx/openpyxl-3-5.xlsx')).toContain('Confidential <1/> of');
    const prompts = (await opened('xlsx/xlsxwriter-3-5.xlsx')).units;
    expect(prompts.find(({ text }) => text === 'Please pick a state.')?.limit).toBe(255);
  });

  it('names columns of tables as their cells, each another', async () => {
    const table = 'xl/tables/table1.xml';
    const bytes = await written('xlsx/xlsxwriter-3-3.xlsx', (text) => `${text} & mehr`);
    expect(entry(bytes, table)).toContain('name="Kind of fruit &amp; mehr"');
    expect(entry(bytes, 'xl/sharedStrings.xml')).toContain('>How many &amp; mehr</t>');
    const same = await written('xlsx/xlsxwriter-3-3.xlsx', () => 'Gleich');
    expect(entry(same, table)).toContain('name="Gleich"');
    expect(entry(same, table)).toContain('name="How many"');
  });

  it('keeps the codes of headers, and is turned for Arabic', async () => {
    const name = 'xlsx/openpyxl-3-5.xlsx';
    const bytes = await written(name, (text) => text.replace('Confidential', 'R & D'), 'ar');
    expect(entry(bytes, 'xl/worksheets/sheet1.xml')).toContain(
      'R &amp;&amp; D &amp;P of &amp;N</oddHeader>',
    );
    expect(entry(bytes, 'xl/worksheets/sheet1.xml')).toContain('rightToLeft="1"');
  });
});

describe('a presentation', () => {
  it('has the words of slides, notes, tables, charts, groups and descriptions', async () => {
    expect(await texts('pptx/python-pptx-1.0-3.pptx')).toContain('Speak slowly here.');
    expect(await texts('pptx/python-pptx-1.0-4.pptx')).toContain('Region');
    expect(await texts('pptx/python-pptx-1.0-5.pptx')).toEqual(
      expect.arrayContaining(['Sales by region', 'First quarter', 'Midwest']),
    );
    const grouped = await texts('pptx/python-pptx-1.0-7.pptx');
    expect(grouped).toEqual(expect.arrayContaining(['Inside a group', 'A square with words']));
    expect(grouped.some((text) => text.startsWith('Click to edit'))).toBe(false);
  });

  it('has marks for breaks and formatting', async () => {
    const found = await texts('pptx/python-pptx-1.0-2.pptx');
    expect(found.some((text) => text.includes('<2/>After the break.'))).toBe(true);
    expect(await texts('pptx/python-pptx-1.0-8.pptx')).toContain('Our page');
  });

  it('is turned for Arabic, and says so of the language', async () => {
    const bytes = await written('pptx/python-pptx-1.0-4.pptx', (text) => `${text} ع`, 'ar');
    const slide = entry(bytes, 'ppt/slides/slide1.xml');
    expect(slide).toContain('<a:pPr rtl="1"/>');
    expect(slide).toContain('lang="ar-EG"');
    expect(entry(bytes, 'ppt/slideMasters/slideMaster1.xml')).toMatch(/algn="r"[^>]*rtl="1"/);
    const german = await written('pptx/python-pptx-1.0-4.pptx', (text) => `${text} ß`);
    expect(entry(german, 'ppt/slides/slide1.xml')).not.toContain('rtl=');
  });
});

describe.each(['xlsx/xlsxwriter-3-1.xlsx', 'pptx/python-pptx-1.0-2.pptx'])('%s', (name) => {
  it('has any translation when it is read again', async () => {
    const signs = ['&', '<', '>', '"', "'", '😀', 'مرحبا', '$$', '</s>', ' ', '  ', '\u00a0', 'a'];
    const text = fc
      .array(fc.constantFrom(...signs), { minLength: 1 })
      .map((all) => `x${all.join('')}x`);
    await fc.assert(
      fc.asyncProperty(text, async (extra) => {
        const bytes = await written(name, (source) => extra + source);
        const again = await openDocument(file(name, bytes));
        const expected = (await texts(name)).map((source) => extra + source);
        expect(again.units.map((unit) => unit.text)).toEqual(expected);
      }),
      { numRuns: 20, seed },
    );
  }, 60_000);
});
