import { describe, expect, it } from 'vitest';
import { ScriptedEngine, sentenceOf } from '../../../testing/engine/scriptedEngine';
import { detectTag } from './sourceTag';
import { translateText } from './translate';

describe('detectTag', () => {
  it.each([
    ['The children played in the garden until it was dark.', 'en'],
    ['Die Kinder spielten im Garten, bis es dunkel wurde.', 'de'],
    ['Дети играли в саду, пока не стемнело.', 'ru'],
    ['子供たちは暗くなるまで庭で遊んだ。', 'ja'],
  ])('finds the language of %j', async (text, tag) => {
    expect(await detectTag(text)).toBe(tag);
  });

  it.each(['', '42', 'ok', '😀'])('claims nothing of %j', async (text) => {
    expect(await detectTag(text)).toBeUndefined();
  });
});

describe('translateText without a source', () => {
  const sentencesOf = async (text: string, from?: string): Promise<string[]> => {
    const engine = new ScriptedEngine(sentenceOf);
    await translateText(engine, { text, from, to: 'fr' });
    return engine.requests.map(({ prompt }) => sentenceOf(prompt));
  };

  it('cuts by the rules of the language that it detects', async () => {
    // German has ordinal numbers with a full stop, English none.
    const english = 'We won the last game by 3 to 1. Fans cheered all night long.';
    expect(await sentencesOf(english)).toEqual([
      'We won the last game by 3 to 1.',
      'Fans cheered all night long.',
    ]);
    const german = 'Wir kamen am 1. Tag des Jahres und gingen am Abend wieder.';
    expect(await sentencesOf(german)).toEqual([german]);
  });

  it('believes who says the language', async () => {
    const text = 'We won the last game by 3 to 1. Fans cheered all night long.';
    expect(await sentencesOf(text, 'de')).toEqual([text]);
  });
});
