import { describe, expect, it } from 'vitest';
import {
  theyComeBack,
  realFiles,
  sourceFile,
  writtenText,
} from '../../../testing/documents/realFiles';
import { openDocument } from '../formats';

const [file = sourceFile('', '')] = realFiles('tmx');

describe('real TMX', () => theyComeBack('tmx'));

describe('TMX', () => {
  it('has what is in the source language, with the translations that are there', async () => {
    const { units, sourceLanguage, targetLanguage } = await openDocument(file);
    expect([sourceLanguage, targetLanguage]).toEqual(['en', 'de']);
    expect(units).toMatchObject([
      { id: '1', text: 'A <1>bold</1> & word', state: 'new' },
      { id: '2', text: 'Two', translation: 'Zwei', state: 'final' },
    ]);
  });

  it('gets variants after the sources, or in place of others', async () => {
    const written = writtenText(await openDocument(file), {
      1: 'Ein <1>fettes</1> < Wort',
      2: 'zwei',
    });
    expect(written).toContain(
      '</tuv>\n      <tuv xml:lang="de"><seg>Ein <bpt i="1">&lt;b></bpt>fettes<ept i="1">&lt;/b></ept> &lt; Wort</seg></tuv>\n    </tu>',
    );
    expect(written).toContain('<tuv xml:lang="de"><seg>zwei</seg></tuv></tu>');
  });
});
