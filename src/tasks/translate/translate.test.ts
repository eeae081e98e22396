import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { getModel } from '../../core/catalog';
import { languages } from '../../core/languages/index';
import { segmentText } from '../../core/text/index';
import { AppError } from '../../core/errors';
import { ScriptedEngine, sentenceOf } from '../../../testing/engine/scriptedEngine';
import { segmentInBlocks } from './blocks';
import { segmentBudget, translationBudget } from './budget';
import { translateText } from './translate';
import type {
  SentenceAlternatives,
  SentenceAnswer,
  TranslatedSegment,
  TranslationProgress,
} from './types';

const echo = () => new ScriptedEngine(sentenceOf);
const upper = () => new ScriptedEngine((prompt) => sentenceOf(prompt).toUpperCase());
/** So many different sentences. */
const numbered = (count: number) =>
  Array.from({ length: count }, (_, i) => `number ${i}.`).join('\n');
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('translateText', () => {
  it('asks for every sentence, in their order, greedily, in the trained words', async () => {
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
    expect(seen.length).toBeGreaterThan(4);
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
      text: numbered(100),
      to: 'de',
      signal: controller.signal,
      onProgress: ({ text }) => {
        seen.push(text);
        controller.abort();
      },
    });
    await expect(result).rejects.toMatchObject({ code: 'aborted' });
    expect(seen).toEqual(['num']);
    await settled();
    expect(engine.open).toBe(0);
    expect(engine.requests.length).toBeLessThanOrEqual(16);
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

describe('many sentences', () => {
  it('are asked for side by side, a few at a time', async () => {
    const engine = upper();
    engine.pause = settled;
    engine.pieceLength = 100;
    const text = numbered(50);
    expect(await translateText(engine, { text, to: 'de' })).toBe(text.toUpperCase());
    expect(engine.mostOpen).toBe(16);
    expect(engine.requests).toHaveLength(50);
  });

  it.each([
    [1, 'interactive'],
    [8, 'interactive'],
    [9, 'background'],
  ])('are, when there are %i, %s', async (count, priority) => {
    const engine = echo();
    await translateText(engine, { text: numbered(count), to: 'de' });
    expect(new Set(engine.requests.map((request) => request.priority))).toEqual(
      new Set([priority]),
    );
  });

  it('are translated once where they are the same', async () => {
    const engine = upper();
    const text = 'in 3 days. In a week!\nin 3 days.\n42\nin 3 days.';
    expect(await translateText(engine, { text, to: 'de' })).toBe(text.toUpperCase());
    expect(engine.requests).toHaveLength(2);
  });

  it('come out as one after the other, in whatever order they are written', async () => {
    const pieces = fc.array(
      fc.constantFrom('One two.', 'Three four.', 'Five.', '三天后。', '42', '\n', ' ', '\n\n'),
      { maxLength: 40 },
    );
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), pieces, fc.nat(9), async (scheduler, words, length) => {
        const engine = upper();
        engine.pieceLength = length + 1;
        engine.pause = () => scheduler.schedule(Promise.resolve());
        const text = words.join(' ');
        const expected = text.toUpperCase();
        const seen: TranslationProgress[] = [];
        const result = translateText(engine, {
          text,
          to: 'zh',
          onProgress: (progress) => seen.push(progress),
        });
        expect(await scheduler.waitFor(result)).toBe(expected);
        seen.forEach((progress, at) => {
          expect(expected.startsWith(progress.text)).toBe(true);
          expect(progress.text.length).toBeGreaterThan(seen[at - 1]?.text.length ?? 0);
          expect(progress.index).toBeGreaterThanOrEqual(seen[at - 1]?.index ?? 0);
          expect(progress.index).toBeLessThan(progress.total);
        });
      }),
      { numRuns: 200 },
    );
  });

  it('end together with the first that fails, and what was read stays', async () => {
    // Asked for when the first five are done.
    const engine = new ScriptedEngine((prompt) => {
      if (sentenceOf(prompt) === 'number 20.') throw new AppError('input-too-long');
      return sentenceOf(prompt);
    });
    engine.pause = settled;
    engine.pieceLength = 100;
    const seen: string[] = [];
    const onProgress = ({ text }: TranslationProgress) => seen.push(text);
    const result = translateText(engine, { text: numbered(40), to: 'de', onProgress });
    await expect(result).rejects.toMatchObject({ code: 'input-too-long' });
    expect(seen.at(-1)?.trim()).toBe(numbered(5));
    expect(engine.open).toBe(15);
    await settled();
    await settled();
    expect(engine.open).toBe(0);
    expect(seen.at(-1)?.trim()).toBe(numbered(5));
    expect(engine.requests).toHaveLength(21);
  });

  it('do not take the engine back from another model that is loading meanwhile', async () => {
    const engine: ScriptedEngine = new ScriptedEngine((prompt) => {
      const progress = { phase: 'download', fraction: 0, loadedBytes: 0, totalBytes: 1 } as const;
      engine.status = () => ({ kind: 'loading', modelId: 'bayling-3-8b', progress });
      return sentenceOf(prompt);
    });
    const task = translateText(engine, { text: numbered(40), to: 'fr' });
    await expect(task).rejects.toMatchObject({ code: 'model-not-loaded' });
    expect(engine.loads).toEqual(['demo']);
  });

  it('are told of no more once it is over, though the engine has not stopped yet', async () => {
    const engine = echo();
    engine.pause = settled;
    const { generate } = ScriptedEngine.prototype;
    engine.generate = (request, options) =>
      generate.call(engine, request, { ...options, signal: new AbortController().signal });
    const controller = new AbortController();
    const seen: string[] = [];
    const result = translateText(engine, {
      text: numbered(40),
      to: 'de',
      signal: controller.signal,
      onProgress: ({ text }) => {
        seen.push(text);
        controller.abort();
      },
    });
    await expect(result).rejects.toMatchObject({ code: 'aborted' });
    expect(engine.requests).toHaveLength(16);
    expect(seen).toHaveLength(1);
  });

  it('do not disturb those of another text', async () => {
    const engine = upper();
    const [first, second] = [numbered(30), numbered(30).replaceAll('number', 'word')];
    engine.pause = () => new Promise((resolve) => setTimeout(resolve, Math.random() * 3));
    const stop = new AbortController();
    const results = await Promise.allSettled([
      translateText(engine, { text: first, to: 'de' }),
      translateText(engine, { text: second, to: 'de' }),
      translateText(engine, {
        text: numbered(30),
        to: 'fr',
        signal: stop.signal,
        onProgress: () => stop.abort(),
      }),
    ]);
    expect(results).toMatchObject([
      { value: first.toUpperCase() },
      { value: second.toUpperCase() },
      { reason: { code: 'aborted' } },
    ]);
  });
});

