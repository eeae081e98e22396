import { expect, it } from 'vitest';
import { readRange } from './range';

it.each([
  ['bytes=2-4', { start: 2, end: 5 }],
  ['bytes=7-', { start: 7, end: 10 }],
  ['bytes=8-99', { start: 8, end: 10 }],
  ['bytes=-3', { start: 7, end: 10 }],
  ['bytes=-99', { start: 0, end: 10 }],
  ['bytes=9-9', { start: 9, end: 10 }],
])('%s is a part of ten bytes', (header, span) => {
  expect(readRange(header, 10)).toEqual(span);
});

it.each(['bytes=10-', 'bytes=99-100', 'bytes=-0'])('%s lies beyond', (header) => {
  expect(readRange(header, 10)).toBe('beyond');
});

it.each([
  undefined,
  '',
  'bytes=',
  'bytes=-',
  'bytes=4-2',
  'bytes=0-1,4-5',
  'lines=1-2',
  'bytes=a-',
])('%s is the whole', (header) => {
  expect(readRange(header, 10)).toBeUndefined();
});

it('knows that an empty file has no first byte', () => {
  expect(readRange('bytes=0-0', 0)).toBe('beyond');
});
