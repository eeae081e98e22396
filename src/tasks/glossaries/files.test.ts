import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GlossaryEntry } from '../../core/terms/types';
import { readTermFile, takeEntries } from './read';
import { UnreadableTerms } from './types';
import { termFormats, writeTermFile } from './write';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** UTF-16 with its mark or without. */
function wide(text: string, { isBig = false, marked = true } = {}): Uint8Array {
  const units = `${marked ? '\ufeff' : ''}${text}`;
  const bytes = new Uint8Array(units.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < units.length; i++) view.setUint16(i * 2, units.charCodeAt(i), !isBig);
  return bytes;
}

const read = (text: string) => readTermFile(bytesOf(text));

/** `source → target`, with what is not a plain term named. */
function taken(text: string | Uint8Array, from = 'eng', to = 'deu', tags: readonly string[] = []) {
  const file = readTermFile(typeof text === 'string' ? bytesOf(text) : text, tags);
  return takeEntries(file, from, to).entries.map(
    ({ source, target, kind }) => `${source} → ${target}${kind === 'term' ? '' : ` (${kind})`}`,
  );
}
const plain = (text: string) => taken(text, 'source', 'target');

describe('tables without languages', () => {
  it.each([
    ['commas', 'cat,Katze\ndog,Hund'],
    ['semicolons', 'cat;Katze\r\ndog;Hund\r\n'],
    ['tabs', 'cat\tKatze\ndog\tHund'],
    ['bars', 'cat|Katze\ndog|Hund'],
    ['old line ends', 'cat,Katze\rdog,Hund\r'],
    ['quotes', '"cat","Katze"\n"dog","Hund"'],
    ['a mark', '\ufeffcat,Katze\ndog,Hund'],
    ['empty lines', '\n\ncat,Katze\n,\n\ndog,Hund\n\n'],
    ['a header', 'source,target\ncat,Katze\ndog,Hund'],
    ['another header', 'Source term;Target term;Comment\ncat;Katze;animal\ndog;Hund;'],
    ['spaces', ' cat , Katze \n dog , Hund '],
  ])('reads %s', (_, text) => {
    expect(plain(text)).toEqual(['cat → Katze', 'dog → Hund']);
  });

  it('keeps quotes, commas and line breaks within a cell', () => {
    expect(plain('"a ""b"", c",x\nd,"y\nz"')).toEqual(['a "b", c → x', 'd → y\nz']);
  });

  it('takes a comma in the term of a table with tabs for one', () => {
    expect(plain('yes, please\tja, bitte\nno, thanks\tnein, danke')).toEqual([
      'yes, please → ja, bitte',
      'no, thanks → nein, danke',
    ]);
  });

  it('takes a third column for a note', () => {
    const { entries } = takeEntries(read('cat,Katze,an animal'), 'source', 'target');
    expect(entries).toEqual([{ source: 'cat', target: 'Katze', kind: 'term', note: 'an animal' }]);
  });

  it('keeps what is the same on both sides', () => {
    expect(plain('Office,Office')).toEqual(['Office → Office (keep)']);
  });
});

describe('encodings', () => {
  const text = 'café,Käse\nnaïve,naïv';

  it.each([
    ['UTF-8', bytesOf(text), 'utf-8'],
    ['UTF-16, little end first', wide(text), 'utf-16le'],
    ['UTF-16, big end first', wide(text, { isBig: true }), 'utf-16be'],
    ['UTF-16 without a mark', wide(text, { marked: false }), 'utf-16le'],
  ])('reads %s', (_, bytes, encoding) => {
    expect(readTermFile(bytes)).toMatchObject({ encoding, isGuessed: false });
    expect(taken(bytes, 'source', 'target')).toEqual(['café → Käse', 'naïve → naïv']);
  });

  it('guesses what is not Unicode by the languages', () => {
    const latin = Uint8Array.from({ length: 9 }, (_, i) => 'café,Käse'.charCodeAt(i));
    expect(taken(latin, 'source', 'target', ['en', 'de'])).toEqual(['café → Käse']);
    expect(readTermFile(latin)).toMatchObject({ encoding: 'windows-1252', isGuessed: true });
    // 模型 in GB 18030.
    const chinese = Uint8Array.from([0x61, 0x2c, 0xc4, 0xa3, 0xd0, 0xcd]);
    expect(taken(chinese, 'source', 'target', ['en', 'zh-Hans'])).toEqual(['a → 模型']);
  });
});

