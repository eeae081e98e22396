import { expect, it } from 'vitest';
import { limits } from './blocks';
import { mask, unmask } from './literals';

/** What would take one of the patterns time that grows with the square of it, if it were not written with care. */
const adversaries = [
  'x',
  '1.',
  '1*',
  'a*b',
  '\\(',
  '\\[',
  '\\begin{a}',
  '$a ',
  '$a',
  '$$a ',
  '```\n',
  '~~~ \n```\n',
  'a` ',
  'https://a_',
  '__a',
  '__a_b',
  '/__a',
  '/_',
  '.__a',
  '@a',
  '@-',
  'a,',
  'a/',
  '*/',
  '(a',
  'C:\\',
  'C:\\a b c d ',
  'a\\_',
  'a.b\\',
  '..\\',
  '\\\\a',
  '/* ',
  '^_',
  '_',
  '\n ',
  '\\d',
  '(\\da',
  '*\\d*',
  '*a',
  '((',
  ')*(',
  '\ufdd0',
];

it.each(adversaries)('%j, many times over, takes no time, and stays', (part) => {
  for (const end of ['', '*', '\\x', '\\d', '$', '\\)']) {
    const text = part.repeat(limits.blockLength / part.length) + end;
    const began = performance.now();
    const { text: masked, literals } = mask(text);
    // Some milliseconds; with a square of the length in it, seconds.
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(unmask(masked, literals)).toBe(text);
  }
});
