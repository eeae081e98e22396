import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateTokens, segmentText, type Segmented } from '.';

const whole = ({ lead, segments }: Segmented) =>
  lead + segments.map(({ text, after }) => text + after).join('');
const sentences = (text: string, tag?: string) =>
  segmentText(text, tag).segments.map((segment) => segment.text);

describe('segmentText', () => {
  it.each([
    ['en', 'Mr. Smith met J. K. Rowling.| They left at 5 p.m. on Dec. 3, 2024.'],
    ['en', 'It costs $1.50.| “Really?” he asked.| Yes!'],
    ['en', 'Room 5.| He left.|\nFirst|\nSecond.| Third'],
    ['en', 'See https://a.org/?q=1!b or mail me.| Ok.'],
    ['de', 'Wir fahren z. B. am 3. Mai mit Dr. Müller.| Gut.'],
    ['de', 'Das war 2024.| Dann kam er.'],
    ['fr', '« Oui. » dit-il.| M. Dupont part.'],
    ['cs', 'Dne 3. 5. 2024 byl např. Jan doma.| Ano.'],
    ['ru', 'Он родился в 1965 г. в г. Москве на ул. Ленина.| Да.'],
    ['zh-Hans', '他说：“好的。”|然后走了。|他来了！'],
    ['ja', 'そうです。|「はい。」と言った。|次。'],
    ['hi', 'यह अच्छा है।| वह गया।'],
    ['ur', 'یہ اچھا ہے۔| وہ گیا۔'],
    ['am', 'ሰላም። |ነው፡፡ |ደህና'],
    ['hy', 'Նա եկավ։| Նա գնաց։'],
    ['km', 'ខ្ញុំទៅ។ |គាត់មក។'],
    ['my', 'သူလာသည်။| ငါသွားသည်။'],
    ['el', 'Τι κάνεις;| Καλά.'],
    ['ar', 'كيف حالك؟| بخير.'],
    ['he', 'מה שלומך?| טוב.'],
  ])('%s: %j', (tag, marked) => {
    const expected = marked.split('|').map((sentence) => sentence.trim());
    expect(sentences(marked.replaceAll('|', ''), tag)).toEqual(expected);
  });

  it.each([
    ['2024. 3. 5.', 'ko'],
    ['2024. március 5., kedd', 'hu'],
    ['sáb., 3 de ago.', 'es'],
    ['29. listopadu 1965', 'cs'],
    ['¥5', 'ja'],
    ['1.5 km', 'en'],
    ['Aug. 3, 2024', 'en'],
    ['5 მარ. 2024', 'ka'],
    ['300 v. Chr. war', 'de'],
    ['v 5 hod. 3 min.', 'cs'],
  ])('never splits %j, whether it knows the language or not', (text, tag) => {
    expect(sentences(text, tag)).toEqual([text]);
    expect(sentences(text)).toEqual([text]);
  });

  const tags =
    'en zh-Hans fr de es pt it nl sv pl cs ru uk el tr ar he fa hi bn ta te th vi id ja ko sw am ka hu ' +
    'fi sk hr sr bg lt lv et da nb is ro sl ca';

  it.each(tags.split(' '))('keeps the dates, measures and amounts of %s whole', (tag) => {
    const locale = `${tag}-u-ca-gregory-nu-latn`;
    const texts: string[] = [];
    for (const dateStyle of ['full', 'long', 'medium', 'short'] as const) {
      const format = new Intl.DateTimeFormat(locale, { dateStyle, timeZone: 'UTC' });
      for (let i = 0; i < 24; i++) texts.push(format.format(Date.UTC(1970 + i, i % 12, 1 + i)));
    }
    for (const style of ['long', 'short'] as const) {
      for (const unit of ['day', 'month', 'hour', 'year'] as const) {
        const format = new Intl.RelativeTimeFormat(locale, { style });
        texts.push(format.format(-3, unit), format.format(5, unit));
        const measure = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: style });
        texts.push(measure.format(1.5));
      }
    }
    for (const currencyDisplay of ['name', 'symbol'] as const) {
      const format = new Intl.NumberFormat(locale, {
        style: 'currency',
        currency: 'CNY',
        currencyDisplay,
      });
      texts.push(format.format(1234.5));
    }
    for (const text of texts) {
      // Marks of direction at the ends stay outside.
      const shown = text.replace(/^[\s\u200e\u200f]+|[\s\u200e\u200f]+$/gu, '');
      expect(sentences(text, tag)).toEqual([shown]);
      expect(sentences(text)).toEqual([shown]);
    }
  });

  it('keeps every space and line break beside the sentences', () => {
    expect(segmentText(' \r\n\tOne.  Two!\r\n\r\n\u3000Three\u2028 \n', 'en')).toEqual({
      lead: ' \r\n\t',
      segments: [
        { text: 'One.', after: '  ' },
        { text: 'Two!', after: '\r\n\r\n\u3000' },
        { text: 'Three', after: '\u2028 \n' },
      ],
    });
    expect(segmentText('')).toEqual({ lead: '', segments: [] });
    expect(segmentText(' \n')).toEqual({ lead: ' \n', segments: [] });
  });

  it('loses nothing of any text', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '. ',
        '.',
        '! ',
        '。',
        '「',
        '」',
        '« ',
        ' »',
        'Mr. ',
        '3. ',
        'z. B. ',
        '፡፡',
        '།',
      ),
      fc.constantFrom(
        ' ',
        '\n',
        '\r',
        '\r\n',
        '\t',
        '\u00a0',
        '\u200b',
        '\u2028',
        '\u0085',
        '\ufeff',
      ),
      fc.constantFrom('👨‍👩‍👧', '🇨🇳', '\ud83d', '\udc00', 'é́', 'ไทย', 'שלום', 'مرحبا', 'က', '漢字'),
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.string({ unit: 'grapheme', maxLength: 40 }),
    );
    const tag = fc.constantFrom(undefined, 'en', 'de', 'ja', 'th', 'am');
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 60 }),
        tag,
        fc.integer({ min: 1, max: 40 }),
        (pieces, language, limit) => {
          const text = pieces.join('');
          const result = segmentText(text, language, limit);
          expect(whole(result)).toBe(text);
          for (const { text } of result.segments) {
            expect(text.trim()).toBe(text);
            expect(text).not.toMatch(/^$|[\n\r\u2028]/);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('leaves nothing but space between sentences without signs', () => {
    const word = fc.constantFrom('word', 'ไทย', 'שלום', 'मित्र', 'où', 'Ω');
    const between = fc.constantFrom(
      ' ',
      '\n',
      '\r\n',
      '\t',
      '\u00a0',
      '\u2028',
      '\u0085',
      '. ',
      '! ',
      '? ',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(word, between)), (pairs) => {
        const { lead, segments } = segmentText(pairs.flat().join(''), 'en');
        // U+0085 breaks lines, though JavaScript does not count it as space.
        for (const gap of [lead, ...segments.map(({ after }) => after)]) {
          expect(gap).toMatch(/^[\s\u0085]*$/);
        }
      }),
    );
  });
});

