import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillIn, findSpans, isUnchanged, markSpans, placeSpans, readMarks, type Segment } from '.';

const segmentOf = (text: string): Segment => ({ text, after: '', spans: findSpans(text) });

/** What comes of an answer to a sentence; undefined if its marks are not right. */
const restored = (text: string, answer: string) => {
  const segment = segmentOf(text);
  const marked = markSpans(segment);
  const template = readMarks(answer, marked);
  return template && fillIn(template, segment, marked);
};

describe('an answer with its marks', () => {
  it.each([
    ['a {x} b', 'c {1} d', 'c {x} d'],
    ['a {x} b {y} c', '{2} c {1}', '{y} c {x}'],
    ['a {x} b', 'c { 1 } d', 'c {x} d'],
    ['a {x} b', 'c ｛1｝ d', 'c {x} d'],
    ['a {x} b', 'c {١} d', 'c {x} d'],
    ["a {$&$'} b".replace("{$&$'}", '$name'), 'c {1} d', 'c $name d'],
    // Emphasis stays close to its words
    ['a **b** c', 'd {1} e {2} f', 'd **e** f'],
    ['a <b>b</b> c', 'd{1} e {2}f', 'd<b>e</b>f'],
    ['a <b> b </b> c', 'd {1} e {2} f', 'd <b> e </b> f'],
  ])('of %j, %j, is %j', (text, answer, expected) => {
    expect(restored(text, answer)).toBe(expected);
  });

  it.each([
    ['lost', 'c d'],
    ['doubled', 'c {1} d {1}'],
    ['broken', 'c {1 d'],
    ['another', 'c {2} d'],
    ['invented beside it', 'c {1} {2} d'],
  ])('is not taken if one is %s', (_, answer) => {
    expect(restored('a {x} b', answer)).toBeUndefined();
  });

  it('closes what it opens, in order', () => {
    expect(restored('a <b>b</b> c', 'd {2} e {1} f')).toBe('d <b>e</b> f');
    const crossed = restored('<b>a <i>b</i></b> c', '{1} x {2} y {4} z {3}');
    expect(crossed).toBe('<b>x <i>y</i> z</b>');
  });

  it('has numbers that are not in the text', () => {
    const segment: Segment = {
      text: 'a ｛7｝ :x b',
      after: '',
      spans: [{ start: 6, end: 8, kind: 'key' }],
    };
    expect(markSpans(segment).marks).toEqual(['{8}']);
  });

  it('is the source itself if it is what was sent', () => {
    const marked = markSpans(segmentOf('a\u00a0{x} b'));
    expect(isUnchanged(['a ', 0, ' b'], marked)).toBe(true);
    expect(isUnchanged(['a ', 0, ' c'], marked)).toBe(false);
  });
});

describe('spans without marks in the answer', () => {
  it.each([
    ['Send {x} a mail now.', 'Envoyez un mail maintenant.', 'Envoyez {x} un mail maintenant.'],
    ['Go to {x}.', 'Allez à.', 'Allez à {x}.'],
    ['This is **very** good.', "C'est très bon.", "C'est **très** bon."],
    ['你好{x}先生', 'Hello sir', 'Hello {x}sir'],
    ['a {x} b', '', ' {x} '],
    // Words, numbers and signs that are the same on both sides say where.
    [
      'The **London** office is closed.',
      'Das Büro in London ist zu.',
      'Das Büro in **London** ist zu.',
    ],
    [
      'Pay **5** dollars at the very end, not now.',
      'À la toute fin, payez 5 dollars, pas maintenant.',
      'À la toute fin, payez **5** dollars, pas maintenant.',
    ],
    [
      'When it is ready, <b>press the key</b>.',
      'Ist alles bereit, drücken Sie die Taste.',
      'Ist alles bereit, <b>drücken Sie die Taste</b>.',
    ],
  ])('of %j are put into %j: %j', (text, translation, expected) => {
    const segment = segmentOf(text);
    const marked = markSpans(segment);
    const filled = fillIn(placeSpans(translation, marked, 'fr'), segment, marked);
    expect(filled.trim()).toBe(expected.trim());
  });

  it('are not in what is sent', () => {
    expect(markSpans(segmentOf('Go to {x}, then {y}.')).plain).toBe('Go to, then.');
  });

  it('are there once, in order, whatever the translation', () => {
    const piece = fc.constantFrom(
      'a',
      'word',
      '漢字',
      'ไทย',
      ' ',
      '. ',
      '<b>',
      '</b>',
      '{x}',
      '%s',
      '**',
      '😀',
      'https://a.org/x',
    );
    fc.assert(
      fc.property(fc.array(piece), fc.string({ unit: 'binary' }), (pieces, translation) => {
        const segment = segmentOf(pieces.join(' '));
        const marked = markSpans(segment);
        const template = placeSpans(translation, marked);
        expect(template.filter((one) => typeof one === 'number')).toEqual([...marked.marks.keys()]);
        const texts = template.filter((one) => typeof one === 'string');
        const bare = (text: string) => text.replace(/\s/g, '');
        expect(bare(texts.join(''))).toBe(bare(translation));
      }),
    );
  });
});
