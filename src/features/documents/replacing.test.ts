import { describe, expect, it } from 'vitest';
import { newSegment } from '../../core/translation/match';
import type { Translation } from '../../core/translation/types';
import { candidatesOf, type Replacement } from './replacing';

const pair = (id: string, source: string, target: string) => ({
  ...newSegment(id, { text: source, after: '' }),
  ...({ target, language: 'fra', state: target === '' ? 'untranslated' : 'done' } as const),
});
const translations: readonly Translation[] = [
  { lead: '', segments: [pair('0.0', 'A cat.', 'Un chat.'), pair('0.1', 'Chat.', 'Bavarder.')] },
  { lead: '', segments: [pair('1.0', 'A dog.', 'Un chien.'), pair('1.1', 'The chat.', '')] },
  { lead: '', segments: [pair('2.0', '<1>Cats</1> 1', '<1>Chats</1> 1')] },
];
const usual: Replacement = {
  ...{ words: 'chat', by: 'minet', from: 'en', to: 'fr', matchCase: false, wholeWords: false },
};
const edits = (change: Partial<Replacement>) =>
  candidatesOf(translations, { ...usual, ...change }).map(({ edit }) => edit?.target);

describe('candidatesOf', () => {
  it('finds words in both texts, and replaces them in translations alone', () => {
    expect(candidatesOf(translations, usual)).toMatchObject([
      { key: '0 0.0', edit: { unit: 0, segment: '0.0', target: 'Un minet.' } },
      { key: '0 0.1', source: { parts: [{ start: 0, end: 4 }] }, edit: undefined },
      { key: '1 1.1', target: { text: '' }, edit: undefined },
      { key: '2 2.0', edit: { unit: 2, segment: '2.0', target: '<1>minets</1> 1' } },
    ]);
    expect(edits({ matchCase: true })).toEqual(['Un minet.', undefined]);
    expect(edits({ wholeWords: true })).toEqual(['Un minet.', undefined, undefined]);
  });

  it('touches no mark, makes none, and empties no sentence', () => {
    expect(edits({ words: '1', by: '2' })).toEqual(['<1>Chats</1> 2']);
    expect(edits({ words: '>C', by: '' })).toEqual([]);
    expect(edits({ words: 'Chats', by: '<2/>' })).toEqual([undefined]);
    expect(edits({ words: 'Un chat.', by: ' ' })).toEqual([undefined]);
    expect(edits({ words: 'chien', by: 'chien' })).toEqual([undefined]);
  });
});