describe('tables with languages', () => {
  it.each([
    ['codes', 'en,de\ncat,Katze'],
    ['regions', 'en-US;de_DE\ncat;Katze'],
    ['names', 'English\tGerman\ncat\tKatze'],
    ['their own names', 'English,Deutsch\ncat,Katze'],
    ['the other order', 'de,en\nKatze,cat'],
    ['more of them', 'fr,en,de\nchat,cat,Katze'],
    ['numbers before', 'ID,en,de\n1,cat,Katze'],
    ['four columns, as DeepL', 'cat,Katze,EN,DE'],
    [
      'five columns, as its generator',
      'source,target,source_lang,target_lang,relevance\ncat,Katze,en,de,0.9',
    ],
    ['word classes and descriptions, as Google', 'en,de,pos,description\ncat,Katze,noun,an animal'],
    [
      'what MateCat has',
      'Forbidden,Domain,Subdomain,Definition,en-US,Notes,Example of use,de-DE,Notes,Example of use\nFALSE,zoo,,,cat,n1,The cat,Katze,n2,Die Katze',
    ],
    [
      'what memoQ has',
      'Entry_ID;Entry_Subject;Entry_Note;English_United_States;Term_Info;Term_Example;German;Term_Info;Term_Example\n0;;;cat;CasePermissive;;Katze;CasePermissive;',
    ],
  ])('reads %s', (_, text) => {
    expect(taken(text)).toEqual(['cat → Katze']);
  });

  it('takes no column of another language', () => {
    const text = 'en,fr,de,zh-CN,zh-TW\ncat,chat,Katze,猫,貓';
    expect(read(text).languages).toEqual(['eng', 'fra', 'deu', 'zho_simpl', 'zho_trad']);
    expect(taken(text, 'eng', 'zho_simpl')).toEqual(['cat → 猫']);
    expect(taken(text, 'eng', 'zho_trad')).toEqual(['cat → 貓']);
    expect(taken(text, 'fra', 'eng')).toEqual(['chat → cat']);
    expect(taken(text, 'eng', 'spa')).toEqual([]);
  });

  it('reads Indonesian and Norwegian as languages where they must be', () => {
    expect(taken('en,id\ncat,kucing', 'eng', 'ind')).toEqual(['cat → kucing']);
    expect(taken('en,no\ncat,katt', 'eng', 'nob')).toEqual(['cat → katt']);
  });

  it('takes rows by their own languages', () => {
    const text = 'cat,Katze,EN,DE\nchat,Katze,FR,DE\ncat,gato,EN,ES';
    expect(taken(text)).toEqual(['cat → Katze']);
    expect(taken(text, 'fra', 'deu')).toEqual(['chat → Katze']);
  });

  it.each([
    ['a column of its own', 'forbidden,en,de\ntrue,phone,Handy'],
    ['a status', 'en,de,status\nphone,Handy,deprecated'],
    ['a kind', 'en,de,kind\nphone,Handy,forbidden'],
    [
      'what memoQ says',
      'English;Term_Info;German;Term_Info\nphone;;Handy;"CasePermissive;Forbidden"',
    ],
  ])('knows a forbidden word by %s', (_, text) => {
    expect(taken(text)).toEqual(['phone → Handy (forbidden)']);
  });

  it('knows what is kept by its kind', () => {
    expect(taken('en,de,kind\nBayLing,,keep')).toEqual(['BayLing → BayLing (keep)']);
  });
});

