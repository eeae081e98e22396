import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scoreTexts } from '../../core/memory/score';
import type { MemoryEntry } from '../../core/memory/types';
import { sampled, seed } from '../../../tools/test/cases';
import type { NewEntry } from '../memory';
import { importTmx } from './import';
import { writeTmx } from './write';

const fixture = (name: string) =>
  readFileSync(new URL(`../../../testing/tmx/${name}`, import.meta.url));

/** A memory that only takes. */
async function read(file: Blob) {
  const entries: NewEntry[] = [];
  const addAll = async (some: readonly NewEntry[]) => {
    entries.push(...some);
    return some.length;
  };
  return { report: await importTmx(file, { addAll }), entries };
}

const tmx = (body: string, head = '', srclang = 'en-US') =>
  `${head}<tmx version="1.4"><header srclang="${srclang}"/><body>${body}</body></tmx>`;
const tuv = (lang: string, seg: string) => `<tuv xml:lang="${lang}"><seg>${seg}</seg></tuv>`;
const pairs = async (text: string | Blob) =>
  (await read(text instanceof Blob ? text : new Blob([text]))).entries.map(
    ({ from, to, source, target }) => [from, to, source, target],
  );

async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

async function* once(entries: readonly MemoryEntry[]) {
  yield entries;
}

