import { expect, it } from 'vitest';
import { directionOf, splitByDirection } from './direction';

it.each([
  ['Hello', 'ltr'],
  ['שלום', 'rtl'],
  ['1. مرحبا', 'rtl'],
  ['「中文」', 'ltr'],
  ['`code` שלום', 'rtl'],
  ['```js\nlet a;\n```\nשלום', 'rtl'],
  ['https://example.com/a שלום', 'rtl'],
  ['www.example.com: مرحبا', 'rtl'],
  ['https://example.com/aשלום', 'rtl'],
  ['a@b.example، مرحبا', 'rtl'],
  ['@name שלום', 'rtl'],
  ['ܫܠܡܐ', 'rtl'],
  ['𞤀𞤣', 'rtl'],
  ['12:30 – 5 €', undefined],
  ['', undefined],
] as const)('%s runs %s', (text, direction) => {
  expect(directionOf(text)).toBe(direction);
});

it.each([
  [
    'Hello there.\nשלום עולם, מה שלומך?\nBye.',
    [
      ['Hello there.', 'ltr'],
      ['שלום עולם, מה שלומך?', 'rtl'],
      ['Bye.', 'ltr'],
    ],
  ],
  ['a\nb\n\nc', [['a\nb\n\nc', 'ltr']]],
  ['1.\nשלום\n2.\n', [['1.\nשלום\n2.\n', 'rtl']]],
  ['', [['', undefined]]],
])('%j has its lines in passages', (text, passages) => {
  expect(splitByDirection(text).map((passage) => [passage.text, passage.direction])).toEqual(
    passages,
  );
});

it('has a limit of passages, and nothing is left out', () => {
  const text = 'a\nש\n'.repeat(5_000);
  const passages = splitByDirection(text);
  expect(passages.length).toBeLessThanOrEqual(500);
  expect(passages.map((passage) => passage.text).join('\n')).toBe(text);
});

it.each(['_'.repeat(50_000), '1.'.repeat(25_000), '`'.repeat(50_000), '@'.repeat(50_000)])(
  'takes no time over what has no letter',
  (text) => {
    expect(directionOf(text)).toBeUndefined();
  },
);
