import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkConsistency,
  checkSegment,
  compareResults,
  mayRetry,
  mendable,
  type CheckInput,
} from '.';
import { findLanguage } from '../languages';
import { detectByScript } from '../languages/detect';
import { findSpans } from '../text/spans/index';
import { checkKinds, type Check, type CheckKind } from '../translation/types';

const input = (from: string, to: string, source: string, target: string): CheckInput => ({
  ...{ source, target },
  from: findLanguage(from),
  to: findLanguage(to)!,
});
const about = (kind: CheckKind, ...pair: Parameters<typeof input>) =>
  checkSegment(input(...pair)).find((check) => check.kind === kind)?.about;
const check = (kind: CheckKind, ...abouts: string[]): Check => ({ kind, about: abouts });

describe('what a check is about', () => {
  it.each<[CheckKind, Parameters<typeof input>, string[]]>([
    ['number', ['en', 'de', 'We sold 2,500 and 17.', 'Wir verkauften 17.'], ['2,500']],
    [
      'number',
      ['en', 'de', 'We sold 3 million cars.', 'Wir verkauften 3 Milliarden Autos.'],
      ['3 million'],
    ],
    ['number', ['en', 'de', 'We sold cars.', 'Wir verkauften 431 Autos.'], ['431']],
    ['number', ['en', 'de', 'It is -7 here.', 'Hier sind es 7.'], ['-7']],
    ['date', ['en', 'de', 'Come on May 12.', 'Komm am 13. Mai.'], ['May 12']],
    ['date', ['en', 'de', 'Come on Monday.', 'Komm am Dienstag.'], ['Monday']],
    ['date', ['en', 'de', 'Come at 3:30 pm.', 'Komm um 3:30 Uhr.'], ['3:30 pm']],
    ['unit', ['en', 'de', 'It costs $5.', 'Es kostet 5 Euro.'], ['$5']],
    ['unit', ['en', 'de', 'It weighs 5 kg.', 'Es wiegt 5 g.'], ['5 kg']],
    [
      'placeholder',
      ['en', 'de', 'Hi {name}, see <b>this</b>', 'Hallo, sieh <b>dies</b>'],
      ['{name}'],
    ],
    ['mark', ['en', 'de', 'Who is "he"?', 'Wer ist er.'], ['?', '" "']],
    ['script', ['en', 'ru', 'The old park', 'Старый 公园'], ['公园']],
    ['leftover', ['en', 'ru', 'It was successful.', 'Это было successful.'], ['successful']],
    [
      'repetition',
      ['en', 'de', 'I read.', 'Ich lese und lese und lese und lese und'],
      ['lese und'],
    ],
    ['too-short', ['en', 'de', 'a'.repeat(100), 'b'.repeat(12)], ['10 %']],
    ['too-long', ['en', 'de', 'a'.repeat(50), 'b'.repeat(300)], ['500 %']],
  ])('%s: %j', (kind, pair, expected) => expect(about(kind, ...pair)).toEqual(expected));

  it('a language by its own name', () => {
    const found = checkSegment({
      ...input('en', 'de', 'I am at home today.', 'Είμαι στο σπίτι σήμερα.'),
      detect: detectByScript,
    });
    expect(found).toContainEqual(check('language', 'Ελληνικά'));
  });

  it('the last words of what was cut off', () => {
    const found = checkSegment({
      ...input('en', 'de', 'I am at home.', 'Ich bin zu'),
      finishReason: 'length',
    });
    expect(found).toContainEqual(check('cut-off', 'Ich bin zu …'));
  });

  it('how sure the model was', () => {
    const confidence = { mean: Math.log(0.43), lowest: -3, trusted: false };
    const found = checkSegment({ ...input('en', 'de', 'Hi.', 'Hallo.'), confidence });
    expect(found).toEqual([check('unsure', '43 %')]);
  });

  it('terms that are missing, and those that are forbidden', () => {
    const terms = [
      { source: 'flat', target: 'Wohnung', kind: 'term', kept: false },
      { source: 'here', target: 'hier', kind: 'term', kept: true },
      { source: 'flat', target: 'Apartment', kind: 'forbidden', kept: false },
    ] as const;
    const found = checkSegment({
      ...input('en', 'de', 'The flat is here.', 'Das Apartment ist hier.'),
      terms,
    });
    expect(found).toEqual([check('term-missing', 'Wohnung'), check('term-forbidden', 'Apartment')]);
  });
});

describe('a number', () => {
  it.each([
    [
      'en',
      'es',
      'It costs between $1.5 and $2 billion.',
      'Cuesta entre 1500 y 2000 millones de dólares.',
    ],
    ['en', 'it', 'Add 1/2 cup of sugar.', 'Aggiungere mezza tazza di zucchero.'],
    [
      'en',
      'ru',
      'In the 1990s half of the 20 million left.',
      'В 1990-х годах половина из 20 миллионов ушла.',
    ],
    ['zh-Hans', 'en', '他欠了三百二十五元。', 'He owed 325 yuan.'],
    ['en', 'fr', 'There are 75 seats.', 'Il y a soixante-quinze places.'],
    ['de', 'en', 'Es sind 1.234.567,89 Euro.', 'It is 1,234,567.89 euros.'],
    ['en', 'hi', 'It is 12,34,567 rupees.', 'यह १२,३४,५६७ रुपये है।'],
  ])('may be written otherwise: %s>%s %s', (from = '', to = '', source = '', target = '') => {
    expect(about('number', from, to, source, target)).toBeUndefined();
  });
});