describe('a TMX file', () => {
  it('of translate-toolkit is read', async () => {
    const { entries, report } = await read(new Blob([fixture('translate-toolkit.tmx')]));
    expect(report).toMatchObject({ added: 4, skipped: {}, languages: [] });
    expect(entries.map(({ source, target }) => [source, target])).toEqual([
      ['Open the file.', '打开文件。'],
      ['Click <b>OK</b> & wait.', '单击<b>确定</b>并等待。'],
      ['Line one\nline two', '第一行\n第二行'],
      ['Ünïcödé 😀', '统一码 😀'],
    ]);
    expect(entries[0]).toMatchObject({
      from: 'eng',
      to: 'zho_simpl',
      notes: { notes: ['By a translator'] },
    });
  });

  it('of Okapi is read, with its codes, targets and properties', async () => {
    const { entries, report } = await read(new Blob([fixture('okapi.tmx')]));
    expect(report).toMatchObject({ added: 7, skipped: {}, languages: [] });
    expect(entries.map(({ to, source, target }) => [to, source, target])).toEqual([
      ['ara', 'Open the file & read it.', 'افتح الملف واقرأه.'],
      ['zho_simpl', 'Open the file & read it.', '打开文件并阅读。'],
      ['deu', 'Open the file & read it.', 'Öffnen Sie die Datei und lesen Sie sie.'],
      ['zho_simpl', 'Click <b class="x">OK</b> now.', '现在单击<b class="x">确定</b>。'],
      ['deu', 'Click <b class="x">OK</b> now.', 'Klicken Sie jetzt auf <b class="x">OK</b>.'],
      ['zho_simpl', 'First line<br/>second line 😀', '第一行<br/>第二行 😀'],
      ['zho_simpl', '<i>Two words', '<i>两个词'],
    ]);
    expect(entries[0]?.notes).toEqual({
      ...{ tuid: 'title', sourceTag: 'en-US' },
      props: [
        ['Project', 'Manual <1>'],
        ['Reviewer', 'Ünï'],
      ],
    });
  });

  it('of Okapi in UTF-16 is read, with dates, users and marks within a text', async () => {
    const { entries, report } = await read(new Blob([fixture('okapi-utf16.tmx')]));
    expect(report).toMatchObject({ added: 6, skipped: {}, languages: [] });
    expect(entries.map(({ to, source, target }) => [to, source, target])).toEqual([
      [
        'deu',
        'data (with a non-standard character: é).',
        'Daten (mit einem nicht genormten Zeichen: é).',
      ],
      ['deu', 'menu', 'Speisekarte'],
      ['fra', 'menu', 'menu'],
      [
        'deu',
        'The big red button: {\\b press} it{\\footnote Or do not.}.',
        'Der große rote Knopf: {\\b drücken}{\\footnote Oder nicht.}.',
      ],
      ['deu', '<i>Half a pair', '<i>Ein halbes Paar'],
      ['deu', 'One. Two.\nThree.', 'Eins. Zwei.\nDrei.'],
    ]);
    expect(entries[0]).toMatchObject({
      createdAt: Date.UTC(1997, 2, 9, 2, 11, 45),
      changedAt: Date.UTC(1997, 2, 14, 2, 34, 1),
      uses: 2,
      notes: { creator: 'BobW', changer: 'ManonD', targetTag: 'de-DE' },
    });
    expect(entries[5]?.notes).toMatchObject({ tuid: '0005', segtype: 'paragraph' });
  });

  it.each([
    ['omegat', '<b0>OK</b0>', '<i0/>'],
    ['omegat-level1', 'OK', ''],
    ['omegat-level2', '<b0>OK</b0>', '<i0/>'],
  ])('of OmegaT is read: %s', async (name, button, picture) => {
    const { entries, report } = await read(new Blob([fixture(`${name}.tmx`)]));
    expect(report).toMatchObject({ added: 5, skipped: {}, languages: [] });
    expect(entries.map(({ source, target }) => [source, target])).toEqual([
      [`Click ${button} now.`, `Klicken Sie jetzt auf ${button}.`],
      ['Open the file & read it.', 'Öffnen Sie die Datei und lesen Sie sie.'],
      ['Save', 'Speichern'],
      [`See ${picture} here 😀.`, `Siehe hier ${picture} 😀.`],
      ['The manual', 'Das Handbuch'],
    ]);
    const changedAt = Date.UTC(2024, 0, 2, 3, 4, 5);
    expect(entries[1]).toMatchObject({ from: 'eng', to: 'deu', changedAt });
    expect(entries[1]?.createdAt).toBe(Date.UTC(2024, 0, 1));
    expect(entries[4]?.notes).toMatchObject({ notes: ['The title of the page'], changer: 'ada' });
    // Not told: at the latest when it was changed.
    expect(entries[0]?.createdAt).toBe(changedAt);
  });

  it.each([
    ...['translate-toolkit', 'okapi', 'okapi-utf16'],
    ...['omegat', 'omegat-level1', 'omegat-level2'],
  ])('of another tool, %s, is as it was when it was written and read again', async (name) => {
    const { entries } = await read(new Blob([fixture(`${name}.tmx`)]));
    const stored = entries.map((entry, at) => ({
      ...{ id: at + 1, uses: 0, createdAt: 0, changedAt: 0 },
      ...entry,
    }));
    const again = await read(new Blob([await textOf(writeTmx(once(stored)))]));
    expect(again.entries).toEqual(entries);
  });

  it('keeps the names of its languages, a note with its text, and entries of another region', async () => {
    const note = (text: string) => `<note>${text}</note>`;
    const german = `<tuv xml:lang="de-AT">${note('Austrian')}<prop type="a">b</prop><seg>Jänner</seg></tuv>`;
    const body = `<tu>${note('A month')}${tuv('en-US', 'January')}${german}${tuv('pt-BR', 'janeiro')}</tu>`;
    const { entries } = await read(new Blob([tmx(body)]));
    expect(entries.map(({ notes }) => notes)).toEqual([
      {
        ...{ sourceTag: 'en-US', targetTag: 'de-AT' },
        ...{ notes: ['A month', 'Austrian'], props: [['a', 'b']] },
      },
      { sourceTag: 'en-US', targetTag: 'pt-BR', notes: ['A month'] },
    ]);
    const stored = entries.map((entry, at) => ({
      ...{ id: at + 1, uses: 0, createdAt: 0, changedAt: 0 },
      ...entry,
    }));
    const text = await textOf(writeTmx(once(stored)));
    expect(text).toContain('srclang="en-US"');
    expect(text).toContain('<tuv xml:lang="pt-BR"><seg>janeiro</seg></tuv>');
  });

  it('has a language for each target, and its source wherever that stands', async () => {
    const body = `<tu>${tuv('pt-BR', 'Gato')}${tuv('EN-us', 'Cat')}${tuv('zh-TW', '貓')}</tu>`;
    expect(await pairs(tmx(body))).toEqual([
      ['eng', 'por', 'Cat', 'Gato'],
      ['eng', 'zho_trad', 'Cat', '貓'],
    ]);
    expect(
      await pairs(tmx(`<tu srclang="pt">${tuv('en', 'Cat')}${tuv('pt-BR', 'Gato')}</tu>`)),
    ).toEqual([['por', 'eng', 'Gato', 'Cat']]);
    expect(
      await pairs(tmx(`<tu>${tuv('de', 'Katze')}${tuv('fr', 'Chat')}</tu>`, '', '*all*')),
    ).toEqual([['deu', 'fra', 'Katze', 'Chat']]);
  });

  it('keeps codes as text, numbers empty ones, and the text of marks', async () => {
    const seg =
      'Click <bpt i="1">&lt;b&gt;</bpt><hi>OK</hi><ept i="1">&lt;/b&gt;</ept>, <bpt i="2"/>or<ept i="2"/> <ph x="3"/> <it pos="begin">&lt;i&gt;</it>';
    expect(await pairs(tmx(`<tu>${tuv('en-US', seg)}${tuv('de', 'x')}</tu>`))).toEqual([
      ['eng', 'deu', 'Click <b>OK</b>, {2}or{/2} {3} <i>', 'x'],
    ]);
  });

  it('says what it leaves out, and why', async () => {
    const body = [
      `<tu>${tuv('en-US', 'Cat')}${tuv('tlh', 'vIghro')}</tu>`,
      `<tu>${tuv('en-US', 'Cat')}</tu>`,
      `<tu>${tuv('en-US', 'Cat')}${tuv('de', '  ')}</tu>`,
      `<tu>${tuv('en-US', 'colour')}${tuv('en-GB', 'color')}</tu>`,
      `<tu>${tuv('en-US', 'a'.repeat(20_001))}${tuv('de', 'b')}</tu>`,
      `<tu>${tuv('fr', 'Chat')}${tuv('de', 'Katze')}</tu>`,
    ].join('');
    const { report } = await read(new Blob([tmx(body)]));
    expect(report).toEqual({
      ...{ added: 0, known: 0, languages: ['tlh'] },
      skipped: { language: 1, single: 2, empty: 1, 'same-language': 1, 'too-long': 1 },
    });
  });

  it.each([
    ['UTF-16 with a mark, little end first', 'utf-16le', '\ufeff'],
    ['UTF-16 without one', 'utf-16le', ''],
    ['UTF-16, big end first', 'utf-16be', '\ufeff'],
    ['UTF-8 with a mark', 'utf-8', '\ufeff'],
  ])('in %s is read', async (_, encoding, mark) => {
    const text = `${mark}${tmx(`<tu>${tuv('en', 'Ä 猫 😀')}${tuv('de', 'ö')}</tu>`, '<?xml version="1.0"?>')}`;
    const bytes = encoding === 'utf-8' ? Buffer.from(text) : Buffer.from(text, 'utf16le');
    if (encoding === 'utf-16be') bytes.swap16();
    expect(await pairs(new Blob([bytes]))).toEqual([['eng', 'deu', 'Ä 猫 😀', 'ö']]);
  });

  it('in the encoding that it declares is read', async () => {
    const text = tmx(
      `<tu>${tuv('en', 'x')}${tuv('de', 'ä')}</tu>`,
      '<?xml version="1.0" encoding="ISO-8859-1"?>',
    );
    expect(await pairs(new Blob([Buffer.from(text, 'latin1')]))).toEqual([
      ['eng', 'deu', 'x', 'ä'],
    ]);
  });

  const unit = `<tu>${tuv('en', '&a;')}${tuv('de', 'b')}</tu>`;
  it.each([
    ['defines entities', tmx(unit, '<!DOCTYPE tmx [<!ENTITY a "b">]>')],
    ['leads elsewhere', tmx(unit, '<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/passwd">]>')],
    ['uses an entity that nobody defined', tmx(unit)],
    ['ends too early', tmx('').slice(0, -4)],
    ['is other XML', '<html></html>'],
    ['is no XML', 'Hello'],
    ['is empty', ''],
    ['names no encoding', '<?xml version="1.0" encoding="nonsense"?><tmx/>'],
    ['has bytes of no character', Buffer.from([0x3c, 0xff, 0xff])],
  ])('that %s is refused', async (_, content) => {
    await expect(read(new Blob([content]))).rejects.toMatchObject({ code: 'tmx-invalid' });
  });

  it('that we write is read as it was, whatever it says', async () => {
    const text = fc.string({ minLength: 1, unit: 'grapheme' }).map((one) => `x${one}`);
    const entry = fc.record({
      ...{
        id: fc.constant(1),
        from: fc.constantFrom('eng', 'zho_simpl', 'zho_trad'),
        to: fc.constantFrom('deu', 'por'),
      },
      ...{ source: text, target: text, origin: fc.constant('imported' as const) },
      createdAt: fc.nat(2 ** 31 - 2).map((seconds) => (seconds + 1) * 1_000),
      changedAt: fc.nat(2 ** 31 - 2).map((seconds) => (seconds + 1) * 1_000),
      uses: fc.nat(5),
      notes: fc.record({
        ...{ tuid: text, segtype: fc.constant('phrase'), creator: text, changer: text },
        ...{
          notes: fc.array(text, { minLength: 1 }),
          props: fc.array(fc.tuple(text, text), { minLength: 1 }),
        },
      }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { maxLength: 4 }), async (all) => {
        const { entries } = await read(new Blob([await textOf(writeTmx(once(all)))]));
        const expected = all.map(({ id: _, uses, ...others }) => ({
          ...others,
          ...(uses > 0 && { uses }),
        }));
        expect(entries).toEqual(expected);
      }),
      { seed, numRuns: sampled(1_000, 60) },
    );
  });

  it('of many pieces tells how far it is, and stops when told', async () => {
    const body = `<tu>${tuv('en', 'Cat')}${tuv('de', 'Katze')}</tu>`.repeat(20_000);
    const file = new Blob([tmx(body)]);
    const seen: number[] = [];
    let stored = 0;
    const memory = { addAll: async (some: readonly NewEntry[]) => (stored += some.length) };
    await importTmx(file, memory, { onProgress: (fraction) => seen.push(fraction) });
    expect(stored).toBe(20_000);
    expect(seen.length).toBeGreaterThan(4);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    const stop = new AbortController();
    const stopped = importTmx(file, memory, {
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    await expect(stopped).rejects.toMatchObject({ code: 'aborted' });
  });
});

it('scores are those of translate-toolkit, rounded down', () => {
  const rows = JSON.parse(fixture('scores.json').toString()) as [string, string, number][];
  expect(rows.length).toBeGreaterThan(9);
  for (const [one, other, score] of rows) {
    // Theirs are sums of floating point: 60 may come as 59.999.
    expect([one, other, scoreTexts(one, other)]).toEqual([one, other, Math.floor(score + 1e-9)]);
  }
});
