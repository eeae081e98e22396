import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { getModel } from '../core/catalog';
import { languages } from '../core/languages';
import { segmentBudget, translationBudget } from './budget';
import { ScriptedEngine, sentenceOf } from './scripted-engine';
import { translateText, type TranslationProgress } from './translate';

const echo = () => new ScriptedEngine(sentenceOf);
const upper = () => new ScriptedEngine((prompt) => sentenceOf(prompt).toUpperCase());

describe('translateText', () => {
  it('asks for one sentence at a time, greedily, in the trained words', async () => {
    const engine = echo();
    await translateText(engine, { text: 'in 3 days. In a week!', to: 'fr' });
    expect(engine.requests.map(({ prompt }) => prompt.split('### Instruction:\n')[1])).toEqual([
      'Provide the French translation for this sentence: in 3 days.\n### Response:\n',
      'Provide the French translation for this sentence: In a week!\n### Response:\n',
    ]);
    expect(engine.requests.every(({ temperature }) => temperature === 0)).toBe(true);
    expect(engine.requests[0]?.prompt.startsWith('<s>I am an intelligent')).toBe(true);
  });

  it('keeps line breaks and spaces exactly', async () => {
    const text = ' \tin 3 days.  In a week!\r\n\r\n\u3000one\n \u2028two \n\n';
    expect(await translateText(upper(), { text, to: 'fr' })).toBe(text.toUpperCase());
  });

  it('makes one line of every answer', async () => {
    const engine = new ScriptedEngine(() => ' \n dans\n3 \r\n jours \n');
    expect(await translateText(engine, { text: 'a\nb', to: 'fr' })).toBe(
      'dans 3 jours\ndans 3 jours',
    );
  });

  it.each(['', '  \n ', '42', '12:30\n— 3.5 % 😀', 'https://example.com/a?b=c\nme@example.org'])(
    'passes %j through without a model',
    async (text) => {
      const engine = echo();
      expect(await translateText(engine, { text, to: 'de' })).toBe(text);
      expect(engine.loads).toEqual([]);
    },
  );

  it('loads the model once, when it is first needed', async () => {
    const engine = echo();
    await translateText(engine, { text: '1\none. Two. Three.', to: 'de' });
    expect(engine.loads).toEqual(['demo']);
    expect(engine.requests).toHaveLength(3);
  });

  it('sets a space between sentences where only the target has one', async () => {
    const engine = new ScriptedEngine(() => 'A.');
    expect(await translateText(engine, { text: '三天后。五天后。\n一周后。', to: 'en' })).toBe(
      'A. A.\nA.',
    );
    const chinese = new ScriptedEngine(() => '好。');
    expect(await translateText(chinese, { text: '三天后。五天后。', to: 'ja' })).toBe('好。好。');
    expect(await translateText(chinese, { text: 'One. Two.', to: 'zh' })).toBe('好。 好。');
  });

  it('tells of the text as it grows, with the sentence it is at', async () => {
    const seen: TranslationProgress[] = [];
    const text = 'One two. Three four.\nfive';
    await translateText(echo(), { text, to: 'de', onProgress: (progress) => seen.push(progress) });
    expect(seen.at(-1)).toEqual({ index: 2, total: 3, text });
    expect(seen.length).toBeGreaterThan(6);
    seen.forEach((progress, i) => {
      const before = seen[i - 1];
      expect(progress.text.startsWith(before?.text ?? '')).toBe(true);
      expect(progress.index).toBeGreaterThanOrEqual(before?.index ?? 0);
    });
  });

  it('stops at once when it is aborted', async () => {
    const engine = echo();
    const controller = new AbortController();
    const seen: string[] = [];
    const result = translateText(engine, {
      text: 'one two three. four.',
      to: 'de',
      signal: controller.signal,
      onProgress: ({ text }) => {
        seen.push(text);
        controller.abort();
      },
    });
    await expect(result).rejects.toMatchObject({ code: 'aborted' });
    expect(seen).toEqual(['one']);
    expect(engine.requests).toHaveLength(1);
  });

  it('does not even load when it was aborted before', async () => {
    const engine = echo();
    const request = { text: 'one', to: 'de', signal: AbortSignal.abort() };
    await expect(translateText(engine, request)).rejects.toMatchObject({ code: 'aborted' });
    expect(engine.loads).toEqual([]);
  });

  it('refuses what it does not know', async () => {
    const one = (rest: { to: string; from?: string; model?: 'bayling-2-7b' }) =>
      translateText(echo(), { text: 'one', ...rest });
    await expect(one({ to: 'tlh' })).rejects.toMatchObject({ code: 'unsupported-language' });
    await expect(one({ to: 'de', from: '' })).rejects.toMatchObject({
      code: 'unsupported-language',
    });
    await expect(one({ to: 'de', model: 'bayling-2-7b' })).rejects.toMatchObject({
      code: 'source-needed',
    });
  });

  it('brings any text through unchanged when the model only repeats', async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'One. ',
        'z. B. ',
        '三天后。',
        '\n',
        '\r\n',
        ' ',
        '</s>',
        '### Response:',
        '\u2060',
      ),
      fc.constantFrom('« Oui. » ', 'ไทย ', '😀', '<s', '>', '#', '$&', '42', '\u2028', '\ufeff'),
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece), fc.integer({ min: 1, max: 9 }), async (pieces, length) => {
        const engine = echo();
        engine.pieceLength = length;
        const text = pieces.join('');
        expect(await translateText(engine, { text, to: 'zh' })).toBe(text);
      }),
      { numRuns: 300 },
    );
  });
});

describe('budgets', () => {
  it('leave room for a sentence and its translation in every context', () => {
    for (const target of languages) {
      for (const id of ['demo', 'bayling-2-7b', 'bayling-3-8b'] as const) {
        const budget = segmentBudget(getModel(id), target);
        expect(budget).toBeGreaterThanOrEqual(100);
        expect(budget).toBeLessThanOrEqual(200);
      }
    }
  });

  it('grow with the sentence and with the cost of the script', () => {
    const [french, telugu] = ['fr', 'te'].map((tag) => languages.find((one) => one.tag === tag)!);
    const sentence = 'The meeting starts tomorrow at nine in the morning.';
    expect(translationBudget(sentence, french!)).toBeGreaterThan(40);
    expect(translationBudget(sentence, telugu!)).toBeGreaterThan(
      3 * translationBudget(sentence, french!),
    );
    expect(translationBudget('会议明天早上九点开始。', telugu!)).toBeGreaterThan(
      translationBudget('a meeting.', telugu!),
    );
  });
});
