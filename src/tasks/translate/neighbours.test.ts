import { describe, expect, it } from 'vitest';
import { ScriptedEngine, sentenceOf } from '../../../testing/engine/scriptedEngine';
import { segmentText } from '../../core/text/index';
import { recent, type KnownSegment } from './neighbours';
import { translateSegments, type SegmentsRequest } from './segments';

const upper = () => new ScriptedEngine((prompt) => lastOf(prompt).toUpperCase());
/** The sentence that the last turn of a prompt asks for. */
const lastOf = (prompt: string) => sentenceOf(turns(prompt).at(-1) ?? '').split('\n')[0] ?? '';
const turns = (prompt: string) => prompt.split(/(?=### Instruction:)/).slice(1);
/** The sentences of a prompt, and the answers that stand in it, in order. */
const dialogue = (prompt: string) =>
  turns(prompt).map((turn) => {
    const [, source = '', answer = ''] =
      /sentence: (.*)\n### Response:\n(?:(.*)<\/s>\n)?$/s.exec(turn) ?? [];
    return answer === '' ? source : `${source} → ${answer}`;
  });

/** Translates a text; of its sentences, those with a known translation only stand around. */
async function run(
  text: string,
  known: Readonly<Record<string, string>> = {},
  engine = upper(),
  more: Partial<SegmentsRequest> = {},
) {
  const { segments } = segmentText(text, 'en', 100);
  const all = segments.map((segment): KnownSegment => ({ segment, target: known[segment.text] }));
  const at = all.flatMap(({ target }, i) => (target === undefined ? [i] : []));
  const out: string[] = [];
  await translateSegments(engine, {
    ...{ segments: at.map((i) => segments[i]!), to: 'fr', around: { text: all, at } },
    onSegment: (_, result) => out.push(result.text),
    ...more,
  });
  return { engine, out, asked: engine.requests.map(({ prompt }) => dialogue(prompt)) };
}

describe('the sentences before', () => {
  it('stand before a sentence as a dialogue, as they were translated', async () => {
    const { asked, out } = await run('One. Two. Three.');
    expect(asked).toEqual([
      ['One.'],
      ['One. → ONE.', 'Two.'],
      ['One. → ONE.', 'Two. → TWO.', 'Three.'],
    ]);
    expect(out).toEqual(['ONE.', 'TWO.', 'THREE.']);
  });

  it('are asked for in the very words they were asked for', async () => {
    const { engine } = await run('One. Two.', {}, upper(), {
      optionsOf: () => ({ wishes: ['Use formal language.'] }),
    });
    const [first, second] = engine.requests.map(({ prompt }) => prompt);
    expect(second?.startsWith(first!)).toBe(true);
    expect(first).toContain('sentence: One.\nUse formal language.\n');
  });

  it('are those that are there already, where only one is missing', async () => {
    const { asked } = await run('One. Two. Three.', { 'One.': 'Un.', 'Three.': 'Trois.' });
    expect(asked).toEqual([['One. → Un.', 'Two.']]);
  });

  it('are those of the same paragraph, and paragraphs do not wait for each other', async () => {
    const engine = upper();
    engine.pause = () => new Promise((resolve) => setTimeout(resolve, 1));
    const { asked } = await run('One. Two.\nThree.\n\nFour. Five.', {}, engine);
    expect(asked).toContainEqual(['One. → ONE.', 'Two. → TWO.', 'Three.']);
    expect(asked).toContainEqual(['Four. → FOUR.', 'Five.']);
    expect(engine.mostOpen).toBe(2);
  });

  it('leave out what holds nothing to translate, and what came to nothing', async () => {
    const { asked } = await run('One.\n42\nTwo.\nThree.', {}, upper(), {
      mayShow: ({ text }) => text !== 'TWO.',
    });
    expect(asked.at(-1)).toEqual(['One. → ONE.', 'Three.']);
  });

  it('do not wait for themselves where a sentence occurs twice', async () => {
    const { asked, out } = await run('One. One. Two. One.');
    expect(out).toEqual(['ONE.', 'ONE.', 'TWO.', 'ONE.']);
    expect(asked).toEqual([['One.'], ['One. → ONE.', 'One. → ONE.', 'Two.']]);
  });

  it('are as many as the context has room for, the last ones first', async () => {
    const long = Array.from({ length: 12 }, (_, i) => `Word ${'very '.repeat(18)}number ${i}.`);
    const engine = upper();
    const { out } = await run(long.join(' '), {}, engine);
    expect(out).toHaveLength(12);
    const { contextLength } = engine.model('demo');
    for (const { prompt, maxTokens } of engine.requests) {
      const asked = turns(prompt).length;
      expect(asked === 1 || (await engine.countTokens(prompt)) + maxTokens <= contextLength).toBe(
        true,
      );
    }
    const sizes = engine.requests.map(({ prompt }) => turns(prompt).length);
    expect(Math.max(...sizes)).toBeGreaterThan(1);
    expect(Math.max(...sizes)).toBeLessThan(6);
  });

  it('end with the translation', async () => {
    const controller = new AbortController();
    const engine = upper();
    engine.pause = async () => {
      await Promise.resolve();
      controller.abort();
    };
    const result = run('One. Two. Three.', {}, engine, { signal: controller.signal });
    await expect(result).rejects.toMatchObject({ code: 'aborted' });
    expect(engine.requests).toHaveLength(1);
  });

  it('are three to five, so that two of three prompts go on where the last one ended', () => {
    const lengths = Array.from({ length: 12 }, (_, k) => recent(Array.from({ length: k })).length);
    expect(lengths).toEqual([0, 1, 2, 3, 4, 5, 3, 4, 5, 3, 4, 5]);
  });
});
