import { describe, expect, it } from 'vitest';
import { formatBytes, formatDuration, formatPart, joinSentences } from './format';

describe('bytes', () => {
  it.each([
    [4_530_000_000, '4.5 GB'],
    [480_000_000, '480 MB'],
    [5_900_000, '5.9 MB'],
    [1_200, '1.2 kB'],
  ])('%i are %s', (bytes, text) => {
    expect(formatBytes(bytes, 'en')).toBe(text);
  });

  it('come at a speed', () => {
    expect(formatBytes(33_300_000, 'en', '-per-second')).toBe('33.3 MB/s');
    expect(formatBytes(33_300_000, 'zh-Hans', '-per-second')).toMatch(/^33\.3\s?MB/);
  });

  it.each([
    [0, 16e9, '0.0'],
    [480e6, 16e9, '480 MB'],
    [1.29e9, 16e9, '1.2'],
    [15.99e9, 16e9, '15.9'],
    [16e9, 16e9, '16.0'],
    [99.9e6, 250e6, '99'],
  ])('%d of %d: %s', (part, whole, text) => {
    expect(formatPart(part, whole, 'en')).toBe(text);
  });
});

describe('a while', () => {
  it.each([
    [0.2, '1 second'],
    [40, '40 seconds'],
    [1_500, '25 minutes'],
    [5_400, '1.5 hours'],
    [86_400, '24 hours'],
  ])('of %d seconds is %s', (seconds, text) => {
    expect(formatDuration(seconds, 'en')).toBe(text);
  });
});

it('joins sentences as the language does', () => {
  expect(joinSentences(['One.', '', 'Two.'], 'en')).toBe('One. Two.');
  expect(joinSentences(['一。', '二。'], 'zh-Hans')).toBe('一。二。');
  expect(joinSentences(['一つ。', '二つ。'], 'ja')).toBe('一つ。二つ。');
});
