import { describe, expect, it } from 'vitest';
import { getModel } from '../../src/core/catalog';
import { renderChat } from '../../src/core/prompts';
import { readGolden } from './read';

const { prompts } = readGolden();

describe('the golden file', () => {
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

  it.each(prompts)('takes the most probable token at each step: $name', ({ steps }) => {
    for (const { token, top } of steps) {
      expect(top[0]?.token).toBe(token);
      expect(top.map(({ logprob }) => logprob)).toEqual(
        top.map(({ logprob }) => logprob).toSorted((a, b) => b - a),
      );
    }
  });
});
