import { beforeAll, describe, expect, it } from 'vitest';
import { startI18n } from '../../ui/i18n';
import { formatSpeed } from './numbers';

describe('a speed', () => {
  let format: (tokensPerSecond: number) => string;
  beforeAll(async () => {
    const i18n = await startI18n('en');
    await import('../../ui/i18n/diagnostics');
    const t = i18n.getFixedT('en', 'diagnostics');
    format = (tokensPerSecond) => formatSpeed(tokensPerSecond, t, 'en');
  });

  it.each([
    [1, '1 token/s'],
    [1.04, '1 token/s'],
    [0.96, '1 token/s'],
    [0.5, '0.5 tokens/s'],
    [38, '38 tokens/s'],
  ])('of %d has the plural of what is shown: %s', (tokensPerSecond, text) => {
    expect(format(tokensPerSecond)).toBe(text);
  });
});
