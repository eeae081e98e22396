import { describe, expect, it } from 'vitest';
import { getModel } from '../../src/core/catalog';
import { renderChat } from '../../src/core/prompts';
import { hasGolden } from '../shallow';
import { nameOf, targets } from '../targets';
import { readGolden, readTokens } from './read';

const quantizations = ['q4f32_1', 'q4f16_1'] as const;

describe.each(quantizations)('the golden file of %s', (quantization) => {
  const { prompts } = readGolden(quantization);

  it('has twenty prompts, of one turn and of two', () => {
    expect(prompts).toHaveLength(20);
    expect(prompts.filter(({ turns }) => turns.length > 1).length).toBeGreaterThanOrEqual(2);
  });

  it.each(prompts)('renders as the app does: $name', ({ turns, prompt }) => {
    const messages = turns.map((text, i) => ({
      role: i % 2 === 0 ? ('user' as const) : ('assistant' as const),
      text,
    }));
    expect(renderChat(getModel('demo'), messages)).toBe(prompt);
  });
});

const files = [
  ...quantizations.map((quantization) => ({
    name: `the demo in ${quantization}`,
    decoded: readGolden(quantization).prompts,
  })),
  ...targets
    .filter((target) => target.layers !== undefined && hasGolden(target))
    .map((target) => ({ name: nameOf(target), decoded: readTokens(nameOf(target)).prompts })),
];

describe.each(files)('the golden file of $name', ({ decoded }) => {
  it.each(decoded)('takes the most probable token at each step: $name', ({ steps, tolerance }) => {
    expect(steps.length).toBeGreaterThan(0);
    for (const { token, top } of steps) {
      expect(top[0]?.token).toBe(token);
      const logprobs = top.map(({ logprob }) => logprob);
      expect(logprobs).toEqual(logprobs.toSorted((a, b) => b - a));
      // Otherwise a GPU could rightly take the other one.
      expect(logprobs[0]! - logprobs[1]!).toBeGreaterThan(tolerance);
    }
  });
});
