import { expect, test } from 'vitest';
import { newSegment } from '../../core/translation/match';
import type { Translation } from '../../core/translation/types';
import { litAt, litRange } from './lit';

const translation: Translation = {
  lead: '  ',
  segments: [
    newSegment('a', { text: 'One.', after: ' ' }),
    newSegment('b', { text: 'Two \ufffd.', after: '\n' }),
  ],
};
// Half a character of the text is U+FFFD in its sentence.
const source = '  One. Two \ud83d.\n';

test('a place of the text is in a sentence or the gap after it', () => {
  const at = [0, 2, 5, 6, 7, 13, 14].map((offset) => litAt(translation, source, offset));
  expect(at).toEqual([undefined, 'a', 'a', 'a', 'b', 'b', 'b']);
});

test('a sentence is where it was cut from', () => {
  expect(litRange(translation, source, 'a')).toEqual({ start: 2, end: 6 });
  expect(litRange(translation, source, 'b')).toEqual({ start: 7, end: 13 });
  expect(litRange(translation, source, 'c')).toBeUndefined();
});

test('of a text that was changed since, nothing is lit that is elsewhere now', () => {
  expect(litAt(translation, `X${source}`, 9)).toBeUndefined();
  expect(litRange(translation, `X${source}`, 'b')).toBeUndefined();
  expect(litRange(translation, `${source}X`, 'b')).toEqual({ start: 7, end: 13 });
});
