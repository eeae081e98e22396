import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { segmentText } from '../text/index';
import { noChanges, remember, stepBack, stepForward } from './changes';
import { forTarget, isKept, matchSegments, needsTranslation, newSegment } from './match';
import { readSource, readTarget, segmentAt, shownSegments, sourceStart } from './read';
import type { Translation, TranslationSegment } from './types';

let ids = 0;
const newId = () => `id ${ids++}`;
const empty: Translation = { lead: '', segments: [] };
const cut = (text: string) => segmentText(text, 'en');

/** A text whose sentences are translated as themselves in capitals, into French. */
function translated(text: string): Translation {
  const { lead, segments } = matchSegments(empty, cut(text), newId);
  return {
    lead,
    segments: segments.map((segment) => ({
      ...{ ...segment, state: 'done', language: 'fra' },
      target: segment.source.toUpperCase(),
    })),
  };
}

const sentence = fc.constantFrom('One.', 'Two is more.', 'Three?', 'Four!', '四。', 'Five:', '…');
const gap = fc.constantFrom(' ', '\n', '\n\n- ', '  ');
const text = fc
  .array(fc.tuple(sentence, gap), { maxLength: 12 })
  .map((parts) => parts.flat().join(''));

describe('a text after an edit', () => {
  it('is the text, each sentence with the translation that it had', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const old = translated(before);
        const next = matchSegments(old, cut(after), newId);
        expect(readSource(next)).toBe(after);
        expect(new Set(next.segments.map(({ id }) => id)).size).toBe(next.segments.length);
        const left = new Map<string, number>();
        const count = (source: string, by: number) =>
          left.set(source, (left.get(source) ?? 0) + by);
        for (const { source } of old.segments) count(source, 1);
        for (const { state, source, target } of next.segments) {
          if (state !== 'done') continue;
          expect(target).toBe(source.toUpperCase());
          count(source, -1);
        }
        // As many as there can be are known.
        const unknown = next.segments.filter(({ state }) => state !== 'done');
        for (const { source } of unknown) expect(left.get(source) ?? 0).toBe(0);
        for (const number of left.values()) expect(number).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('that was not edited is the same objects', () => {
    const old = translated('One. Two.');
    expect(matchSegments(old, cut('One. Two.'), newId).segments).toEqual(old.segments);
    expect(matchSegments(old, cut('One. Two.'), newId).segments[1]).toBe(old.segments[1]);
  });

  it('has outdated translations where sentences were replaced, not where they were added', () => {
    const next = matchSegments(translated('One. Two.'), cut('One. Zwei. Drei.'), newId);
    expect(next.segments.map(({ state, target }) => [state, target])).toEqual([
      ['done', 'ONE.'],
      ['outdated', 'TWO.'],
      ['untranslated', ''],
    ]);
  });
});

describe('a translation', () => {
  it('is read as one text, which ends where it is still being written', () => {
    const { lead, segments } = translated('- One.\n- Two.\n');
    const [one, two] = segments as [TranslationSegment, TranslationSegment];
    expect(readTarget({ lead, segments }, 'fra')).toBe('- ONE.\n- TWO.\n');
    const half = [one, { ...two, target: '' }];
    expect(shownSegments(half)).toBe(1);
    expect(readTarget({ lead, segments: half }, 'fra')).toBe('- ONE.');
    expect(readTarget({ lead, segments: [] }, 'fra')).toBe('- ');
    const none = [
      { ...one, target: '' },
      { ...two, target: '' },
    ];
    expect(readTarget({ lead, segments: none }, 'fra')).toBe('');
  });

  it('has the spaces that the target writes between sentences', () => {
    const chinese = matchSegments(empty, segmentText('一。二。', 'zh'), newId);
    const segments = chinese.segments.map((one) => ({ ...one, target: 'X.' }));
    expect(readTarget({ ...chinese, segments }, 'eng')).toBe('X. X.');
    expect(readTarget({ ...chinese, segments }, 'jpn')).toBe('X.X.');
  });

  it('tells which sentence is at a place, and where a sentence is', () => {
    const translation = translated('- One.\n- Two.');
    const [one, two] = translation.segments;
    expect(segmentAt(translation, 0)).toBeUndefined();
    expect(segmentAt(translation, 2)).toBe(one);
    expect(segmentAt(translation, 7)).toBe(one);
    expect(segmentAt(translation, 9)).toBe(two);
    expect(segmentAt(translation, 99)).toBe(two);
    expect(sourceStart(translation, two?.id ?? '')).toBe(9);
    expect(sourceStart(translation, 'none')).toBe(-1);
  });

  it('for another target is outdated but for what is no language', () => {
    const { lead, segments } = translated('One. 1. Two.');
    const states = (['done', 'verbatim', 'withheld'] as const).map((state, i) => ({
      ...(segments[i] ?? newSegment('x', { text: 'Three.', after: '' })),
      state,
      language: 'fra',
      target: state === 'withheld' ? '' : 'X',
    }));
    const next = forTarget({ lead, segments: states }, 'deu').segments;
    expect(next.map(({ state }) => state)).toEqual(['outdated', 'verbatim', 'untranslated']);
    expect(forTarget({ lead, segments: states }, 'fra').segments).toEqual(states);
  });
});

describe('a segment', () => {
  const segment = newSegment('a', { text: 'One.', after: ' ' });
  it.each([
    [{ state: 'untranslated' }, true, false],
    [{ state: 'done', language: 'fra' }, false, false],
    [{ state: 'done', language: 'deu' }, true, false],
    [{ state: 'withheld', language: 'fra' }, false, false],
    [{ state: 'verbatim', language: 'deu' }, false, false],
    [{ state: 'outdated', language: 'fra' }, true, false],
    [{ state: 'done', language: 'fra', origin: 'edited' }, false, true],
    [{ state: 'done', language: 'deu', origin: 'pinned' }, true, false],
  ] as const)('%j', (is, needs, kept) => {
    expect(needsTranslation({ ...segment, ...is }, 'fra')).toBe(needs);
    expect(isKept({ ...segment, ...is }, 'fra')).toBe(kept);
  });
});

describe('changes', () => {
  it('go back and forth, and forget what was undone at the next change', () => {
    const first = remember(noChanges, 'a');
    const second = remember(first, 'b');
    const back = stepBack(second, 'c');
    expect(back?.state).toBe('b');
    const further = back && stepBack(back.changes, 'b');
    expect(further?.state).toBe('a');
    expect(further && stepBack(further.changes, 'a')).toBeUndefined();
    const forth = further && stepForward(further.changes, 'a');
    expect(forth?.state).toBe('b');
    expect(forth && stepForward(forth.changes, 'b')?.state).toBe('c');
    expect(back && stepForward(remember(back.changes, 'b'), 'd')).toBeUndefined();
  });

  it('are as many as there is room for', () => {
    let changes = remember<number>(noChanges, 0);
    for (let i = 1; i < 600; i++) changes = remember(changes, i);
    expect(changes.past).toHaveLength(500);
    expect(changes.past[0]).toBe(100);
  });
});
