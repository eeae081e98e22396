import { describe, expect, it } from 'vitest';
import '../../testing/progressEvent';
import { ScriptedEngine, sentenceOf } from '../../testing/engine/scriptedEngine';
import { createApi } from './api';
import { isSameLanguage } from './tags';
import type { BayLing } from './types';

/* What scripts give that the types forbid: converted as Web IDL says, or refused with an error that names it. */

function setUp(answer: (prompt: string) => string = (prompt) => `<${sentenceOf(prompt)}>`) {
  const engine = new ScriptedEngine(answer);
  return { api: createApi({ engine, isStored: () => Promise.resolve(false) }), engine };
}

/** Calls without types. */
type Loose = Record<string, (...given: unknown[]) => Promise<never>>;
const loose = (object: unknown) => object as Loose;
const call = (object: unknown, name: string, ...given: unknown[]) => loose(object)[name]!(...given);

const pair = { sourceLanguage: 'en', targetLanguage: 'fr' };
const circular: Record<string, unknown> = {};
circular['self'] = circular;

describe('a translator', () => {
  it.each([
    [[], 'options'],
    [[undefined], 'options'],
    [[{}], 'targetLanguage'],
    [[{ sourceLanguage: 'en' }], 'targetLanguage'],
    [['en'], 'options'],
    [[{ ...pair, signal: 'now' }], 'signal'],
    [[{ ...pair, monitor: 5 }], 'monitor'],
    [[{ ...pair, quality: 'splendid' }], 'quality'],
    [[{ ...pair, model: 'gpt' }], 'model'],
  ])('is not made of %j', async (given, name) => {
    const { api, engine } = setUp();
    const refused = call(api.Translator, 'create', ...given);
    await expect(refused).rejects.toBeInstanceOf(TypeError);
    await expect(refused).rejects.toThrow(name === 'options' ? /options|targetLanguage/ : name);
    expect(engine.loads).toEqual([]);
  });

  it.each(['e', 'Latn', '11', 'en_Latn', 'en-Lat', 'en-A999', '', 'not a tag', 5])(
    'takes no tag like %j',
    async (tag) => {
      const { api } = setUp();
      for (const method of ['create', 'availability']) {
        const asked = [
          { sourceLanguage: tag, targetLanguage: 'fr' },
          { sourceLanguage: 'en', targetLanguage: tag },
        ];
        for (const options of asked) {
          await expect(call(api.Translator, method, options)).rejects.toBeInstanceOf(RangeError);
        }
      }
    },
  );

  it.each([
    ['EN', 'en'],
    ['en-latn-gb', 'en-Latn-GB'],
    ['iw', 'he'],
    ['zho_simpl', 'zh-Hans'],
    ['swh', 'sw'],
  ])('names %s as %s', async (given, canonical) => {
    const { api } = setUp();
    const translator = await api.Translator.create({ sourceLanguage: given, targetLanguage: 'fr' });
    expect(translator.sourceLanguage).toBe(canonical);
  });

  it.each([
    [5, '<5>'],
    [null, '<null>'],
    [undefined, '<undefined>'],
    [true, '<true>'],
    [{ toString: () => 'text' }, '<text>'],
    [['a', 'b'], '<a,b>'],
    ['', ''],
  ])('translates %j as text', async (given, expected) => {
    const { api, engine } = setUp();
    const translator = await api.Translator.create(pair);
    // What is only a number is not for the model.
    const text = await call(translator, 'translate', given);
    expect(text).toBe(given === 5 ? '5' : expected);
    expect(engine.requests.length).toBe(given === 5 || given === '' ? 0 : 1);
  });

  it.each(['translate', 'translateStreaming', 'measureInputUsage'])(
    '%s() asks for its argument',
    async (method) => {
      const { api } = setUp();
      const translator = await api.Translator.create(pair);
      const attempt = async (...given: unknown[]) => call(translator, method, ...given);
      await expect(attempt()).rejects.toThrow(/input/);
      await expect(attempt()).rejects.toBeInstanceOf(TypeError);
      await expect(attempt(Symbol('text'))).rejects.toBeInstanceOf(TypeError);
      await expect(attempt('a', 5)).rejects.toBeInstanceOf(TypeError);
      await expect(attempt('a', { signal: {} })).rejects.toBeInstanceOf(TypeError);
    },
  );

  it('leaves a text as it is between two tags of one language', async () => {
    const { api, engine } = setUp();
    for (const [sourceLanguage, targetLanguage] of [
      ['en', 'en'],
      ['en-US', 'en-GB'],
      ['tlh', 'tlh'],
      ['zh', 'zh-CN'],
    ] as const) {
      const languages = { sourceLanguage, targetLanguage };
      expect(await api.Translator.availability(languages)).toBe('available');
      const translator = await api.Translator.create(languages);
      expect(await translator.translate(' Any text. ')).toBe(' Any text. ');
    }
    expect([engine.loads, engine.requests]).toEqual([[], []]);
    expect(isSameLanguage('zh-Hant', 'zh-Hans')).toBe(false);
  });
});