describe('the report', () => {
  it('names rows that were not taken, and why', () => {
    const text = ['en,de', 'cat,Katze', 'dog,', 'cat,Katze', `${'x'.repeat(501)},y`, 'ant,Ameise'];
    const { entries, skipped } = takeEntries(read(text.join('\n')), 'eng', 'deu');
    expect(entries.map(({ source }) => source)).toEqual(['cat', 'ant']);
    expect(skipped.map(({ row, reason }) => `${row} ${reason}`)).toEqual([
      '3 empty',
      '4 duplicate',
      '5 too-long',
    ]);
  });

  it('names rows in languages that are none', () => {
    const { skipped } = read('cat,Katze,EN,DE\ncat,mlow,EN,Klingon\ndog,Hund,EN,DE');
    expect(skipped).toEqual([{ row: 2, reason: 'language', text: 'cat mlow EN Klingon' }]);
  });

  it('names the row from which on a quote is missing', () => {
    const { entries, skipped } = takeEntries(
      read('en,de\ncat,Katze\n"dog,Hund\nant,Ameise'),
      'eng',
      'deu',
    );
    expect(entries.map(({ source }) => source)).toEqual(['cat']);
    expect(skipped).toEqual([{ row: 3, reason: 'broken', text: 'dog,Hund ant,Ameise' }]);
  });
});

const martif = (entries: string, head = '') => `<?xml version="1.0"?>${head}
  <martif type="TBX" xml:lang="en"><martifHeader/><text><body>${entries}</body></text></martif>`;

describe('TBX', () => {
  it('reads version 2, with terms in either kind of group', () => {
    const text = martif(`<termEntry id="1"><note>an animal</note>
      <langSet xml:lang="en-GB"><tig><term>cat</term></tig></langSet>
      <langSet xml:lang="de"><ntig><termGrp><term>Kat<hi>ze</hi></term></termGrp></ntig></langSet></termEntry>`);
    expect(taken(text)).toEqual(['cat → Katze']);
    expect(read(text).entries[0]?.note).toBe('an animal');
  });

  it.each([
    ['attributes', '<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>'],
    ['elements', '<min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus>'],
  ])('reads version 3 with categories as %s', (_, status) => {
    const text = `<tbx type="TBX-Min" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min"><tbxHeader/><text><body>
      <conceptEntry id="1"><langSec xml:lang="en"><termSec><term>phone</term></termSec></langSec>
      <langSec xml:lang="de"><termSec><term>Handy</term>${status}</termSec><termSec><term>Telefon</term></termSec></langSec>
      </conceptEntry></body></text></tbx>`;
    expect(taken(text)).toEqual(['phone → Telefon', 'phone → Handy (forbidden)']);
  });

  it('puts the preferred term first', () => {
    const status = (value: string) => `<termNote type="administrativeStatus">${value}</termNote>`;
    const text = martif(`<termEntry><langSet xml:lang="en"><tig><term>bank</term></tig></langSet>
      <langSet xml:lang="de"><tig><term>Ufer</term>${status('admittedTerm-admn-sts')}</tig>
      <tig><term>Bank</term>${status('preferredTerm-admn-sts')}</tig></langSet></termEntry>`);
    expect(taken(text)).toEqual(['bank → Bank', 'bank → Ufer']);
  });

  it('resolves no entity that a file declares', () => {
    const head =
      '<!DOCTYPE martif [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>';
    const entry = (term: string) =>
      `<termEntry><langSet xml:lang="en"><tig><term>${term}</term></tig></langSet><langSet xml:lang="de"><tig><term>t</term></tig></langSet></termEntry>`;
    expect(taken(martif(entry('cat'), head))).toEqual(['cat → t']);
    expect(() => read(martif(entry('&b;'), head))).toThrow(UnreadableTerms);
    const { entries, skipped } = read(martif(entry('cat') + entry('&x;') + entry('dog'), head));
    expect(entries).toHaveLength(1);
    expect(skipped[0]).toMatchObject({ row: 2, reason: 'broken' });
  });

  it('reads what there is of a file that breaks off, and names languages that are none', () => {
    const entry = `<termEntry><langSet xml:lang="tlh"><tig><term>mlow</term></tig></langSet><langSet xml:lang="en"><tig><term>cat</term></tig></langSet></termEntry>`;
    const { skipped } = read(martif(entry).slice(0, -20));
    expect(skipped.map(({ reason }) => reason)).toEqual(['language', 'broken']);
  });

  it('reads what the translate toolkit writes, which has no second language', () => {
    const file = (term: string) =>
      `<langSet xml:lang="en"><tig><term>cat</term></tig></langSet><langSet xml:lang="xx"><tig><term>${term}</term></tig></langSet>`;
    expect(taken(martif(`<termEntry id="cat">${file('Katze')}</termEntry>`))).toEqual([
      'cat → Katze',
    ]);
  });

  it.each([
    ['other XML', '<?xml version="1.0"?><tmx version="1.4"><body/></tmx>'],
    ['depth', martif('<a>'.repeat(100_000))],
    ['nothing but a beginning', '<martif'],
  ])('refuses %s', (_, text) => {
    expect(() => read(text)).toThrow(UnreadableTerms);
  });
});

