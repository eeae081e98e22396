import { describe, expect, it } from 'vitest';
import {
  hardTexts,
  theyComeBack,
  realFiles,
  sourceFile,
  writtenText,
} from '../../../testing/documents/realFiles';
import { openDocument } from '../formats';

const own = (name: string) =>
  openDocument(realFiles('xliff').find((file) => file.name === name) ?? sourceFile('', ''));

describe('real XLIFF', () => {
  theyComeBack('xliff');
});

describe('XLIFF 1.2', () => {
  it('has what is not done yet', async () => {
    expect((await own('by-hand-1.2.xlf')).units).toMatchObject([
      {
        id: '1',
        text: 'Hello <1>big</1> world<2/>',
        context: 'title',
        limit: 30,
        notes: ['Shown & seen'],
        state: 'new',
      },
      { id: '2', text: 'Two <1>words</1>.', state: 'new' },
      { id: '5|0', text: 'One.', translation: 'Eins.', state: 'final' },
      { id: '5|1', text: 'Two.', state: 'new' },
    ]);
  });

  it('gets targets after the sources, in their segments, and its language', async () => {
    const written = writtenText(await own('by-hand-1.2.xlf'), {
      1: '<1>Große</1> Welt<2/>',
      2: '<1>Zwei</1> & zwei',
      '5|1': 'Zwei.',
    });
    expect(written).toContain('target-language="de"');
    expect(written).toContain(
      'world<x id="2"/></source>\n        <target state="translated"><g id="1" ctype="bold">Große</g> Welt<x id="2"/></target>\n        <note>',
    );
    expect(written).toContain(
      '<target state="translated"><bpt id="1">&lt;b></bpt>Zwei<ept id="1">&lt;/b></ept> &amp; zwei</target>',
    );
    expect(written).toContain(
      '<target><mrk mtype="seg" mid="0">Eins.</mrk> <mrk mtype="seg" mid="1">Zwei.</mrk></target><alt-trans>',
    );
  });

  it.each(hardTexts)('says %j', async (text) => {
    const written = writtenText(await own('by-hand-1.2.xlf'), { 1: `<1>x</1><2/>${text}` });
    expect((await openDocument(sourceFile('a.xlf', written))).units[0]?.translation).toBe(
      `<1>x</1><2/>${text}`,
    );
  });
});

describe('XLIFF 2', () => {
  it('has segments, with what the file says of them', async () => {
    expect((await own('by-hand-2.1.xlf')).units).toMatchObject([
      {
        id: 'u1/s1',
        text: 'Open <1>the <2/>file</1>',
        context: 'menu',
        notes: ['For the menu'],
        state: 'new',
      },
      { id: 'u1/s2', text: 'Close <1/>', translation: 'Schließen <1/>', state: 'final' },
    ]);
  });

  it('gets targets and states', async () => {
    const written = writtenText(
      await own('by-hand-2.1.xlf'),
      { 'u1/s1': '<1>Datei<2/></1> öffnen' },
      { language: 'fr' },
    );
    expect(written).toContain('trgLang="fr"');
    expect(written).toContain(
      '<segment id="s1" state="translated"><source>Open <pc id="1">the <cp hex="001A"/>file</pc></source><target><pc id="1">Datei<cp hex="001A"/></pc> öffnen</target></segment>',
    );
  });
});

it('Another kind of XML is refused', async () => {
  await expect(openDocument(sourceFile('a.xlf', '<html/>'))).rejects.toMatchObject({
    code: 'document-unsupported',
  });
});