describe('a detector', () => {
  it('converts its arguments, or names them', async () => {
    const { api } = setUp();
    const detector = await api.LanguageDetector.create();
    await expect(call(detector, 'detect')).rejects.toThrow(/input/);
    await expect(call(detector, 'detect')).rejects.toBeInstanceOf(TypeError);
    await expect(call(detector, 'measureInputUsage')).rejects.toThrow(/input/);
    expect(await call(detector, 'detect', 5)).toEqual([{ detectedLanguage: 'und', confidence: 1 }]);
    expect(await detector.detect('')).toEqual([{ detectedLanguage: 'und', confidence: 1 }]);
    expect(await call(detector, 'detect', null)).not.toEqual([]);
  });

  it.each([[['e']], [['en', 'en_Latn']], [['en-A999']]])('takes no tags %j', async (tags) => {
    const { api } = setUp();
    const options = { expectedInputLanguages: tags };
    await expect(api.LanguageDetector.create(options)).rejects.toBeInstanceOf(RangeError);
    await expect(api.LanguageDetector.availability(options)).rejects.toBeInstanceOf(RangeError);
  });

  it('has canonical tags, once each, frozen, and null for none', async () => {
    const { api } = setUp();
    const expectedOf = async (tags?: readonly string[]) =>
      (await api.LanguageDetector.create(tags && { expectedInputLanguages: tags }))
        .expectedInputLanguages;
    expect(await expectedOf(['EN', 'en', 'de-ch'])).toEqual(['en', 'de-CH']);
    expect(Object.isFrozen(await expectedOf(['en']))).toBe(true);
    expect(await expectedOf([])).toBeNull();
    expect(await expectedOf()).toBeNull();
    for (const wrong of ['en', 5, { length: 1 }]) {
      const options = { expectedInputLanguages: wrong };
      const refused = call(api.LanguageDetector, 'create', options);
      await expect(refused).rejects.toBeInstanceOf(TypeError);
    }
  });

  it('gives no language that is less likely than none, and no noise', async () => {
    const { api } = setUp();
    const detector = await api.LanguageDetector.create();
    for (const text of ['Guten Tag!', 'hola', 'This is a sentence in English.', 'x']) {
      const results = await detector.detect(text);
      const unknown = results.pop()?.confidence ?? NaN;
      for (const { confidence } of results) expect(confidence).toBeGreaterThanOrEqual(unknown);
      const sum = results.slice(0, -1).reduce((all, { confidence }) => all + confidence, 0);
      expect(sum).toBeLessThan(0.99);
    }
  });
});

const text = (value: unknown) => [{ role: 'user', content: [{ type: 'text', value }] }];

