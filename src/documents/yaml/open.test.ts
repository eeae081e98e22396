import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import {
  hardTexts,
  theyComeBack,
  realFiles,
  sourceFile,
  writtenText,
} from '../../../testing/documents/realFiles';
import { openDocument } from '../formats';

const opened = (text: string) => openDocument(sourceFile('a.yaml', text));

describe('real YAML', () => {
  theyComeBack('yaml');
});

describe('YAML', () => {
  const [file = sourceFile('', '')] = realFiles('yaml');

  it('has a unit for each string that says something', async () => {
    const { units, sourceLanguage } = await openDocument(file);
    expect(sourceLanguage).toBe('en');
    expect(units.map(({ id, text }) => [id, text])).toEqual([
      ['/hello', 'Hello, %{name}!'],
      ['/yes', 'Yes, ä "q"'],
      ['/single', "It's here"],
      ['/literal', 'Line one\n  indented\n\nLine two'],
      ['/folded', 'A long line that goes on\nand a paragraph'],
      ['/list/0', 'First one'],
      ['/list/2/flow', 'In a flow'],
      ['/multi', 'plain text over two lines'],
    ]);
    expect(units[0]?.notes).toEqual(['Greets']);
  });

  it('keeps its forms, and names the language', async () => {
    const written = writtenText(
      await openDocument(file),
      {
        ...{
          '/hello': 'no',
          '/single': "D'accord",
          '/literal': 'Eins\n\nZwei',
          '/folded': 'a\nb',
          '/list/0': 'A: b',
        },
      },
      { language: 'no' },
    );
    expect(written).toContain('"no":\n  # Greets\n  hello: "no"\n');
    expect(written).toContain(
      "single: 'D''accord'\n  literal: |\n    Eins\n\n    Zwei\n  folded: >-\n    a\n\n    b\n  list:\n    - &a \"A: b\"\n",
    );
  });

  it.each([
    'a: x y',
    "a: 'x y'",
    'a: "x y"',
    'a: |\n  x y\n',
    'a: >\n  x y\n',
    'a: [x y, z]',
    'a: {b: x y}',
  ])('says what is hard to say in %j', async (source) => {
    const document = await opened(source);
    const id = document.units[0]?.id ?? '';
    const more = [
      'yes',
      'null',
      '1.5',
      '2024-01-02',
      '~',
      'a #b',
      'a: b',
      '? a',
      '*a',
      '%a',
      '@a',
      '- a',
      "'a",
      '--- a',
      'a,b',
      'a]',
    ];
    for (const text of [...hardTexts, ...more, 'a\n\n b']) {
      const written = writtenText(document, { [id]: text });
      const value = JSON.stringify(parse(written));
      expect(value).toContain(JSON.stringify(text).slice(0, -1));
    }
  });

  it('that is broken is refused with the line', async () => {
    await expect(opened('a: b\nc: "d\n')).rejects.toMatchObject({
      code: 'document-damaged',
      data: { place: 3 },
    });
    await expect(opened('['.repeat(100_000))).rejects.toMatchObject({
      code: expect.stringMatching(/^document/) as unknown,
    });
  });
});
