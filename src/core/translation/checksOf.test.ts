import { expect, test } from 'vitest';
import { newSegment } from './match';
import { checksOf } from './checksOf';

const done = {
  ...newSegment('a', { text: 'One.', after: '' }),
  state: 'done',
  target: 'Un.',
} as const;
const unsure = { mean: -2, lowest: -9, trusted: false };
const cutOff = { kind: 'cut-off', about: [] } as const;

test('checks and doubt are shown, doubt once', () => {
  expect(checksOf(done)).toEqual([]);
  expect(checksOf({ ...done, confidence: { ...unsure, trusted: undefined } })).toEqual([]);
  const both = [cutOff, { kind: 'unsure', about: [] }];
  expect(checksOf({ ...done, checks: [cutOff], confidence: unsure })).toEqual(both);
  const told = [{ kind: 'unsure', about: ['Un'] }] as const;
  expect(checksOf({ ...done, checks: told, confidence: unsure })).toEqual(told);
});

test('what a user wrote or kept, and what is outdated, is not marked', () => {
  const marked = { ...done, checks: [cutOff], confidence: unsure };
  expect(checksOf({ ...marked, origin: 'edited' })).toEqual([]);
  expect(checksOf({ ...marked, origin: 'pinned' })).toEqual([]);
  expect(checksOf({ ...marked, state: 'outdated' })).toEqual([]);
  expect(checksOf({ ...marked, origin: 'memory' })).toHaveLength(2);
});
