import { describe, expect, it } from 'vitest';
import { ScriptedEngine, sentenceOf } from '../../../testing/engine/scriptedEngine';
import type { Translation } from '../../core/translation/types';
import type { Unit } from '../../documents/types';
import { planDocument } from './plan';
import { translateDocument, unitText, type DocumentRequest } from './translate';

const signal = new AbortController().signal;
const upper = () => new ScriptedEngine((prompt) => sentenceOf(prompt).toUpperCase());
const units = (...texts: readonly string[]): readonly Unit[] =>
  texts.map((text, at) => ({ id: `u${at}`, text, marks: [] }));

async function plan(
  texts: readonly Unit[],
  known: ReadonlyMap<number, Translation> = new Map(),
  from: 'en' | 'unknown' = 'en',
) {
  const tag = from === 'unknown' ? undefined : from;
  const request = { units: texts, from: tag, to: 'deu', model: 'demo', known, signal } as const;
  return planDocument(upper(), request);
}

async function translate(
  engine: ScriptedEngine,
  translations: readonly Translation[],
  rest: Partial<DocumentRequest> = {},
) {
  const now = [...translations];
  await translateDocument(engine, {
    ...{ translations, to: 'deu' },
    onUnits: (changed) => {
      for (const [at, translation] of changed) now[at] = translation;
    },
    ...rest,
  });
  return now.map((each) => unitText(each, 'deu'));
}

describe('a document', () => {
  it('is cut into sentences, and put together again with its marks', async () => {
    const { translations } = await plan(units(' One <1>cat</1>. Two cats.', '42', 'A dog'));
    expect(translations.map(({ segments }) => segments.map(({ source }) => source))).toEqual([
      ['One <1>cat</1>.', 'Two cats.'],
      ['42'],
      ['A dog'],
    ]);
    expect(await translate(upper(), translations)).toEqual([
      ' ONE <1>CAT</1>. TWO CATS.',
      // Without words there is nothing to change.
      undefined,
      'A DOG',
    ]);
  });

  it('tells its language by all of it', async () => {
    const german = Array.from({ length: 50 }, (_, i) => `Das ist der Satz mit der Nummer ${i}.`);
    expect((await plan(units('Title', ...german), new Map(), 'unknown')).from).toBe('deu');
    expect((await plan(units('5'), new Map(), 'unknown')).from).toBeUndefined();
  });

  it('translates equal sentences once, and none that is there already', async () => {
    const all = units('A cat.', 'A dog.', 'A cat.', 'A cat. A bird.');
    const first = await plan(all);
    const known = new Map<number, Translation>();
    const engine = upper();
    const stop = new AbortController();
    const stopped = translate(engine, first.translations, {
      signal: stop.signal,
      onUnits: (changed) => {
        for (const [at, one] of changed) known.set(at, one);
        if (known.has(1)) stop.abort();
      },
    });
    await expect(stopped).rejects.toMatchObject({ code: 'aborted' });
    expect([...known.keys()]).toEqual(expect.arrayContaining([0, 1]));

    const other = upper();
    const rest = await plan(all, known);
    expect(rest.translations[0]).toBe(known.get(0));
    expect(await translate(other, rest.translations)).toEqual([
      ...['A CAT.', 'A DOG.', 'A CAT.', 'A CAT. A BIRD.'],
    ]);
    const asked = other.requests.map(({ prompt }) => sentenceOf(prompt));
    expect(asked).not.toContain('A dog.');
    expect(new Set(asked).size).toBe(asked.length);
  });

  it('forgets what is known of a unit that is another now', async () => {
    const before = await plan(units('A cat.'));
    const known = new Map([[0, before.translations[0]!]]);
    const { translations } = await plan(units('A dog.'), known);
    expect(translations[0]?.segments[0]?.source).toBe('A dog.');
  });

  it('leaves what its file says is finished', async () => {
    const own = { translation: 'EIGEN', state: 'final' } as const;
    const { translations } = await plan([{ id: 'a', text: 'Own.', marks: [], ...own }]);
    const engine = upper();
    expect(await translate(engine, translations)).toEqual(['EIGEN']);
    expect(engine.requests).toEqual([]);
  });

  it('has its source where a translation may not be shown', async () => {
    const { translations } = await plan(units('A cat. A dog.', 'A dog.'));
    const mayShow = ({ text }: { readonly text: string }) => !text.includes('DOG');
    expect(await translate(upper(), translations, { mayShow })).toEqual([
      'A CAT. A dog.',
      undefined,
    ]);
  });

  it('says so where a translation is its source', async () => {
    const { translations } = await plan(units('OK', '42'));
    expect(await translate(upper(), translations)).toEqual(['OK', undefined]);
  });

  it('ends with what its keeper threw, and asks for nothing more', async () => {
    const { translations } = await plan(
      units(...Array.from({ length: 200 }, (_, i) => `Cat ${i}.`)),
    );
    const engine = upper();
    const full = new Error('no room');
    const ended = translate(engine, translations, { onUnits: () => Promise.reject(full) });
    await expect(ended).rejects.toBe(full);
    expect(engine.requests.length).toBeLessThan(100);
  });

  it('gives way to whoever waits for something', async () => {
    const { translations } = await plan(units('A cat.'));
    const engine = upper();
    await translate(engine, translations);
    expect(engine.requests.map(({ priority }) => priority)).toEqual(['background']);
  });
});
