import { describe, expect, it, vi } from 'vitest';
import { findLanguage } from '../languages';
import { GlossaryIndex, type TermPair } from './glossaryIndex';
import type { Glossary, GlossaryEntry } from './types';

const language = (tag: string) => {
  const found = findLanguage(tag);
  if (found === undefined) throw new TypeError(tag);
  return found;
};
const pairOf = (from: string, to: string): TermPair => ({ from: language(from), to: language(to) });

/** `source → target`, `= kept`, `source ✗ forbidden`. */
function entryOf(line: string): GlossaryEntry {
  if (line.startsWith('= ')) {
    return { source: line.slice(2), target: line.slice(2), kind: 'keep' };
  }
  const kind = line.includes('✗') ? 'forbidden' : 'term';
  const [source = '', target = ''] = line.split(/\s*[→✗]\s*/);
  return { source, target, kind, note: 'secret note' };
}

function glossary(from: string, to: string, lines: string, rest: Partial<Glossary> = {}): Glossary {
  const entries = lines.split('\n').map((line) => entryOf(line.trim()));
  const { from: one, to: other } = pairOf(from, to);
  const languages = { from: one.code, to: other.code };
  return { id: '1', name: 'A', ...languages, active: true, changedAt: 1, entries, ...rest };
}

async function asks(glossaries: readonly Glossary[], pair: TermPair, text: string) {
  const index = await GlossaryIndex.open(glossaries, pair);
  return index.demands(text).map(({ kind, targets }) => `${kind} ${targets.join('/')}`);
}

async function usesOf(lines: string, text: string, translation: string, pair = ['en', 'de']) {
  const [from = '', to = ''] = pair;
  const index = await GlossaryIndex.open([glossary(from, to, lines)], pairOf(from, to));
  return index.uses(index.demands(text), translation);
}

describe('which glossaries count', () => {
  const all = ['en→fr', 'fr→en', 'en→zh-Hans', 'en→zh-Hant', 'de→fr'].map((pair) => {
    const [from = '', to = ''] = pair.split('→');
    return glossary(from, to, `Modem → ${pair.replace('→', ' ')}`, { id: pair });
  });

  it.each(all.map(({ id }) => id))('takes those of %s and no others', async (id) => {
    const [from = '', to = ''] = id.split('→');
    expect(await asks(all, pairOf(from, to), 'Modem')).toEqual([`term ${from} ${to}`]);
  });

  it('takes none for a pair that has none', async () => {
    expect(await asks(all, pairOf('fr', 'de'), 'Modem')).toEqual([]);
    expect(await asks(all, pairOf('zh-Hans', 'en'), 'Modem')).toEqual([]);
  });

  it('takes several that are active, and none that is not', async () => {
    const pair = pairOf('en', 'de');
    const active = [glossary('en', 'de', 'cat → Katze'), glossary('en', 'de', 'dog → Hund')];
    const off = glossary('en', 'de', 'mouse → Maus', { active: false });
    const wanted = await asks([...active, off], pair, 'The cat, the dog, the mouse.');
    expect(wanted).toEqual(['term Katze', 'term Hund']);
  });

  it('hands on nothing of a note', async () => {
    const index = await GlossaryIndex.open(
      [glossary('en', 'de', 'cat → Katze')],
      pairOf('en', 'de'),
    );
    expect(JSON.stringify(index.demands('cat'))).not.toContain('secret');
  });
});