describe('writing', () => {
  const entries: readonly GlossaryEntry[] = [
    { source: 'cat', target: 'Katze', kind: 'term', note: 'an "animal",\nwith <claws> & more' },
    { source: 'BayLing', target: 'BayLing', kind: 'keep' },
    { source: 'phone', target: 'Handy', kind: 'forbidden' },
    { source: "=cmd|' /C calc'!A0", target: '+1', kind: 'term' },
    { source: "'=quoted", target: '@name', kind: 'term' },
  ];
  const glossary = { name: 'My <terms>', from: 'eng', to: 'deu', entries };

  it.each(termFormats)('reads back what it wrote as %s', (format) => {
    const file = read(writeTermFile(glossary, format));
    expect(file.languages).toEqual(['eng', 'deu']);
    const { entries: back, skipped } = takeEntries(file, 'eng', 'deu');
    expect(skipped).toEqual([]);
    const inOneLine = ({ note, ...rest }: GlossaryEntry) =>
      note === undefined ? rest : { ...rest, note: note.replace('\n', ' ') };
    expect(back.map(inOneLine)).toEqual(entries.map(inOneLine));
  });

  it.each(['csv', 'tsv'] as const)(
    'writes nothing into %s that a spreadsheet would run',
    (format) => {
      const cells = writeTermFile(glossary, format).split(/[\n\t,]|\r\n/);
      expect(cells.filter((cell) => /^"?[=+\-@]/.test(cell))).toEqual([]);
    },
  );

  it('reads back whatever terms there are', () => {
    const text = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 12 })
      .map((one) =>
        one
          .replace(/[\u0000-\u001f\ufeff\ufffe\uffff]/g, '')
          .replace(/\s+/gu, ' ')
          .trim(),
      )
      .filter((one) => one !== '');
    const terms = fc.uniqueArray(fc.tuple(text, text), {
      selector: ([a]) => a,
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(terms, fc.constantFrom(...termFormats), (pairs, format) => {
        const some = pairs.map(([source, target]): GlossaryEntry => {
          return { source, target, kind: source === target ? 'keep' : 'term' };
        });
        const file = read(writeTermFile({ ...glossary, entries: some }, format));
        expect(takeEntries(file, 'eng', 'deu').entries).toEqual(some);
      }),
      { numRuns: 300 },
    );
  });

  it('reads any bytes without harm', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        try {
          takeEntries(readTermFile(bytes), 'source', 'target');
        } catch (error) {
          expect(error).toBeInstanceOf(UnreadableTerms);
        }
      }),
      { numRuns: 500 },
    );
  });
});
