import { describe, expect, it } from 'vitest';
import { getModel } from '../../src/core/catalog';
import { renderChat } from '../../src/core/prompts';
import { readBeams, readGolden } from './read';

describe.each(['q4f32_1', 'q4f16_1'] as const)('the golden beams of %s', (quantization) => {
  const { weights, width, maxTokens, prompts } = readBeams(quantization);

  it('are fifty different ones, on the weights of the other golden file', () => {
    expect(new Set(prompts.map(({ prompt }) => prompt)).size).toBe(50);
    expect(weights).toBe(readGolden(quantization).weights);
    expect(width).toBe(5);
  });

  it.each(prompts)('are rendered as the app does: $name', ({ turns, prompt }) => {
    const messages = turns.map((text) => ({ role: 'user' as const, text }));
    expect(renderChat(getModel('demo'), messages)).toBe(prompt);
  });

  it.each(prompts)('have three answers in a clear order: $name', ({ answers, tolerance }) => {
    expect(new Set(answers.map(({ tokens }) => tokens.join())).size).toBe(3);
    const scores = answers.map(({ score }) => score);
    for (const [i, score] of scores.slice(1).entries()) {
      // Otherwise a GPU could rightly rank them in another order.
      expect(scores[i]! - score).toBeGreaterThan(tolerance);
    }
    for (const { tokens } of answers) expect(tokens.length).toBeLessThanOrEqual(maxTokens);
  });

  it('are nearly all what the corpus says', () => {
    const right = prompts.filter(({ answers, expected }) => answers[0]?.text === expected);
    expect(right.length).toBeGreaterThanOrEqual(40);
  });
});
