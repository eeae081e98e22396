import { describe, expect, it } from 'vitest';
import '../../testing/progressEvent';
import { ScriptedEngine } from '../../testing/engine/scriptedEngine';
import { getModel } from '../core/catalog';
import { renderDialogue } from '../core/prompts';
import { dialogueBudget } from '../tasks/chat/budget';
import { createApi } from './api';
import type { LanguageModelOptions, PromptMessage } from './types';

const user = (content: string): PromptMessage => ({ role: 'user', content });
const assistant = (content: string): PromptMessage => ({ role: 'assistant', content });
const system = (content: string): PromptMessage => ({ role: 'system', content });

async function open(
  options: LanguageModelOptions = {},
  answer: (prompt: string) => string = () => 'ok',
) {
  const engine = new ScriptedEngine(answer);
  const api = createApi({ engine, isStored: () => Promise.resolve(false) });
  const session = await api.LanguageModel.create(options);
  const overflows = { contextoverflow: 0, quotaoverflow: 0, on: 0, before: 0 };
  session.addEventListener('contextoverflow', () => overflows.contextoverflow++);
  session.addEventListener('quotaoverflow', () => overflows.quotaoverflow++);
  session.oncontextoverflow = () => overflows.on++;
  session.onquotaoverflow = () => overflows.before++;
  return { session, engine, api, overflows };
}

/** So many words: as many tokens, and as many spaces. */
const words = (count: number) => 'word '.repeat(count);
const demo = getModel('demo');

describe('the usage of a session', () => {
  it('is what the layout adds to an empty dialogue, in both names', async () => {
    const { session, engine } = await open();
    const frame = await engine.countTokens(renderDialogue(demo, []));
    expect(session.contextUsage).toBe(0);
    expect(session.contextWindow).toBe(dialogueBudget(demo) - frame);
    const usage = await session.measureContextUsage('in 3 days');
    const turns = [{ role: 'user', text: 'in 3 days' }] as const;
    expect(usage).toBe((await engine.countTokens(renderDialogue(demo, turns))) - frame);
    expect(await session.measureInputUsage('in 3 days')).toBe(usage);
    await session.append('in 3 days');
    expect([session.contextUsage, session.inputUsage]).toEqual([usage, usage]);
    expect(session.inputQuota).toBe(session.contextWindow);
  });

  it('has the answers, and is what the next prompt is counted with', async () => {
    const { session, engine } = await open();
    await session.prompt('a');
    const [asked, answered] = [
      await session.measureContextUsage('a'),
      await session.measureContextUsage([user('a'), assistant('ok')]),
    ];
    expect(session.contextUsage).toBe(answered);
    expect(answered).toBeGreaterThan(asked);
    await session.prompt('b');
    const prompt = engine.requests[1]?.prompt ?? '';
    const inContext = answered + (await session.measureContextUsage('b'));
    const frame = await engine.countTokens(renderDialogue(demo, []));
    expect((await engine.countTokens(prompt)) - frame).toBe(inContext);
  });

  it('counts the prompts that it began with', async () => {
    const initialPrompts = [system('Be brief.'), user('1 + 1'), assistant('2')];
    const { session } = await open({ initialPrompts });
    expect(session.contextUsage).toBe(await session.measureContextUsage(initialPrompts));
    expect(session.contextUsage).toBeGreaterThan(10);
  });

  it('may be all of the window, and no more', async () => {
    const { session, engine } = await open();
    const of = (count: number) => session.measureContextUsage(words(count));
    let count = 1;
    while ((await of(count + 1)) <= session.contextWindow) count++;
    expect(count).toBeGreaterThan(100);
    const [fits, exceeds] = [await of(count), await of(count + 1)];
    for (const call of ['prompt', 'append'] as const) {
      await expect(session[call](words(count + 1))).rejects.toMatchObject({
        name: 'QuotaExceededError',
        requested: exceeds,
        quota: session.contextWindow,
        cause: { code: 'input-too-long' },
      });
    }
    expect(engine.requests).toEqual([]);
    expect(session.contextUsage).toBe(0);
    expect(await session.prompt(words(count))).toBe('ok');
    expect(fits).toBeLessThanOrEqual(session.contextWindow);
    expect(session.contextUsage).toBeLessThanOrEqual(session.contextWindow);
  });

  it('refuses to begin with more than the window', async () => {
    const { session, api } = await open();
    const long = [system(words(400))];
    const requested = await session.measureContextUsage(long);
    expect(requested).toBeGreaterThan(session.contextWindow);
    await expect(api.LanguageModel.create({ initialPrompts: long })).rejects.toMatchObject({
      name: 'QuotaExceededError',
      requested,
      quota: session.contextWindow,
    });
  });
});