describe('the best translation', () => {
  const ways = (prompt: string) => {
    const sentence = sentenceOf(prompt);
    return [`${sentence}\n A`, ` ${sentence} A`, `${sentence} B`, ''];
  };

  it('is searched for with beams', async () => {
    const engine = new ScriptedEngine(ways);
    const text = await translateText(engine, { text: ' one\ntwo ', to: 'de', quality: 'best' });
    expect(text).toBe(' one A\ntwo A ');
    const beam = { width: 5, lengthPenalty: 1, results: 3 };
    expect(engine.requests).toMatchObject([{ beam }, { beam }]);
    await translateText(engine, { text: 'three', to: 'de' });
    expect(engine.requests[2]?.beam).toBeUndefined();
  });

  it('comes with others, in order, for every sentence that has some', async () => {
    const engine = new ScriptedEngine((prompt) =>
      sentenceOf(prompt) === 'two' ? ['TWO'] : ways(prompt),
    );
    engine.pause = () => new Promise((resolve) => setTimeout(resolve, Math.random() * 3));
    const seen: SentenceAlternatives[] = [];
    const output = await translateText(engine, {
      text: '42\none\ntwo\nthree\none',
      to: 'de',
      quality: 'best',
      onAlternatives: (alternatives) => seen.push(alternatives),
    });
    expect(seen.map(({ index, texts }) => [index, texts])).toEqual([
      [1, ['one A', 'one B']],
      [3, ['three A', 'three B']],
      [4, ['one A', 'one B']],
    ]);
    for (const { start, total, texts } of seen) {
      expect(output.slice(start).startsWith(texts[0]!)).toBe(true);
      expect(total).toBe(5);
    }
  });
});