describe('a session', () => {
  const turns = (prompt: string) =>
    [...prompt.matchAll(/### Instruction:\n(.*?)\n### Response:\n/gs)].map(([, t]) => t).join('|');
  const open = async () => {
    const { api, engine } = setUp(turns);
    return { session: await api.LanguageModel.create(), engine };
  };

  it.each([
    ['Hello', 'Hello'],
    [text('Hello'), 'Hello'],
    [[{ role: 'user', content: [...text('a')[0]!.content, ...text('b')[0]!.content] }], 'ab'],
    [[], ''],
    [null, 'null'],
    [undefined, 'undefined'],
    [{}, '[object Object]'],
    [5, '5'],
    [[{ role: 'user', content: [] }], ''],
    [text(5), '5'],
    [[{ role: 'user', content: 5 }], '5'],
    [new Set([{ role: 'user', content: 'in a set' }]), 'in a set'],
    [[{ role: 'assistant', content: 'I begin.' }], '|'],
    [
      [
        { role: 'assistant', content: 'Hi!' },
        { role: 'user', content: 'a' },
      ],
      '|a',
    ],
    [
      [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'a' },
      ],
      'Be brief.\na',
    ],
  ])('reads the prompt %j', async (input, read) => {
    const { session } = await open();
    expect(await call(session, 'prompt', input)).toBe(read);
  });

  it.each<[unknown, string]>([
    [[{ role: 'model', content: 'a' }], 'TypeError'],
    [[{ content: 'a' }], 'TypeError'],
    [[{ role: 'user' }], 'TypeError'],
    [[{ role: 'user', content: null }], 'TypeError'],
    [[{ role: 'user', content: {} }], 'TypeError'],
    [['a'], 'TypeError'],
    [[5], 'TypeError'],
    [[{ role: 'user', content: [{ type: 'soup', value: 'a' }] }], 'TypeError'],
    [[{ role: 'user', content: [{ type: 'text' }] }], 'TypeError'],
    [text(new ArrayBuffer(1)), 'TypeError'],
    [text(new Blob([])), 'TypeError'],
    [[{ role: 'user', content: [{ type: 'image', value: new Blob([]) }] }], 'NotSupportedError'],
    [[{ role: 'user', content: [{ type: 'audio', value: new Blob([]) }] }], 'NotSupportedError'],
    [[{ role: 'assistant', content: [{ type: 'image', value: 'a' }] }], 'NotSupportedError'],
    [[{ role: 'user', content: [{ type: 'tool-response', value: 'a' }] }], 'NotSupportedError'],
    [
      [
        { role: 'user', content: 'a' },
        { role: 'system', content: 'b' },
      ],
      'TypeError',
    ],
    [
      [
        { role: 'system', content: 'a' },
        { role: 'system', content: 'b' },
      ],
      'TypeError',
    ],
    [[{ role: 'user', content: 'a', prefix: true }], 'SyntaxError'],
    [
      [
        { role: 'assistant', content: 'a', prefix: true },
        { role: 'user', content: 'b' },
      ],
      'SyntaxError',
    ],
  ])('refuses the prompt %j with %s', async (input, name) => {
    const { session, engine } = await open();
    for (const method of ['prompt', 'append', 'measureContextUsage']) {
      await expect(call(session, method, input)).rejects.toMatchObject({ name });
    }
    const stream = session.promptStreaming(input as string).getReader();
    await expect(stream.read()).rejects.toMatchObject({ name });
    expect(engine.requests).toEqual([]);
    // It was not harmed.
    expect(await session.prompt('a')).toBe('a');
  });

  it('takes a line of the system only before everything else', async () => {
    const { session } = await open();
    const line = [{ role: 'system', content: 'a' }] as const;
    await session.append(line);
    await expect(session.append(line)).rejects.toBeInstanceOf(TypeError);
    expect(await session.prompt('b')).toBe('a\nb');
  });

  it.each<[Record<string, unknown>, string]>([
    [{ temperature: NaN }, 'TypeError'],
    [{ temperature: 'warm' }, 'TypeError'],
    [{ temperature: -0.5 }, 'RangeError'],
    [{ topK: 0 }, 'RangeError'],
    [{ topK: -2 }, 'RangeError'],
    [{ topK: 0.5 }, 'RangeError'],
    [{ samplingMode: 'wild' }, 'TypeError'],
    [{ initialPrompts: 'a' }, 'TypeError'],
    [{ initialPrompts: 5 }, 'TypeError'],
    [{ initialPrompts: [{ role: 'model', content: 'a' }] }, 'TypeError'],
    [{ initialPrompts: [{ role: 'user', content: null }] }, 'TypeError'],
    [{ initialPrompts: [{ role: 'assistant', content: 'a', prefix: true }] }, 'SyntaxError'],
    [
      {
        initialPrompts: [
          { role: 'user', content: 'a' },
          { role: 'system', content: 'b' },
        ],
      },
      'TypeError',
    ],
    [{ expectedInputs: [{}] }, 'TypeError'],
    [{ expectedInputs: [{ type: 'soup' }] }, 'TypeError'],
    [{ expectedInputs: { type: 'text' } }, 'TypeError'],
    [{ expectedInputs: [{ type: 'text', languages: ['en-abc-invalid'] }] }, 'RangeError'],
    [{ expectedOutputs: [{ type: 'text', languages: ['e'] }] }, 'RangeError'],
    [{ expectedOutputs: [{ type: 'text', languages: ['tlh'] }] }, 'NotSupportedError'],
    [{ expectedInputs: [{ type: 'image' }] }, 'NotSupportedError'],
    [{ expectedOutputs: [{ type: 'audio' }] }, 'NotSupportedError'],
    [{ tools: 5 }, 'TypeError'],
    [{ signal: 'now' }, 'TypeError'],
    [{ monitor: 'me' }, 'TypeError'],
  ])('is not made of %j: %s', async (options, name) => {
    const { api, engine } = setUp();
    await expect(call(api.LanguageModel, 'create', options)).rejects.toMatchObject({ name });
    expect(engine.loads).toEqual([]);
  });

  it('honours what it expects', async () => {
    const { api } = setUp();
    const availability = (options: object) => api.LanguageModel.availability(options);
    const inEnglish = [{ type: 'text', languages: ['EN', 'en-GB'] }] as const;
    const both = { expectedInputs: inEnglish, expectedOutputs: inEnglish };
    expect(await availability(both)).toBe('downloadable');
    expect(await api.LanguageModel.create(both)).toBeInstanceOf(api.LanguageModel);
    for (const type of ['image', 'audio', 'tool-call', 'tool-response']) {
      expect(await availability({ expectedInputs: [{ type: 'text' }, { type }] })).toBe(
        'unavailable',
      );
      expect(await availability({ expectedOutputs: [{ type }] })).toBe('unavailable');
    }
    const klingon = [{ type: 'text', languages: ['tlh'] }];
    expect(await availability({ expectedInputs: klingon })).toBe('unavailable');
    // What only `create` refuses.
    expect(await availability({ topK: -2, temperature: -1 })).toBe('available');
    await expect(availability({ expectedInputs: [{ type: 'soup' }] })).rejects.toThrow(TypeError);
  });

  const tool = {
    name: 'a',
    description: 'b',
    inputSchema: { type: 'object', properties: {} },
    execute: () => Promise.resolve(''),
  };
  const calls = [{ type: 'tool-call' }];

  it.each<[string, unknown, unknown?]>([
    ['no name', { ...tool, name: '' }],
    ['no description', { ...tool, description: undefined }],
    ['no schema', { ...tool, inputSchema: undefined }],
    ['null as schema', { ...tool, inputSchema: null }],
    ['an empty schema', { ...tool, inputSchema: {} }],
    ['a schema of texts', { ...tool, inputSchema: { type: 'string' } }],
    ['properties that are none', { ...tool, inputSchema: { type: 'object', properties: 'a' } }],
    ['a list that is none', { ...tool, inputSchema: { type: 'object', required: 'a' } }],
    ['a circle', { ...tool, inputSchema: { type: 'object', circular } }],
    ['nothing to execute', { ...tool, execute: 'run' }],
    ['no expected calls', tool, []],
    ['a name twice', tool, undefined],
  ])('takes no tools with %s', async (what, one, expectedOutputs: unknown = calls) => {
    const { api } = setUp();
    const tools = what === 'a name twice' ? [one, one] : [one];
    const options = { tools, expectedOutputs };
    await expect(call(api.LanguageModel, 'create', options)).rejects.toBeInstanceOf(TypeError);
    await expect(call(api.LanguageModel, 'availability', options)).rejects.toBeInstanceOf(
      TypeError,
    );
  });

  it('can use no tools, and says so; none are none', async () => {
    const { api } = setUp();
    const options = { tools: [tool], expectedOutputs: calls };
    expect(await call(api.LanguageModel, 'availability', options)).toBe('unavailable');
    const refused = call(api.LanguageModel, 'create', options);
    await expect(refused).rejects.toMatchObject({ name: 'NotSupportedError' });
    expect(await api.LanguageModel.create({ tools: [] })).toBeDefined();
    const own = new Error('mine');
    const throwing = Object.defineProperty({ type: 'object' }, 'properties', {
      get: () => {
        throw own;
      },
    });
    const given = { tools: [{ ...tool, inputSchema: throwing }], expectedOutputs: calls };
    await expect(call(api.LanguageModel, 'create', given)).rejects.toBe(own);
  });

  it.each<[unknown, string]>([
    [{ responseConstraint: 'a' }, 'TypeError'],
    [{ responseConstraint: null }, 'TypeError'],
    [{ responseConstraint: circular }, 'NotSupportedError'],
    [{ responseConstraint: { type: 'soup' } }, 'NotSupportedError'],
    [{ responseConstraint: { oneOf: [] } }, 'NotSupportedError'],
    [{ responseConstraint: [] }, 'NotSupportedError'],
    [{ responseConstraint: /(?=a)/ }, 'NotSupportedError'],
    [{ omitResponseConstraintInput: true }, 'TypeError'],
    [{ signal: 5 }, 'TypeError'],
    [7, 'TypeError'],
  ])('refuses the options %j with %s', async (options, name) => {
    const { session, engine } = await open();
    await expect(call(session, 'prompt', 'a', options)).rejects.toMatchObject({ name });
    await expect(call(session, 'measureContextUsage', 'a', options)).rejects.toMatchObject({
      name,
    });
    expect(engine.requests).toEqual([]);
  });
});

it('has types that nobody constructs, known to instanceof', async () => {
  const { api } = setUp();
  for (const name of ['Translator', 'LanguageDetector', 'LanguageModel'] as const) {
    const type = api[name] as unknown as new () => unknown;
    expect(() => new type()).toThrow(TypeError);
    expect({} instanceof type).toBe(false);
    const create = api[name].create as BayLing['Translator']['create'];
    const object = await create(pair);
    expect(object instanceof type).toBe(true);
    expect(Object.prototype.toString.call(object)).toBe(`[object ${name}]`);
  }
});