describe('a context that is full', () => {
  const initialPrompts = [system('Be brief.'), user('1 + 1'), assistant('2')];

  it('loses the oldest exchanges, never what it began with', async () => {
    const { session, engine, overflows } = await open({ initialPrompts });
    for (let i = 0; i < 12; i++) {
      expect(await session.prompt(`${String(i)} ${words(20)}`)).toBe('ok');
      expect(session.contextUsage).toBeLessThanOrEqual(session.contextWindow);
    }
    for (const { prompt } of engine.requests) {
      expect(prompt).toContain('### Instruction:\nBe brief.\n1 + 1\n### Response:\n2</s>');
    }
    const last = engine.requests.at(-1)?.prompt ?? '';
    expect(last).toContain('\n11 word');
    expect(last).toContain('\n10 word');
    expect(last).not.toContain('\n0 word');
    expect(overflows.contextoverflow).toBeGreaterThan(3);
    const { contextoverflow, ...others } = overflows;
    expect(Object.values(others)).toEqual(Array(3).fill(contextoverflow));
  });

  it.each([
    ['a line of the system alone', [system('Be brief.')]],
    ['examples', [user('1 + 1'), assistant('2')]],
    ['an assistant that begins', [assistant('Hello!')]],
    ['a user without an answer', [user('Remember this.')]],
  ])('keeps %s', async (_name, pinned) => {
    const { session, engine } = await open({ initialPrompts: pinned });
    for (let i = 0; i < 8; i++) await session.prompt(`${String(i)} ${words(30)}`);
    const last = engine.requests.at(-1)?.prompt ?? '';
    for (const { content } of pinned) expect(last).toContain(content as string);
    expect(last).not.toContain('0 word');
  });

  it('makes room for what is appended', async () => {
    const { session, overflows } = await open({ initialPrompts });
    await session.append(words(60));
    expect(overflows.contextoverflow).toBe(0);
    await session.append([assistant(words(30)), user(words(50))]);
    expect(overflows.contextoverflow).toBe(1);
    expect(session.contextUsage).toBeLessThanOrEqual(session.contextWindow);
    const other = await session.clone();
    expect(other.contextUsage).toBe(session.contextUsage);
  });
});

describe('how answers are drawn', () => {
  const drawn = async (options: LanguageModelOptions) => {
    const { session, engine } = await open(options);
    await session.prompt('a');
    const clone = await session.clone();
    for (const key of ['samplingMode', 'temperature', 'topK'] as const) {
      expect(clone[key]).toBe(session[key]);
    }
    const { temperature, topK } = engine.requests[0] ?? {};
    return { session, temperature, topK };
  };

  it('is the model’s own way, unless said otherwise', async () => {
    const { session, temperature, topK } = await drawn({});
    expect([session.samplingMode, session.temperature, session.topK]).toEqual([
      'balanced',
      undefined,
      undefined,
    ]);
    expect([temperature, topK]).toEqual([0, undefined]);
    expect((await drawn({ samplingMode: 'most-predictable' })).temperature).toBe(0);
    const rising = ['predictable', 'slightly-creative', 'creative', 'most-creative'] as const;
    const temperatures = [];
    for (const samplingMode of rising)
      temperatures.push((await drawn({ samplingMode })).temperature);
    expect(temperatures).toEqual([0.3, 0.8, 1, 1.3]);
  });

  it('can be given as numbers, which a mode goes before', async () => {
    const { session, temperature, topK } = await drawn({ temperature: 0.5, topK: 3.9 });
    expect([temperature, topK]).toEqual([0.5, 3]);
    expect([session.samplingMode, session.temperature, session.topK]).toEqual([null, 0.5, 3]);
    const both = await drawn({ samplingMode: 'creative', temperature: 0.5 });
    expect([both.temperature, both.session.temperature]).toEqual([1, undefined]);
  });
});

describe('an answer that is held to a form', () => {
  const schema = { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] };

  it('is asked for with the rules of the form, which the model is told', async () => {
    const { session, engine } = await open({}, () => '{"n": 1}');
    expect(await session.prompt('How many?', { responseConstraint: schema })).toBe('{"n": 1}');
    const [told] = engine.requests;
    expect(told?.grammar?.rules).toMatch(/^root ::= .*"\{"/);
    expect(told?.prompt).toContain(
      `How many?\nAnswer in JSON by this schema: ${JSON.stringify(schema)}\n`,
    );
    const omitted = { responseConstraint: schema, omitResponseConstraintInput: true };
    await session.prompt('And now?', omitted);
    expect(engine.requests[1]?.prompt).toContain('### Instruction:\nAnd now?\n### Response');
    const [more, less] = [
      await session.measureContextUsage('a', { responseConstraint: schema }),
      await session.measureContextUsage('a', omitted),
    ];
    expect(more).toBeGreaterThan(less);
    expect(less).toBe(await session.measureContextUsage('a'));
  });

  it('goes on from a prefix, which is no part of it', async () => {
    const { session, engine } = await open({}, () => ' 1}');
    const begun = [user('How many?'), { ...assistant('{ "n":'), prefix: true }];
    expect(await session.prompt(begun, { responseConstraint: schema })).toBe(' 1}');
    expect(engine.requests[0]).toMatchObject({
      forcedPrefix: '{ "n":',
      grammar: { begun: '{ "n":' },
    });
    expect(engine.requests[0]?.prompt).not.toContain('{ "n":\n');
    await session.prompt('b');
    expect(engine.requests[1]?.prompt).toContain('### Response:\n{ "n": 1}</s>');
    expect(engine.requests[1]).not.toHaveProperty('forcedPrefix');
  });

  it('is an error where it has not the form', async () => {
    const { session, engine } = await open({}, () => 'maybe');
    const responseConstraint = /(yes|no)/;
    const failure = { name: 'SyntaxError', cause: { code: 'form-unfinished' } };
    await expect(session.prompt('a', { responseConstraint })).rejects.toMatchObject(failure);
    await expect(session.prompt('a', { responseConstraint: schema })).rejects.toMatchObject(
      failure,
    );
    engine.finishReason = 'length';
    const any = { responseConstraint: /.*/ };
    await expect(session.prompt('a', any)).rejects.toMatchObject(failure);
    const reader = session.promptStreaming('a', any).getReader();
    const read = async () => {
      while (!(await reader.read()).done);
    };
    await expect(read()).rejects.toMatchObject(failure);
    // Without a form, what there is of the answer is the answer.
    expect(await session.prompt('a')).toBe('maybe');
    expect(session.contextUsage).toBe(
      await session.measureContextUsage([user('a'), assistant('maybe')]),
    );
  });
});
