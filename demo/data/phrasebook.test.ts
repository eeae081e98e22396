import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { coreTags, demoTags } from './domain';
import { makeKnowledge } from './knowledge';
import { slotsIn } from './patterns';
import { bare, parseLines, readLines } from './phrasebook';

/** The twelve languages that also have a chat. */
const chatTags = ['en', 'zh-Hans', 'fr', 'de', 'es', 'pt', 'it', 'ru', 'ja', 'ko', 'ar', 'hi'];
const english = (name: string) => readLines('en', name);
const englishPatterns = english('patterns');
const ids = (tag: string, name: string) => [...readLines(tag, name).keys()];

describe('parseLines', () => {
  it('reads fields by id, without comments', () => {
    expect([...parseLines('# a\nx.y = One. | Two = 2\n\nz = Three')]).toEqual([
      ['x.y', ['One.', 'Two = 2']],
      ['z', ['Three']],
    ]);
  });

  it.each([
    ['x: One', 'text:1: " = " is missing'],
    ['a = b\na = c', 'text:2: a occurs twice'],
    ['a = b |  | c', 'text:1: an empty field'],
  ])('refuses %j', (text, message) => {
    expect(() => parseLines(text)).toThrow(message);
  });
});

describe('the phrasebook', () => {
  it('has 800 meanings in 16 topics, each in several ways of English and Chinese', () => {
    expect(english('phrases').size).toBeGreaterThanOrEqual(800);
    expect(new Set(ids('en', 'phrases').map((id) => id.split('.')[0])).size).toBeGreaterThanOrEqual(
      16,
    );
    for (const tag of ['en', 'zh-Hans']) {
      for (const [id, ways] of readLines(tag, 'phrases')) {
        expect(ways.length, id).toBeGreaterThanOrEqual(4);
        expect(ways.length, id).toBeLessThanOrEqual(8);
      }
    }
  });

  it.each(coreTags)('says every meaning, form and thing in %s', (tag) => {
    for (const name of ['phrases', 'forms', 'things']) {
      expect(ids(tag, name), name).toEqual(ids('en', name));
    }
    const twice = [...readLines(tag, 'phrases')].filter(
      ([, ways]) => new Set(ways).size < ways.length,
    );
    expect(twice).toEqual([]);
  });

  it.each(coreTags)('fills the same slots in %s', (tag) => {
    for (const [id, ways] of readLines(tag, 'patterns')) {
      const slots = [...slotsIn(englishPatterns.get(id)?.[0] ?? '')].sort();
      const odd = ways.filter((way) => [...slotsIn(way)].sort().join() !== slots.join());
      expect(odd, id).toEqual([]);
    }
    expect(readLines(tag, 'patterns').size).toBeGreaterThanOrEqual(60);
  });

  it.each(coreTags)('names a thing once in %s', (tag) => {
    const names = [...readLines(tag, 'things').values()].map(([name]) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(coreTags)('counts things in %s by the plurals of the language', (tag) => {
    const categories = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;
    for (const [id, forms] of readLines(tag, 'counts')) {
      expect(categories, id).toContain(id.split('.')[2]);
      expect(forms, id).toHaveLength(1);
      expect(forms[0], id).toContain('{n}');
    }
  });

  it('keeps 500 ways to say a phrase out of the training', () => {
    let count = 0;
    for (const tag of ['en', 'zh-Hans']) {
      const seen = new Set([...readLines(tag, 'phrases').values()].flat().map(bare));
      const heldOut = [...readLines(tag, 'held-out').values()].flat();
      expect(heldOut.filter((way) => seen.has(bare(way)))).toEqual([]);
      count += heldOut.length;
    }
    expect(count).toBeGreaterThanOrEqual(500);
  });

  it('has 4,000 sentences to refuse, and 600 more in twelve languages that are kept out', () => {
    const lines = (name: string) =>
      coreTags.flatMap((tag) => [...readLines(tag, name)].map(([id, [text]]) => ({ id, text })));
    const trained = lines('outside');
    const heldOut = lines('outside.held-out');
    expect(trained.length).toBeGreaterThanOrEqual(4000);
    expect(heldOut.length).toBeGreaterThanOrEqual(600);
    const near = heldOut.filter(({ id }) => id.startsWith('near'));
    expect(near.length * 2).toBeGreaterThanOrEqual(heldOut.length);
    const seen = new Set(trained.map(({ text }) => bare(text ?? '')));
    expect(heldOut.filter(({ text }) => seen.has(bare(text ?? '')))).toEqual([]);
  });

  it.each(chatTags)(
    'chats in %s about 120 things, and never trains on the held-out ways',
    (tag) => {
      const chat = readLines(tag, 'chat');
      expect(chat.size).toBeGreaterThanOrEqual(120);
      const asked = new Set([...chat.values()].flatMap(([, ...ways]) => ways.map(bare)));
      for (const [id, [way]] of readLines(tag, 'chat.held-out')) {
        expect(chat.get(id), id).toBeDefined();
        expect(asked, id).not.toContain(bare(way ?? ''));
      }
      expect(ids(tag, 'requests')).toEqual(ids('en', 'requests'));
    },
  );

  it('has one honest sentence in every language, and no two alike', () => {
    const refusals = readLines('.', 'refusals');
    expect([...refusals.keys()].sort()).toEqual([...demoTags].sort());
    expect(new Set([...refusals.values()].map(([text]) => text)).size).toBe(refusals.size);
  });
});

describe('what the app knows of the demo', () => {
  it('is what the phrasebook says', () => {
    const file = new URL('../../src/core/demo/knowledge.json', import.meta.url);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(makeKnowledge());
  });
});
