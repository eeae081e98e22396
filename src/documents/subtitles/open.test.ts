import { describe, expect, it } from 'vitest';
import {
  hardTexts,
  theyComeBack,
  sourceFile,
  writtenText,
} from '../../../testing/documents/realFiles';
import { openDocument } from '../formats';

describe('real subtitles', () => theyComeBack('subtitles'));

const srt = (...texts: readonly string[]) =>
  texts
    .map((text, at) => `${at + 1}\n00:00:0${at},000 --> 00:00:0${at + 2},000\n${text}\n`)
    .join('\n');
const opened = (text: string, name = 'a.srt') => openDocument(sourceFile(name, text));
const texts = async (text: string, name?: string) =>
  (await opened(text, name)).units.map((unit) => unit.text);

describe('a cue', () => {
  it.each([
    ['one\ntwo', 'one two'],
    ['这是\n一句。', '这是一句。'],
    ['한국어\n문장', '한국어 문장'],
    ['- Hi.\n- Well,\nhello.', '- Hi.\n- Well, hello.'],
    ['{\\an8}<i>all\nof it</i>', 'all of it'],
    ['a <b>word</b>\n<i>open', 'a <1>word</1> <2/>open'],
    ['5 < 6 & 7', '5 < 6 & 7'],
    ['one\n\nmore', 'one more'],
  ])('%j is %j', async (raw, text) => expect(await texts(srt(raw, 'x'))).toEqual([text, 'x']));

  it('is broken again where it is too long, in halves', async () => {
    const document = await opened(srt('<i>short</i>', 'kurz'));
    const long = 'Das ist ein langer Satz, der nicht auf eine Zeile passt.';
    expect(writtenText(document, { 1: long, 2: 'x'.repeat(60) })).toBe(
      srt('<i>Das ist ein langer Satz,\nder nicht auf eine Zeile passt.</i>', 'x'.repeat(60)),
    );
    const chinese = '这是一个很长的句子，它在屏幕上放不下一行，所以要分成两行。';
    const written = writtenText(document, { 1: chinese });
    expect(written).toContain(
      '<i>这是一个很长的句子，它在屏幕\n上放不下一行，所以要分成两行。</i>',
    );
    expect((await opened(written)).units[0]?.text).toBe(chinese);
  });

  it('never has a line that would be another cue, or another speaker', async () => {
    const document = await opened(srt('short', 'kurz'));
    const hard = [
      'a\n\n2\n00:00:01,000 --> 00:00:02,000\nb',
      'one two three four five six - seven eight nine ten',
    ];
    const written = writtenText(
      document,
      Object.fromEntries(hard.map((text, at) => [at + 1, text])),
    );
    expect((await texts(written)).map((text) => text.replaceAll('\n', ' '))).toEqual([
      'a 2 00:00:01,000 \u2192 00:00:02,000 b',
      hard[1],
    ]);
  });

  it('keeps the lines of a dialogue', async () => {
    const document = await opened(srt('- One\n- Two', 'x').replaceAll('\n', '\r\n'));
    expect(writtenText(document, { 1: '- Eins\n- Zwei' })).toContain('\r\n- Eins\r\n- Zwei\r\n');
  });

  it('has both languages where they are asked for', async () => {
    const document = await opened(srt('<i>one</i>', 'two'));
    expect(writtenText(document, { 1: 'eins' }, { language: 'de', isBilingual: true })).toBe(
      srt('<i>one\neins</i>', 'two'),
    );
  });

  it('may be as long as can be read', async () => {
    expect((await opened(srt('a', 'b'))).units[0]?.limit).toBe(40);
  });
});

describe('WebVTT', () => {
  const vtt =
    'WEBVTT - title\n\nSTYLE\n::cue { color: red }\n\nNOTE\nno --> cue\n\nid\n00:01.000 --> 00:02.000 align:start\n<v Bob &amp; Co>Fish &amp; <c.loud>chips</c>\n\n00:03.000 --> 00:04.000\n<00:03.500>one <00:03.600>two\n';

  it('has its speakers as context, and its tags as marks', async () => {
    expect((await opened(vtt, 'a.vtt')).units).toMatchObject([
      { id: '1', text: 'Fish & <1>chips</1>', context: 'Bob & Co' },
      { id: '2', text: 'one <1/>two' },
    ]);
  });

  it.each(hardTexts)('says %j', async (text) => {
    const written = writtenText(await opened(vtt, 'a.vtt'), { 1: `${text}<1>x</1>` });
    expect((await texts(written, 'a.vtt'))[0]).toBe(`${text.replaceAll('\n', ' ')}<1>x</1>`);
  });

  it('is refused without its signature', async () => {
    await expect(opened('1\n00:01.000 --> 00:02.000\na\n', 'a.vtt')).rejects.toMatchObject({
      code: 'document-damaged',
    });
  });
});

describe('SubStation Alpha', () => {
  const ass = (...lines: readonly string[]) =>
    `[Script Info]\nScriptType: v4.00+\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n${lines.map((line) => `Dialogue: 0,0:00:01.00,0:00:03.00,Default,Ann,0,0,0,,${line}\n`).join('')}Comment: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,not this\n`;

  it('has overrides as marks, and leaves drawings out', async () => {
    const document = await opened(
      ass(
        '{\\pos(1,2)}Hi, {\\i1}you{\\i0}\\Nthere',
        '{\\p1}m 0 0 l 1 1{\\p0}',
        '{\\k20}la{\\k30}la',
      ),
      'a.ass',
    );
    expect(document.units).toMatchObject([
      { id: '1', text: 'Hi, <1>you</1> there', context: 'Ann' },
      { id: '2', text: 'la<1/>la' },
    ]);
    expect(writtenText(document, { 1: 'Hallo, <1>du</1> {da}' })).toContain(
      ',,{\\pos(1,2)}Hallo, {\\i1}du{\\i0} \\{da\\}\n',
    );
  });
});