describe('which terms count', () => {
  const pair = pairOf('en', 'de');
  const wanted = (lines: string, text: string) => asks([glossary('en', 'de', lines)], pair, text);

  it('takes the longest of those that overlap', async () => {
    const lines = `model → Modell
      language model → Sprachmodell
      large language → große Sprache`;
    expect(await wanted(lines, 'A language model.')).toEqual(['term Sprachmodell']);
    expect(await wanted(lines, 'A large language model.')).toEqual([
      'term große Sprache',
      'term Modell',
    ]);
    const both = await wanted(lines, 'The model is a language model.');
    expect(both).toEqual(['term Modell', 'term Sprachmodell']);
  });

  it('asks once for what is there twice', async () => {
    const index = await GlossaryIndex.open([glossary('en', 'de', 'cat → Katze')], pair);
    expect(index.demands('A cat and two cats.')).toEqual([
      {
        kind: 'term',
        source: 'cat',
        targets: ['Katze'],
        places: [
          { start: 2, end: 5 },
          { start: 14, end: 18 },
        ],
      },
    ]);
  });

  it('takes the upper of two entries, and the other as its like', async () => {
    expect(await wanted('bank → Bank\nbank → Ufer', 'a bank')).toEqual(['term Bank/Ufer']);
  });

  it('takes the glossary that was changed last first', async () => {
    const old = glossary('en', 'de', 'bank → Ufer', { changedAt: 1 });
    const young = glossary('en', 'de', 'bank → Bank', { changedAt: 2 });
    expect(await asks([old, young], pair, 'a bank')).toEqual(['term Bank/Ufer']);
    expect(await asks([young, old], pair, 'a bank')).toEqual(['term Bank/Ufer']);
  });

  it('takes the entry whose capitals are right', async () => {
    const lines = 'polish → Politur\nPolish → Polnisch';
    expect(await wanted(lines, 'some polish')).toEqual(['term Politur']);
    expect(await wanted(lines, 'some Polish')).toEqual(['term Polnisch']);
  });

  it('lets what is kept win where it stands above, and lose below', async () => {
    expect(await wanted('= Office\nOffice → Büro', 'Office')).toEqual(['keep Office']);
    expect(await wanted('Office → Büro\n= Office', 'Office')).toEqual(['term Büro']);
  });

  it('forbids a word for its source alone, or everywhere', async () => {
    const lines = `cell phone → Mobiltelefon
      cell phone ✗ Handy
      ✗ geil`;
    expect(await wanted(lines, 'My cell phone.')).toEqual([
      'term Mobiltelefon',
      'forbidden Handy',
      'forbidden geil',
    ]);
    expect(await wanted(lines, 'My phone.')).toEqual(['forbidden geil']);
  });

  it('passes over entries without words', async () => {
    expect(await wanted('→ x\ny →\n→', 'x y')).toEqual([]);
  });
});

describe('whether they were kept', () => {
  it('finds terms in their forms', async () => {
    const uses = await usesOf('contract → Vertrag', 'Contracts', 'Die Verträge sind da.');
    expect(uses).toEqual([{ source: 'contract', target: 'Vertrag', kind: 'term', kept: true }]);
    const missing = await usesOf('contract → Vertrag', 'Contracts', 'Sie vertragen sich.');
    expect(missing).toEqual([{ source: 'contract', target: 'Vertrag', kind: 'term', kept: false }]);
  });

  it('takes any of several targets', async () => {
    const uses = await usesOf('bank → Bank\nbank → Ufer', 'the bank', 'das Ufer');
    expect(uses).toEqual([{ source: 'bank', target: 'Ufer', kind: 'term', kept: true }]);
  });

  it('wants what is kept as it is', async () => {
    const lines = '= BayLing';
    const [kept] = await usesOf(lines, 'BayLing sings', 'BayLing singt');
    const [lost] = await usesOf(lines, 'BayLing sings', 'Bailing singt');
    expect([kept?.kept, lost?.kept]).toEqual([true, false]);
  });

  it('sees a forbidden word, inflected or not, and no other', async () => {
    const lines = 'phone ✗ Handy';
    const [bad] = await usesOf(lines, 'phones', 'zwei Handys');
    const [good] = await usesOf(lines, 'phones', 'zwei handliche Telefone');
    expect([bad?.kept, good?.kept]).toEqual([false, true]);
  });

  it('works between scripts', async () => {
    const lines = 'language model → 语言模型\n= T恤';
    const uses = await usesOf(lines, 'Language models', '大语言模型', ['en', 'zh-Hans']);
    expect(uses.map(({ kept }) => kept)).toEqual([true]);
  });
});

describe('large glossaries', () => {
  const words = Array.from({ length: 4000 }, (_, i) => `w${i.toString(36)}`);
  const lines = Array.from(
    { length: 10_000 },
    (_, i) => `${words[i % 4000] ?? ''} ${words[(i * 7) % 4000] ?? ''} → t${i}`,
  );

  it('finds ten thousand terms in five thousand sentences', async () => {
    const pause = vi.fn(() => Promise.resolve());
    const index = await GlossaryIndex.open(
      [glossary('en', 'de', lines.join('\n'))],
      pairOf('en', 'de'),
      pause,
    );
    expect(pause).toHaveBeenCalledTimes(20);
    let found = 0;
    for (let i = 0; i < 5000; i++) {
      const at = (i * 13) % 4000;
      const sentence = `The ${words[at] ?? ''} ${words[(at * 7) % 4000] ?? ''} of twenty other words, which are in none of the many terms that somebody wrote down.`;
      found += index.demands(sentence).length;
    }
    expect(found).toBe(5000);
  }, 20_000);

  it('ends when its pause rejects', async () => {
    const stop = new Error('stopped');
    const opening = GlossaryIndex.open(
      [glossary('en', 'de', lines.join('\n'))],
      pairOf('en', 'de'),
      () => Promise.reject(stop),
    );
    await expect(opening).rejects.toBe(stop);
  });
});
