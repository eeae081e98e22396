import { describe, expect, it } from 'vitest';
import { ScriptedEngine } from '../../../testing/engine/scriptedEngine';
import { findSpans, type Segment } from '../../core/text/index';
import type { TokenLogprobs } from '../../engine/client';
import { inspectPrompt, measureWords } from './inspect';
import { translateSegments } from './segments';

const signal = new AbortController().signal;
const segmentOf = (text: string): Segment => ({ text, after: '', spans: findSpans(text) });
const request = (text: string, to = 'fr') => ({
  ...({ segment: segmentOf(text), to, quality: 'fast', signal } as const),
});

/** Tokens, each as likely as 1 over one more than the last, and others at a tenth of that. */
const measured = (...tokens: readonly string[]): readonly TokenLogprobs[] =>
  tokens.map((token, i) => {
    const logprob = Math.log(1 / (i + 1));
    const others = [' other', '', '\ufffd', 'more'].map((one, at) => ({
      token: one,
      logprob: logprob - at - 1,
    }));
    return { token, logprob, top: [{ token, logprob }, ...others] };
  });

async function words(
  source: string,
  translation: string,
  tokens: readonly TokenLogprobs[],
  to = 'fr',
) {
  const engine = new ScriptedEngine(() => '');
  engine.measure = () => tokens;
  return { engine, words: await measureWords(engine, { ...request(source, to), translation }) };
}

describe('the prompt of a sentence', () => {
  it.each([{}, { wishes: ['Keep it short.'], wording: 'zh' }] as const)(
    'is the one that it is sent with: %j',
    async (options) => {
      const engine = new ScriptedEngine(() => 'x');
      const segment = segmentOf('Visit https://a.example in 3 days.');
      await translateSegments(engine, { segments: [segment], to: 'fr', optionsOf: () => options });
      const [sent] = engine.requests;
      const seen = await inspectPrompt(engine, { ...request(segment.text), options });
      expect(seen).toMatchObject({
        ...{ prompt: sent?.prompt, temperature: sent?.temperature, maxTokens: sent?.maxTokens },
        beams: 1,
      });
      expect(seen.tokens.map(({ text }) => text).join('')).toBe(sent?.prompt);
    },
  );

  it('has what is before the sentence, and tells of the search', async () => {
    const engine = new ScriptedEngine(() => '');
    const text = ['One.', 'Two.'].map((one) => ({ segment: segmentOf(one), target: 'Un.' }));
    const seen = await inspectPrompt(engine, {
      ...{ ...request('Two.'), around: { text, at: [1] }, quality: 'best' },
    });
    expect(seen.prompt).toContain('sentence: One.\n### Response:\nUn.</s>\n### Instruction:');
    expect(seen.beams).toBe(5);
    expect(seen.contextLength).toBe(engine.model('demo').contextLength);
  });
});

describe('the words of a translation', () => {
  it('are as likely as their tokens together, and go on otherwise from where they begin', async () => {
    const { words: found, engine } = await words(
      'in 3 days',
      'dans trois jours',
      measured('dans', ' tr', 'ois', ' jours'),
    );
    expect(engine.requests[0]).toMatchObject({ given: 'dans trois jours' });
    expect(found.map(({ text }) => text).join('')).toBe('dans trois jours');
    expect(found.map(({ probability }) => probability && Number(probability.toFixed(4)))).toEqual([
      ...[1, undefined, 0.1667, undefined, 0.25],
    ]);
    expect(found[2]?.others).toEqual([
      { text: 'other', probability: expect.closeTo(0.5 / Math.E), prefix: 'dans other' },
      { text: 'more', probability: expect.closeTo(0.5 / Math.E ** 4), prefix: 'dansmore' },
    ]);
    expect(found[1]?.others).toEqual([]);
  });

  it('are at most as likely as the least likely that is known', async () => {
    const [first, second] = measured('un', ' deux');
    const { words: found } = await words('a', 'un deux', [
      first!,
      { ...second!, logprob: -Infinity, top: [{ token: ' x', logprob: Math.log(0.02) }] },
    ]);
    expect(found[2]).toMatchObject({ probability: expect.closeTo(0.02), isBound: true });
    expect(found[0]?.isBound).toBe(false);
  });

  it('are found where nothing is between them', async () => {
    const { words: found } = await words(
      'in 3 days',
      '三天之后',
      measured('三天', '之', '后'),
      'zh',
    );
    expect(found.map(({ text }) => text).join('')).toBe('三天之后');
    expect(found.every(({ probability }) => probability !== undefined)).toBe(true);
  });

  it('are measured as the model saw them, and have spans as they are', async () => {
    const { words: found, engine } = await words(
      'Visit https://a.example today.',
      'Visitez https://a.example ce jour.',
      measured('Visitez', ' {', '1', '}', ' ce', ' jour', '.'),
    );
    expect(engine.requests[0]).toMatchObject({ given: 'Visitez {1} ce jour.' });
    expect(found.map(({ text }) => text).join('')).toBe('Visitez https://a.example ce jour.');
    const span = found.find(({ text }) => text === 'https://a.example');
    expect(span).toMatchObject({ probability: undefined, others: [] });
    const jour = found.find(({ text }) => text === 'jour');
    expect(jour?.others[0]?.prefix).toBe('Visitez https://a.example ce other');
  });
});

it('goes on from what the user began, which keeps its spans', async () => {
  const engine = new ScriptedEngine(() => ' ici.');
  const prefix = 'Voir https://a.example';
  const texts: string[] = [];
  await translateSegments(engine, {
    ...{ segments: [segmentOf('See https://a.example here.')], to: 'fr' },
    optionsOf: () => ({ prefix }),
    onSegment: (_, { text }) => texts.push(text),
  });
  expect(texts).toEqual(['Voir https://a.example ici.']);
  expect(engine.requests).toMatchObject([{ forcedPrefix: 'Voir {1}' }]);
});
