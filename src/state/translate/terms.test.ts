import { describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { memoryGlossaries } from '../../../testing/terms/memoryGlossaries';
import type { TranslationSegment } from '../../core/translation/types';
import { createGlossariesStore } from '../glossaries';
import type { TranslateStore } from './index';
import { followTerms } from './terms';

const segment = (id: string, source: string, target: string): TranslationSegment => ({
  ...{ id, source, target, spans: [], gap: '', state: 'done', language: 'deu' },
  ...{ alternatives: [], checks: [], confidence: undefined, terms: [], origin: 'model' },
});

/** What of the translation terms have to do with. */
function open() {
  const run = vi.fn(() => Promise.resolve());
  const segments = [segment('1', 'A cat.', 'Ein Kater.'), segment('2', 'A dog.', 'Ein Hund.')];
  const translate = createStore(() => ({
    ...{ from: 'eng', detected: undefined, to: 'deu', phase: 'done', run },
    translation: { lead: '', segments },
    annotate: (notes: ReadonlyMap<string, Partial<TranslationSegment>>) =>
      translate.setState({
        translation: {
          lead: '',
          segments: translate
            .getState()
            .translation.segments.map((one) => ({ ...one, ...notes.get(one.id) })),
        },
      }),
  }));
  let count = 0;
  const glossaries = createGlossariesStore({
    stored: memoryGlossaries().store,
    newId: () => `g${++count}`,
    now: () => ++count,
  });
  const terms = followTerms({
    translate: translate as unknown as TranslateStore,
    glossaries,
    setTimer: (callback) => {
      callback();
      return () => undefined;
    },
  });
  const now = () => translate.getState().translation.segments;
  return { run, translate, glossaries: glossaries.getState(), terms, now };
}

describe('terms beside a translation', () => {
  it('are looked up for its languages, and noted beside its segments', async () => {
    const { glossaries, terms, now } = open();
    expect(await terms.glossary()).toBeUndefined();
    const id = glossaries.create({ name: 'A', from: 'eng', to: 'deu' });
    glossaries.addEntry(id, { source: 'dog', target: 'Hund', kind: 'term' });
    expect(await terms.glossary()).toBeDefined();
    expect(now().map((one) => one.terms.map(({ kept }) => kept))).toEqual([[], [true]]);
  });

  it('have only those translated anew that they concern', async () => {
    const { glossaries, terms, now, run } = open();
    const id = glossaries.create({ name: 'A', from: 'eng', to: 'deu' });
    await terms.glossary();
    expect(run).not.toHaveBeenCalled();
    glossaries.addEntry(id, { source: 'cat', target: 'Katze', kind: 'term' });
    await terms.glossary();
    expect(now().map(({ state }) => state)).toEqual(['outdated', 'done']);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('leave what the user wrote', async () => {
    const { glossaries, terms, translate, now, run } = open();
    const edited = now().map((one): TranslationSegment => ({ ...one, origin: 'edited' }));
    translate.setState({ translation: { lead: '', segments: edited } });
    const id = glossaries.create({ name: 'A', from: 'eng', to: 'deu' });
    glossaries.addEntry(id, { source: 'cat', target: 'Katze', kind: 'term' });
    await terms.glossary();
    expect([now()[0]?.state, now()[0]?.terms[0]?.kept]).toEqual(['done', false]);
    expect(run).not.toHaveBeenCalled();
  });

  it('are gone with their glossary, and for another pair', async () => {
    const { glossaries, terms, translate, now } = open();
    const id = glossaries.create({ name: 'A', from: 'eng', to: 'deu' });
    glossaries.addEntry(id, { source: 'dog', target: 'Hund', kind: 'term' });
    await terms.glossary();
    translate.setState({ to: 'fra' });
    expect(await terms.glossary()).toBeUndefined();
    translate.setState({ to: 'deu' });
    expect(await terms.glossary()).toBeDefined();
    glossaries.setActive(id, false);
    expect(await terms.glossary()).toBeUndefined();
    expect(now().flatMap((one) => one.terms)).toEqual([]);
  });
});
