import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateTokens, gapAfter, isTranslatable, OneLine } from '.';
import { cutText } from './cut';

describe('OneLine', () => {
  const oneLine = (pieces: readonly string[]) => {
    const line = new OneLine();
    const shown = pieces.map((piece) => line.push(piece)).join('');
    expect(shown).toBe(line.text);
    return shown;
  };

  it('turns line breaks into spaces and trims, however the pieces fall', () => {
    const text = ' \n a  b \r\n\n c\rd \n ';
    fc.assert(
      fc.property(fc.array(fc.nat(text.length)), (cuts) => {
        const bounds = [0, ...cuts.sort((a, b) => a - b), text.length];
        const pieces = bounds.slice(1).map((end, i) => text.slice(bounds[i], end));
        expect(oneLine(pieces)).toBe('a  b c d');
      }),
    );
  });

  it('holds back trailing space only', () => {
    const line = new OneLine();
    expect([line.push(' a '), line.push('\n'), line.push('b'), line.push(' ')]).toEqual([
      'a',
      '',
      ' b',
      '',
    ]);
  });
});

describe('gapAfter', () => {
  it.each([
    ['Hi.', ' ', 'Hans', ' '],
    ['你好。', '', 'Latn', ' '],
    ['你好。', '', 'Jpan', ''],
    ['你好。', '\n', 'Latn', '\n'],
    ['aaaa', '', 'Latn', ''],
    ['สวัสดี', '', 'Cyrl', ' '],
  ])('after %j and %j into %s is %j', (text, after, script, gap) => {
    expect(gapAfter({ text, after }, false, script)).toBe(gap);
    expect(gapAfter({ text, after }, true, script)).toBe(after);
  });
});

describe('isTranslatable', () => {
  it.each(['a', '3 days', '3天', '٣', '३', 'é', 'see https://a.org'])('%j is', (text) => {
    expect(isTranslatable(text)).toBe(true);
  });

  it.each([
    '',
    '3',
    '—',
    '$5.00',
    '😀👍',
    '12:30–13:45',
    'https://a.org/ä',
    'www.a.org',
    'a@b.org',
    '...',
  ])('%j is not', (text) => {
    expect(isTranslatable(text)).toBe(false);
  });
});

describe('estimateTokens', () => {
  // Tokens of the costlier of the Llama 2 and Llama 3 vocabularies, counted with their tokenizers.
  it.each([
    ['All human beings are born free and equal in dignity and rights.', 14],
    ['const x = [1, 2, 3].map((v) => v * 2); // 2024-03-05 12:45:10', 43],
    ['Watu wote wamezaliwa huru, hadhi na haki zao ni sawa.', 23],
    ['Tất cả mọi người sinh ra đều được tự do và bình đẳng về nhân phẩm và quyền.', 56],
    ['Все люди рождаются свободными и равными в своем достоинстве и правах.', 23],
    ['Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα.', 84],
    ['כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם.', 56],
    ['تمام افراد بشر آزاد به دنیا می‌آیند و از لحاظ حیثیت و حقوق با هم برابرند.', 74],
    ['सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त है।', 94],
    ['ప్రతిపత్తిస్వత్వముల విషయమున మానవులెల్లరును జన్మతః స్వతంత్రులును సమానులును నగుదురు.', 217],
    ['มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ', 66],
    ['ყველა ადამიანი იბადება თავისუფალი და თანასწორი თავისი ღირსებითა და უფლებებით.', 144],
    ['人人生而自由，在尊严和权利上一律平等。', 28],
    ['すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。', 49],
    ['모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다.', 62],
    ['😀👍🏽👨‍👩‍👧🇨🇳', 35],
  ])('of %j is at least %i, and at most three times that', (text, counted) => {
    expect(estimateTokens(text)).toBeGreaterThanOrEqual(counted * 0.97);
    expect(estimateTokens(text)).toBeLessThanOrEqual(counted * 3);
  });
});

describe('cutText', () => {
  it.each([
    ['a😀b', 2, 'a'],
    ['a😀b', 3, 'a😀'],
    ['ae\u0301b', 2, 'a'],
    ['a👨‍👩‍👧b', 8, 'a'],
    ['🇨🇳🇩🇪', 6, '🇨🇳'],
    ['กำลัง', 1, ''],
    ['short', 9, 'short'],
    ['half \ud83d', 9, 'half \ufffd'],
  ])('%j to %i units is %j', (text, length, expected) => {
    expect(cutText(text, length)).toBe(expected === '' ? text.slice(0, length) : expected);
  });

  it('gives a well-formed beginning of any text, and a whole one where it fits', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.integer({ min: 1, max: 20 }),
        (text, length) => {
          const cut = cutText(text, length);
          expect(cut.length).toBeLessThanOrEqual(length);
          expect(cut.isWellFormed()).toBe(true);
          if (text.length <= length) expect(cut).toBe(text);
          else if (!cut.endsWith('\ufffd')) expect(text.startsWith(cut)).toBe(true);
        },
      ),
    );
  });
});