describe('a segment', () => {
  it('without a translation has no checks', () => {
    expect(checkSegment(input('en', 'de', 'Hello 5 {name}?', ' '))).toEqual([]);
  });

  it('may have a source in an unknown language', () => {
    expect(about('number', '?', 'de', 'Es 4,500 kum.', 'Es sind 4.600.')).toEqual(['4,500']);
    expect(checkSegment(input('?', 'de', 'Es 4,500 kum.', 'Es sind 4500 da.'))).toEqual([]);
  });

  it('takes the spans that it is given', () => {
    const source = 'See {here} now';
    const one = input('en', 'de', source, 'Sieh jetzt');
    expect(checkSegment({ ...one, spans: findSpans(source) })).toEqual([
      check('placeholder', '{here}'),
    ]);
    const without = checkSegment({ ...one, spans: [] });
    expect(without.map(({ kind }) => kind)).not.toContain('placeholder');
  });

  it('may repeat what its source repeats', () => {
    const source = 'No, no, no, no, no!';
    expect(checkSegment(input('en', 'de', source, 'Nein, nein, nein, nein, nein!'))).toEqual([]);
    expect(about('repetition', 'en', 'de', 'No!', 'Nein, nein, nein, nein, nein!')).toEqual([
      'nein',
    ]);
  });

  it('of any two texts gets its checks, each kind once', () => {
    const languages = ['en', 'de', 'zh-Hans', 'ja', 'ar', 'hi', 'th', 'ru', 'sw', 'umb', 'fa'];
    const signs = '0123456789.,:/-%$€° ٣५万三千年月日{}<b>"(«。？!aäбабが的th pm';
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom(...signs.split('')) }),
    );
    fc.assert(
      fc.property(
        fc.constantFrom('?', ...languages),
        fc.constantFrom(...languages),
        text,
        text,
        (from, to, a, b) => {
          const kinds = checkSegment(input(from, to, a, b)).map(({ kind }) => kind);
          expect(new Set(kinds).size).toBe(kinds.length);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('that is the same on both sides has lost nothing', () => {
    const parts = [
      '12',
      '3.5',
      '1,000',
      '{x}',
      '<b>',
      '50%',
      '5 kg',
      '(',
      ')',
      '"',
      'May 3',
      '3:30 pm',
      'de',
      '！',
      '…',
      '2024',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 12 }), (words) => {
        const text = words.join(' ');
        const lost = ['number', 'date', 'unit', 'placeholder', 'mark', 'too-short', 'too-long'];
        const kinds = checkSegment(input('en', 'en', text, text)).map(({ kind }) => kind);
        expect(kinds.filter((kind) => lost.includes(kind))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the same source', () => {
  const segment = (id: string, source: string, target: string, language = 'deu') => ({
    id,
    source,
    target,
    language,
  });

  it('with other translations is about them', () => {
    const found = checkConsistency([
      segment('1', 'Save', 'Sichern'),
      segment('2', ' Save', 'Speichern'),
      segment('3', 'Save', 'Sichern.'),
      segment('4', 'Open', 'Öffnen'),
    ]);
    expect([...found]).toEqual([
      ['1', check('inconsistent', 'Speichern')],
      ['2', check('inconsistent', 'Sichern.')],
      ['3', check('inconsistent', 'Speichern')],
    ]);
  });

  it('in another language, or without a translation, is nothing', () => {
    const found = checkConsistency([
      segment('1', 'Save', 'Sichern'),
      segment('2', 'Save', 'Enregistrer', 'fra'),
      segment('3', 'Save', ''),
    ]);
    expect(found.size).toBe(0);
  });
});

describe('what may mend a check', () => {
  it('is known for each kind', () => {
    const mends = checkKinds.map((kind) => mendable(check(kind)));
    expect(new Set(mends)).toEqual(
      new Set(['retry', 'keep', 'apply', 'restore', 'shorten', 'adopt']),
    );
    expect(mendable(check('number', '5'))).toBe('keep');
    expect(mendable(check('inconsistent', 'x'))).toBe('adopt');
    expect(mendable(check('leftover', 'x'))).toBe('retry');
  });

  it('is tried unasked for faults, not for doubts', () => {
    expect(mayRetry([check('unsure', '3 %'), check('mark', '?'), check('inconsistent', 'x')])).toBe(
      false,
    );
    expect(mayRetry([check('mark', '?'), check('cut-off', 'x')])).toBe(true);
    expect(mayRetry([])).toBe(false);
  });
});

describe('the better of two results', () => {
  const result = (mean: number | undefined, ...checks: Check[]) => ({
    checks,
    confidence: mean === undefined ? undefined : { mean, lowest: -9, trusted: undefined },
  });

  it.each([
    [result(-2), result(-0.1, check('mark', '?'))],
    [result(-2, check('mark', '?')), result(-0.1, check('script', 'x'))],
    [result(-2, check('number', '1')), result(-0.1, check('number', '1', '2'))],
    [result(-2, check('leftover', 'x')), result(-0.1, check('language', 'x'))],
    [result(-0.1, check('mark', '?')), result(-2, check('mark', '!'))],
    [result(-0.1), result(undefined)],
    [result(-0.1, check('unsure', '1 %')), result(-0.2)],
  ])('is the first of %j', (a, b) => {
    expect(compareResults(a, b)).toBeLessThan(0);
    expect(compareResults(b, a)).toBeGreaterThan(0);
  });

  it('is neither of two that are alike', () => {
    expect(compareResults(result(-1), result(-1))).toBe(0);
    expect(compareResults(result(undefined), result(undefined))).toBe(0);
  });
});
