import { describe, expect, it } from 'vitest';
import { ScriptedEngine, sentenceOf } from '../../../testing/engine/scriptedEngine';
import { findLanguage } from '../../core/languages';
import { termsWish } from '../../core/prompts/index';
import { GlossaryIndex } from '../../core/terms/glossaryIndex';
import type { GlossaryEntry } from '../../core/terms/types';
import { segmentText } from '../../core/text/index';
import type { GenerateRequest } from '../../engine/client';
import { translateSegments, type SegmentsRequest } from './segments';

const language = (tag: string) => {
  const found = findLanguage(tag);
  if (found === undefined) throw new TypeError(tag);
  return found;
};

async function glossary(from: string, to: string, entries: readonly GlossaryEntry[]) {
  const pair = { from: language(from), to: language(to) };
  const codes = { from: pair.from.code, to: pair.to.code };
  const one = { id: '1', name: '', ...codes, active: true, changedAt: 1, entries };
  return GlossaryIndex.open([one], pair);
}

const term = (source: string, target: string): GlossaryEntry => ({ source, target, kind: 'term' });

/** Answers a sentence as it is, or by a table; a search has what is required of it at its end. */
class Engine extends ScriptedEngine {
  constructor(answers: Readonly<Record<string, string>> = {}) {
    super((prompt) => {
      const sentence = sentenceOf(prompt).split('\n')[0] ?? '';
      return answers[sentence] ?? sentence;
    });
  }

  override async generate(request: GenerateRequest, options = {}) {
    const result = await super.generate(request, options);
    const words = request.beam?.required ?? [];
    return { ...result, text: [result.text, ...words].join(' ') };
  }
}

async function translate(
  engine: ScriptedEngine,
  text: string,
  entries: readonly GlossaryEntry[],
  rest: Partial<SegmentsRequest> = {},
) {
  const found: string[] = [];
  const written: string[] = [];
  await translateSegments(engine, {
    ...{ segments: segmentText(text, 'en').segments, to: 'deu' },
    glossary: await glossary('en', 'de', entries),
    onSegment: (_, result) => found.push(result.text),
    onText: (_, now) => written.push(now),
    ...rest,
  });
  return { found, written };
}

const requiredOf = (engine: ScriptedEngine) => engine.requests.map(({ beam }) => beam?.required);

describe('terms of a sentence', () => {
  it('cost nothing where the model uses them anyway', async () => {
    const engine = new Engine({ 'Two cats.': 'Zwei Katzen.' });
    const { found } = await translate(engine, 'Two cats.', [term('cat', 'Katze')]);
    expect(found).toEqual(['Zwei Katzen.']);
    expect(engine.requests).toHaveLength(1);
  });

  it('are required of a search if they are missing, and only those', async () => {
    const engine = new Engine({ 'A cat, a dog.': 'Eine Katze, ein Köter.' });
    const entries = [term('cat', 'Katze'), term('dog', 'Hund')];
    const { found, written } = await translate(engine, 'A cat, a dog.', entries);
    expect(found).toEqual(['Eine Katze, ein Köter. Hund']);
    expect(requiredOf(engine)).toEqual([undefined, ['Hund']]);
    // What is written first may be replaced, so nobody sees it.
    expect(new Set(written)).toEqual(new Set(found));
  });

  it('are all required where an answer with the one lacks the other', async () => {
    const engine = new Engine({ 'A cat, a dog.': 'Ein Tier, ein Hund.' });
    const generate = engine.generate.bind(engine);
    engine.generate = async (request, options) => {
      const words = request.beam?.required ?? [];
      const result = await generate(request, options);
      return words.length === 0 ? result : { ...result, text: `Tiere: ${words.join(', ')}` };
    };
    const entries = [term('cat', 'Katze'), term('dog', 'Hund')];
    const { found } = await translate(engine, 'A cat, a dog.', entries);
    expect(found).toEqual(['Tiere: Katze, Hund']);
    expect(requiredOf(engine)).toEqual([undefined, ['Katze'], ['Katze', 'Hund']]);
  });

  it('leave a sentence without terms as it is, which streams', async () => {
    const engine = new Engine();
    const { found, written } = await translate(engine, 'A bird.', [term('cat', 'Katze')]);
    expect([found, requiredOf(engine)]).toEqual([['A bird.'], [undefined]]);
    expect(written.length).toBeGreaterThan(0);
  });

  it('keep the first answer if the second is no better', async () => {
    const engine = new ScriptedEngine(() => 'Nichts.');
    const { found } = await translate(engine, 'A cat.', [term('cat', 'Katze')]);
    expect([found, engine.requests.length]).toEqual([['Nichts.'], 3]);
  });

  it('are taken from the answer that has them as words', async () => {
    const engine = new ScriptedEngine((prompt) =>
      sentenceOf(prompt) === 'A cat.' ? ['Ein Katzenauge.', 'Eine Katze.'] : '',
    );
    const { found } = await translate(engine, 'A cat.', [term('cat', 'Katze')]);
    expect([found, requiredOf(engine)]).toEqual([['Eine Katze.'], [undefined, ['Katze']]]);
  });

  it('are asked for no more where the model does not know the sentence', async () => {
    const engine = new Engine();
    const { found } = await translate(engine, 'A cat.', [term('cat', 'Katze')], {
      mayShow: () => false,
    });
    expect([found, engine.requests.length]).toEqual([[''], 1]);
  });

  it('are shown even if the model would have said it otherwise', async () => {
    const engine = new Engine({ 'A cat.': 'Ein Tier.' });
    const { found } = await translate(engine, 'A cat.', [term('cat', 'Katze')], {
      mayShow: ({ text }) => text === 'Ein Tier.',
    });
    expect(found).toEqual(['Ein Tier. Katze']);
  });

  it('forbid words from the beginning', async () => {
    const engine = new Engine();
    await translate(engine, 'A phone.', [{ source: 'phone', target: 'Handy', kind: 'forbidden' }]);
    expect(engine.requests.map(({ forbidden }) => forbidden)).toEqual([['Handy']]);
  });

  it('stand as marks where they are kept', async () => {
    const engine = new Engine({ 'Use {1} with {2}, {3}.': 'Nutze {1} mit {2}, {3}.' });
    const text = 'Use Office with <b>, Word.';
    const keep = (source: string): GlossaryEntry => ({ source, target: source, kind: 'keep' });
    const { found } = await translate(engine, text, [keep('Word'), keep('Office')]);
    expect(found).toEqual(['Nutze Office mit <b>, Word.']);
  });

  it('are not looked for in addresses', async () => {
    const engine = new Engine();
    await translate(engine, 'See https://cat.example/cat now.', [term('cat', 'Katze')]);
    expect(requiredOf(engine)).toEqual([undefined]);
  });

  it('are told to a model of BayLing, as it was trained', async () => {
    expect(termsWish(['a', 'b c'])).toBe('Make sure to include these words: a, b c');
    expect(termsWish(['a'], 'zh')).toBe('确保包含这些词：a');
  });

  it('are found in Korean', async () => {
    const engine = new Engine();
    await translate(engine, '안녕하세요, 잘 지내세요?', [], {
      glossary: await glossary('ko', 'fr', [term('안녕하세요', 'Salut')]),
      to: 'fra',
    });
    expect(requiredOf(engine)).toEqual([undefined, ['Salut']]);
  });
});