describe('every sentence that is translated', () => {
  it.each(['fast', 'best'] as const)(
    'is told of in order, with its figures: %s',
    async (quality) => {
      const engine = upper();
      engine.pause = () => new Promise((resolve) => setTimeout(resolve, Math.random() * 3));
      engine.logprobs = (prompt) => [-sentenceOf(prompt).length / 20];
      const seen: TranslatedSegment[] = [];
      const onSegment = (segment: TranslatedSegment) => seen.push(segment);
      const text = '42\none\nthree hundred and something\none';
      const output = await translateText(engine, { text, to: 'de', quality, onSegment });
      const figures = (value: number, trusted: boolean) => ({
        mean: value,
        lowest: value,
        trusted,
      });
      expect(seen.map(({ index, source, confidence }) => [index, source, confidence])).toEqual([
        [1, 'one', figures(-0.15, true)],
        [2, 'three hundred and something', figures(-1.35, false)],
        [3, 'one', figures(-0.15, true)],
      ]);
      for (const { start, source, text: translated, total } of seen) {
        expect(translated).toBe(source.toUpperCase());
        expect(output.slice(start, start + translated.length)).toBe(translated);
        expect(total).toBe(4);
      }
    },
  );

  it('has no figures where the engine gives none', async () => {
    const seen: TranslatedSegment[] = [];
    await translateText(echo(), { text: 'one', to: 'de', onSegment: (one) => seen.push(one) });
    expect(seen).toMatchObject([{ text: 'one', confidence: undefined, alternatives: [] }]);
  });
});

describe('what may not be shown', () => {
  const mayShow = ({ text }: SentenceAnswer) => text !== 'TWO';

  it.each(['fast', 'best'] as const)(
    'leaves nothing, not even for a moment: %s',
    async (quality) => {
      const engine = upper();
      const seen: TranslatedSegment[] = [];
      const texts: string[] = [];
      const output = await translateText(engine, {
        ...{ text: 'one\ntwo\nthree', to: 'de', quality, mayShow },
        onProgress: ({ text }) => texts.push(text),
        onSegment: (segment) => seen.push(segment),
      });
      expect(output).toBe('ONE\n\nTHREE');
      expect(texts.some((text) => text.includes('TWO'))).toBe(false);
      expect(seen.map(({ text, withheld }) => [text, withheld])).toEqual([
        ['ONE', false],
        ['', true],
        ['THREE', false],
      ]);
      expect(seen[1]?.alternatives).toEqual([]);
    },
  );

  it('is decided with the figures of the sentence', async () => {
    const engine = echo();
    engine.logprobs = (prompt) => [sentenceOf(prompt) === 'two' ? -9 : -0.1];
    const trusts = ({ confidence }: SentenceAnswer) => confidence?.trusted !== false;
    const text = await translateText(engine, { text: 'one\ntwo', to: 'de', mayShow: trusts });
    expect(text).toBe('one\n');
  });
});

describe('segmentInBlocks', () => {
  it('cuts as if it were done at once', async () => {
    const piece = fc.constantFrom(
      ...['One. ', 'z. B. ', '三天后。', '\n', '\r\n', ' ', 'ไทย ', '42', '<b>', '\n```\n'],
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece), fc.integer({ min: 1, max: 30 }), async (pieces, block) => {
        const text = pieces.join('');
        const { signal } = new AbortController();
        const cut = await segmentInBlocks(text, undefined, 10, signal, {}, block);
        expect(cut).toEqual(segmentText(text, undefined, 10));
      }),
    );
  });

  it('cuts one long line as if it were done at once', async () => {
    const line = 'The meeting is on 3 March, e.g. in Rome. Who will come? '.repeat(100);
    const cut = await segmentInBlocks(line, 'en', 100, new AbortController().signal, {}, 50);
    expect(cut).toEqual(segmentText(line, 'en', 100));
  });

  it.each(['\n', ' '])(
    'lets the page go on while it cuts a book, and stops when asked to: %j',
    async (between) => {
      const book = `All the words are here.${between}`.repeat(20_000);
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 0);
      const result = segmentInBlocks(book, 'en', 100, controller.signal);
      await expect(result).rejects.toMatchObject({ code: 'aborted' });
    },
  );
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
