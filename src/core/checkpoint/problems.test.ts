import { expect, it } from 'vitest';
import { shorten } from './problems';

it.each([
  ['😀', ''],
  ['🇨🇳', ''],
  ['é', 'é'],
])('quotes a long value up to a whole character: %j', (last, kept) => {
  const begin = 'x'.repeat(199);
  expect(shorten(`${begin}${last} and more`)).toBe(`${begin}${kept}…`);
});