describe('blocks of code', () => {
  it.each([
    ['One.\n```js\nlet two;\n```\nThree.', ['One.', 'Three.']],
    ['~~~\none\n```\ntwo\n~~~\nThree.', ['Three.']],
    ['> ```\n> one\n> ```\n> Two.', ['Two.']],
    ['```\none', ['one']],
    ['One ```two``` three.', ['One ```two``` three.']],
  ])('are passed over in %j', (text, expected) => {
    const result = segmentText(text, 'en');
    expect(result.segments.map((segment) => segment.text)).toEqual(expected);
    expect(whole(result)).toBe(text);
  });
});

describe('long sentences', () => {
  const long = 'the quick brown fox jumps over it, and the lazy dog sleeps on; '.repeat(60).trim();

  it('are cut after a comma or a semicolon, within the limit', () => {
    const { segments } = segmentText(long, 'en', 60);
    expect(segments.length).toBeGreaterThan(10);
    for (const { text } of segments) {
      expect(estimateTokens(text)).toBeLessThanOrEqual(61);
      expect(text).toMatch(/[,;]$/);
    }
  });

  it('are cut at spaces, then between words, then between characters', () => {
    expect(sentences('word '.repeat(400)).every((text) => /^word( word)*$/.test(text))).toBe(true);
    const chinese = '我们今天去北京参加会议'.repeat(60);
    const parts = sentences(chinese, 'zh');
    expect(parts.length).toBeGreaterThan(3);
    expect(parts.every((part) => !part.startsWith('京') && !part.startsWith('议'))).toBe(true);
    const families = '👨‍👩‍👧'.repeat(300);
    expect(sentences(families).every((part) => part.startsWith('👨') && part.endsWith('👧'))).toBe(
      true,
    );
    const pairs = '𝒳'.repeat(3000);
    expect(sentences(pairs).every((part) => /^𝒳+$/u.test(part))).toBe(true);
  });

  it('of Thai and Lao are cut at their spaces', () => {
    const clause = 'วันนี้อากาศดีมากและฉันอยากไปเที่ยวทะเล';
    const parts = sentences(`${clause} `.repeat(20), 'th');
    expect(parts.length).toBeGreaterThan(8);
    expect(parts.every((part) => part.split(' ').every((each) => each === clause))).toBe(true);
  });

  it('do not come apart inside a number', () => {
    const numbers = '1,234,567.89 12:30:45 '.repeat(50).trim();
    for (const part of sentences(numbers, 'en')) {
      for (const word of part.split(' ')) expect(['1,234,567.89', '12:30:45']).toContain(word);
    }
  });
});

describe('time', () => {
  it.each([
    ['The cat sat on the mat, and it was good. ', 3e6],
    ...['1. ', 'a', '字', ' ', '"', '\r\n ', '«a. ', '👨‍👩‍👧'].map((unit) => [unit, 3e5] as const),
  ] as const)('is linear for %j up to %i characters', (unit, length) => {
    const text = unit.repeat(Math.ceil(length / unit.length));
    const begin = performance.now();
    expect(whole(segmentText(text))).toBe(text);
    // The Segmenter alone takes minutes for the longest text in one piece.
    expect(performance.now() - begin).toBeLessThan(20_000);
  });
});
