import fc from 'fast-check';
import { expect, test } from 'vitest';
import { caretAfter } from './caretAfter';

test('the caret goes behind what was put in, and to where something was taken out', () => {
  expect(caretAfter('one three', 'one two three')).toBe('one two t'.length);
  expect(caretAfter('one two three', 'one three')).toBe('one t'.length);
  expect(caretAfter('', 'all of it')).toBe('all of it'.length);
  expect(caretAfter('all of it', '')).toBe(0);
  expect(caretAfter('aaa', 'aaaa')).toBe(4);
});

test('what follows the caret was there before, and a text that grew at its end has it there', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (start, old, now, end) => {
      const before = start + old + end;
      const after = start + now + end;
      const at = caretAfter(before, after);
      expect(before.endsWith(after.slice(at))).toBe(true);
      expect(at).toBeGreaterThanOrEqual(start.length);
      expect(caretAfter(before, before + now)).toBe(before.length + now.length);
    }),
  );
});
