import { describe, expect, it } from 'vitest';
import { AppError } from '../core/errors';
import { createApi } from './api';
import '../../testing/progressEvent';
import { ScriptedEngine, sentenceOf } from '../../testing/engine/scriptedEngine';

const french: Record<string, string> = { 'in 3 days': 'dans 3 jours', 'in 5 days': 'dans 5 jours' };

function setUp(
  answer: (prompt: string) => string | readonly string[] = (prompt) =>
    french[sentenceOf(prompt)] ?? '?',
) {
  const engine = new ScriptedEngine(answer);
  const stored = new Set<string>();
  const api = createApi({ engine, isStored: async (id) => stored.has(id) });
  return { api, engine, stored };
}

async function collect(stream: ReadableStream<string>): Promise<string[]> {
  const chunks: string[] = [];
  for await (const chunk of stream as unknown as AsyncIterable<string>) chunks.push(chunk);
  return chunks;
}

const pair = { sourceLanguage: 'en', targetLanguage: 'fr' };

describe('bayling.Translator', () => {
  it('translates', async () => {
    const { api, engine } = setUp();
    const translator = await api.Translator.create(pair);
    expect(translator).toMatchObject({ ...pair, inputQuota: Infinity });
    expect(await translator.translate('in 3 days')).toBe('dans 3 jours');
    expect(await translator.measureInputUsage('in 3 days')).toBeGreaterThan(2);
    expect(engine.loads).toEqual(['demo']);
    expect(api.stats()).toMatchObject({ completionTokens: 12 });
  });

  it('streams what it translates, piece by piece', async () => {
    const { api } = setUp();
    const translator = await api.Translator.create(pair);
    const chunks = await collect(translator.translateStreaming('in 3 days\n\nin 5 days\n'));
    expect(chunks.join('')).toBe('dans 3 jours\n\ndans 5 jours\n');
    expect(chunks.length).toBeGreaterThan(4);
    expect(chunks).not.toContain('');
    expect(await collect(translator.translateStreaming(' \n'))).toEqual([' \n']);
  });

  it('joins wrapped lines, and keeps numbers, when asked to', async () => {
    const { api, engine } = setUp();
    const translator = await api.Translator.create(pair);
    expect(await translator.translate('in 3\ndays', { joinLines: true })).toBe('dans 3 jours');
    await translator.translate('in 3 days', { keepNumbers: true });
    const stream = translator.translateStreaming('in 3\ndays', { joinLines: true });
    expect((await collect(stream)).join('')).toBe('dans 3 jours');
    expect(engine.requests.map(({ prompt }) => sentenceOf(prompt))).toContain('in {1} days');
  });

  it('searches for the best translation when asked to, and tells of others', async () => {
    const { api, engine } = setUp(() => ['dans 3 jours', 'en 3 jours']);
    const translator = await api.Translator.create({ ...pair, quality: 'best' });
    expect(translator.quality).toBe('best');
    const seen: unknown[] = [];
    const onAlternatives = (one: object) => seen.push(one);
    expect(await translator.translate('in 3 days', { onAlternatives })).toBe('dans 3 jours');
    const stream = translator.translateStreaming('in 3 days', { onAlternatives });
    expect((await collect(stream)).join('')).toBe('dans 3 jours');
    const others = { start: 0, texts: ['dans 3 jours', 'en 3 jours'] };
    expect(seen).toMatchObject([others, others]);
    expect(engine.requests.map(({ beam }) => beam?.width)).toEqual([5, 5]);

    const fast = await api.Translator.create(pair);
    expect(fast.quality).toBe('fast');
    await fast.translate('in 3 days');
    expect(engine.requests[2]?.beam).toBeUndefined();
    const unknown = { ...pair, quality: 'splendid' as 'best' };
    await expect(api.Translator.create(unknown)).rejects.toThrow(TypeError);
  });

  it('says of each sentence how sure the model was, and of the text as a whole', async () => {
    const { api, engine } = setUp();
    const logprobs: Record<string, readonly number[]> = {
      'in 3 days.': [-0.1, -0.2, -0.3],
      'in 5 days.': [-4],
    };
    engine.logprobs = (prompt) => logprobs[sentenceOf(prompt)] ?? [];
    const translator = await api.Translator.create(pair);
    const seen: unknown[] = [];
    const onConfidence = (one: object) => seen.push(one);
    const text = 'in 3 days.\n42\nin 5 days.\nin 3 days.';
    await translator.translate(text, { onConfidence });
    const sure = { mean: expect.closeTo(-0.2), lowest: -0.3, trusted: true };
    const each = [
      { sentence: 0, source: 'in 3 days.', ...sure },
      { sentence: 2, source: 'in 5 days.', mean: -4, lowest: -4, trusted: false },
      { sentence: 3, source: 'in 3 days.', ...sure },
    ];
    expect(seen).toEqual(each);
    const whole = { mean: expect.closeTo(-4.6 / 4), lowest: -4, trusted: false };
    expect(api.stats()?.confidence).toEqual(whole);

    await collect(translator.translateStreaming('in 3 days.', { onConfidence }));
    expect(seen).toEqual([...each, each[0]]);
    expect(api.stats()?.confidence).toEqual(sure);
    // An engine that tells nothing of it is not said to be sure.
    await translator.translate('in 9 days', { onConfidence });
    expect(seen).toHaveLength(4);
    expect(api.stats()).not.toHaveProperty('confidence');
  });

  it('says how available it is', async () => {
    const { api, stored } = setUp();
    expect(await api.Translator.availability(pair)).toBe('downloadable');
    stored.add('demo');
    expect(await api.Translator.availability(pair)).toBe('available');
    stored.clear();
    await api.ready();
    expect(await api.Translator.availability(pair)).toBe('available');
    const availability = (tag: string) => api.Translator.availability({ targetLanguage: tag });
    expect(await availability('tlh')).toBe('unavailable');
    // one of the 102, but not one of the demo's
    expect(await availability('wo')).toBe('unavailable');
    expect(await availability('pt-BR')).toBe('available');
    expect(await api.Translator.availability({ ...pair, model: 'bayling-2-7b' })).toBe(
      'unavailable',
    );
  });

  it('refuses a language and a model as the web does', async () => {
    const { api } = setUp();
    const name = 'NotSupportedError';
    const cause = expect.any(AppError);
    await expect(api.Translator.create({ targetLanguage: 'tlh' })).rejects.toMatchObject({
      name,
      cause,
    });
    await expect(api.Translator.create({ ...pair, sourceLanguage: 'tlh' })).rejects.toMatchObject({
      name,
      cause,
    });
    await expect(api.Translator.create({ ...pair, model: 'bayling-2-13b' })).rejects.toMatchObject({
      name,
      cause: { code: 'source-needed' },
    });
  });

  it('tells the monitor of the load, from 0 to 1', async () => {
    const { api } = setUp();
    const seen: unknown[] = [];
    await api.Translator.create({
      ...pair,
      monitor: (monitor) =>
        monitor.addEventListener('downloadprogress', (event) => {
          const { loaded, total } = event as ProgressEvent;
          seen.push([loaded, total]);
        }),
    });
    expect(seen).toEqual([
      [0, 1],
      [0.5, 1],
      [1, 1],
    ]);
  });

  it('rejects with the reason of an abort', async () => {
    const { api } = setUp();
    const translator = await api.Translator.create(pair);
    const reason = new Error('changed my mind');
    await expect(
      translator.translate('in 3 days', { signal: AbortSignal.abort(reason) }),
    ).rejects.toBe(reason);
    const controller = new AbortController();
    const running = translator.translate('in 3 days', {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    await expect(
      api.Translator.create({ ...pair, signal: AbortSignal.abort(reason) }),
    ).rejects.toBe(reason);
  });

  it('ends with destroy()', async () => {
    const { api } = setUp();
    const translator = await api.Translator.create(pair);
    const running = translator.translate('in 3 days');
    translator.destroy();
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    await expect(translator.translate('in 3 days')).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('stops the model when its stream is cancelled', async () => {
    const { api, engine } = setUp();
    const translator = await api.Translator.create(pair);
    const lines = Array.from({ length: 100 }, (_, i) => `in ${i} days`);
    const reader = translator.translateStreaming(`in 3 days\n${lines.join('\n')}`).getReader();
    expect(await reader.read()).toEqual({ done: false, value: 'dan' });
    await reader.cancel();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(engine.open).toBe(0);
    expect(engine.requests.length).toBeLessThan(50);
  });

  it('translates several texts at a time, each for itself', async () => {
    const { api, engine } = setUp((prompt) => sentenceOf(prompt).toUpperCase());
    engine.pause = () => new Promise((resolve) => setTimeout(resolve, Math.random() * 3));
    const [one, other] = await Promise.all([
      api.Translator.create(pair),
      api.Translator.create({ ...pair, targetLanguage: 'de' }),
    ]);
    const text = (word: string) => Array.from({ length: 12 }, (_, i) => `${word} ${i}.`).join('\n');
    const results = await Promise.all([
      one.translate(text('one')),
      other.translate(text('other')),
      one.translate(text('more')),
      collect(other.translateStreaming(text('streamed'))).then((chunks) => chunks.join('')),
    ]);
    expect(results).toEqual(
      ['one', 'other', 'more', 'streamed'].map((word) => text(word).toUpperCase()),
    );
    expect(engine.mostOpen).toBeGreaterThan(16);
  });

  it('goes on with one text when another is given up', async () => {
    const { api, engine } = setUp((prompt) => sentenceOf(prompt).toUpperCase());
    engine.pause = () => new Promise((resolve) => setTimeout(resolve, 1));
    const translator = await api.Translator.create(pair);
    const other = await api.Translator.create(pair);
    const controller = new AbortController();
    const stopped = translator.translate('one. Two. Three.', {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    const destroyed = other.translate('one. Two. Three.', { onProgress: () => other.destroy() });
    const kept = translator.translate('four. Five. Six.');
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
    await expect(destroyed).rejects.toMatchObject({ name: 'AbortError' });
    expect(await kept).toBe('FOUR. FIVE. SIX.');
  });

  it('says how much was asked for, and how much may be', async () => {
    const { api } = setUp(() => {
      throw new AppError('input-too-long', { promptTokens: 600, contextLength: 512 });
    });
    const translator = await api.Translator.create(pair);
    await expect(translator.translate('in 3 days')).rejects.toMatchObject({
      ...{ name: 'QuotaExceededError', requested: 600, quota: 512 },
      cause: { code: 'input-too-long' },
    });
  });

  it('puts failures of the engine into the terms of the web', async () => {
    const { api, engine } = setUp(() => {
      throw new AppError('gpu-lost');
    });
    const translator = await api.Translator.create(pair);
    const failure = { name: 'OperationError', cause: { code: 'gpu-lost' } };
    await expect(translator.translate('in 3 days')).rejects.toMatchObject(failure);
    await expect(collect(translator.translateStreaming('a b'))).rejects.toMatchObject(failure);
    expect(engine.requests).toHaveLength(2);
  });
});

/** Answers with the user's turns, as the prompt shows them. */
const turnsOf = (prompt: string) =>
  [...prompt.matchAll(/### Instruction:\n(.*?)\n### Response:\n/gs)]
    .map(([, turn]) => turn)
    .join('|');

describe('bayling.LanguageModel', () => {
  it('holds a conversation', async () => {
    const { api, engine } = setUp(turnsOf);
    const session = await api.LanguageModel.create();
    expect(await session.prompt('in 3 days')).toBe('in 3 days');
    expect(await session.prompt('Now in German.')).toBe('in 3 days|Now in German.');
    expect(engine.requests[1]?.prompt).toContain(
      '### Response:\nin 3 days</s>\n### Instruction:\nNow in German.\n### Response:\n',
    );
    expect(session.inputUsage).toBeGreaterThan(10);
    expect(session.inputUsage).toBeLessThan(session.inputQuota);
    expect(engine.requests[0]).toMatchObject({ temperature: 0, topP: 1, priority: 'interactive' });
  });

  it('holds several at a time', async () => {
    const { api, engine } = setUp(turnsOf);
    engine.pause = () => new Promise((resolve) => setTimeout(resolve, Math.random() * 3));
    const sessions = await Promise.all(['a', 'b', 'c'].map(() => api.LanguageModel.create()));
    const answers = await Promise.all(
      sessions.flatMap((session, i) => [session.prompt(`p${i}`), session.prompt(`q${i}`)]),
    );
    expect(answers).toEqual(['p0', 'p0|q0', 'p1', 'p1|q1', 'p2', 'p2|q2']);
    expect(engine.mostOpen).toBe(3);
  });

  it('begins with the prompts it is given', async () => {
    const { api } = setUp(turnsOf);
    const session = await api.LanguageModel.create({
      initialPrompts: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'a' },
        { role: 'assistant', content: 'b' },
      ],
      temperature: 0.5,
    });
    await session.append('c');
    expect(await session.prompt([{ role: 'user', content: 'd' }])).toBe('Be brief.\na|c\nd');
    expect(session.temperature).toBe(0.5);
  });

  it('answers requests in the order they come', async () => {
    const { api } = setUp(turnsOf);
    const session = await api.LanguageModel.create();
    const answers = await Promise.all([session.prompt('a'), session.prompt('b')]);
    expect(answers).toEqual(['a', 'a|b']);
  });

  it('forgets a request that failed or was aborted', async () => {
    const { api } = setUp(turnsOf);
    const session = await api.LanguageModel.create();
    await expect(session.prompt('a', { signal: AbortSignal.abort() })).rejects.toThrow();
    await expect(session.prompt([{ role: 'soup' as 'user', content: 'x' }])).rejects.toThrow(
      TypeError,
    );
    expect(await session.prompt('b')).toBe('b');
  });

  it('streams', async () => {
    const { api } = setUp(turnsOf);
    const session = await api.LanguageModel.create();
    const chunks = await collect(session.promptStreaming('hello there'));
    expect(chunks).toEqual(['hel', 'lo ', 'the', 're']);
    expect(await session.prompt('b')).toBe('hello there|b');
  });

  it('goes two ways after clone()', async () => {
    const { api } = setUp(turnsOf);
    const session = await api.LanguageModel.create();
    await session.prompt('a');
    const other = await session.clone();
    expect(await other.prompt('b')).toBe('a|b');
    expect(await session.prompt('c')).toBe('a|c');
    session.destroy();
    await expect(session.prompt('d')).rejects.toMatchObject({ name: 'AbortError' });
    expect(await other.prompt('e')).toBe('a|b|e');
  });

  it('drops the oldest turns when the context is full, and says so', async () => {
    const { api } = setUp(() => 'ok');
    const session = await api.LanguageModel.create();
    let overflows = 0;
    session.addEventListener('quotaoverflow', () => overflows++);
    const long = 'word '.repeat(40);
    for (let i = 0; i < 6; i++) expect(await session.prompt(`${String(i)} ${long}`)).toBe('ok');
    expect(overflows).toBeGreaterThan(0);
    expect(overflows).toBeLessThan(6);
  });

  it('refuses a prompt that can never fit', async () => {
    const { api, engine } = setUp();
    const session = await api.LanguageModel.create();
    await expect(session.prompt('word '.repeat(1000))).rejects.toMatchObject({
      name: 'QuotaExceededError',
      cause: { code: 'input-too-long' },
    });
    expect(engine.requests).toEqual([]);
  });
});

describe('bayling.LanguageDetector', () => {
  it('ranks languages, and leaves the rest to "und"', async () => {
    const { api } = setUp();
    expect(await api.LanguageDetector.availability()).toBe('available');
    const detector = await api.LanguageDetector.create({ expectedInputLanguages: ['fr', 'en'] });
    expect(detector.expectedInputLanguages).toEqual(['fr', 'en']);
    const found = await detector.detect('Où est la bibliothèque de la ville ?');
    expect(found[0]).toMatchObject({ detectedLanguage: 'fr' });
    expect(found[0]?.confidence).toBeGreaterThan(0.8);
    expect(found.at(-1)?.detectedLanguage).toBe('und');
    const sum = found.reduce((all, { confidence }) => all + confidence, 0);
    expect(sum).toBeGreaterThan(0.9);
    expect(sum).toBeLessThanOrEqual(1);
    expect(await detector.detect('12345')).toEqual([{ detectedLanguage: 'und', confidence: 1 }]);
    detector.destroy();
    await expect(detector.detect('a')).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('refuses languages it does not know', async () => {
    const { api } = setUp();
    const options = { expectedInputLanguages: ['tlh'] };
    expect(await api.LanguageDetector.availability(options)).toBe('unavailable');
    await expect(api.LanguageDetector.create(options)).rejects.toMatchObject({
      name: 'NotSupportedError',
    });
  });
});

it('is ready when the model is, and knows its name', async () => {
  const { api, engine } = setUp();
  expect(api.stats()).toBeUndefined();
  await Promise.all([api.ready('demo'), api.ready()]);
  expect(engine.status()).toEqual({ kind: 'ready', modelId: 'demo' });
  await expect(api.ready('bayling-3-8b')).rejects.toMatchObject({ name: 'NotSupportedError' });
});
