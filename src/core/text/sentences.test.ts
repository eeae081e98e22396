import { describe, expect, it } from 'vitest';
import { gapAfter, isTranslatable, segmentText } from '.';
import { sentencesOf } from '../../../testing/text/sentences';

/** Sentences and their pieces, with bars between them. */
const cut = (text: string, tag?: string, maxTokens?: number) =>
  sentencesOf(text, tag, maxTokens).join('|');

/** Cuts a text where its bars are. */
const expectCuts = (marked: string, tag?: string, maxTokens?: number) => {
  const sentences = marked.split('|').map((sentence) => sentence.trim());
  expect(cut(marked.replaceAll('|', ''), tag, maxTokens)).toBe(sentences.join('|'));
};

describe('quotes and brackets', () => {
  it.each([
    ['en', 'He said (it is so.)| Then he left.'],
    ['en', 'He left.| (He came back.)| She stayed.'],
    ['en', 'He left.| “Why?”| She stayed.'],
    ['en', '[One.]| [Two.]| {Three.}| Four.'],
    ['en', 'Hello!| (World'],
    ['es', '¿Qué?| ¡No!| «Sí.»| Ya.'],
    ['de', 'Er sagt: „Komm.“| Dann ging er.| ‚Ja.‘| Nein.'],
    ['zh', '他说（好。）|然后走。|《书。》|好。|（走。）|《走》。|「来」。|【行】。'],
    ['zh', '“好。”|他说。|‘好。’|他说。'],
    // Closed after a space, as in French, wherever they were opened
    ['fr', '« Viens. »| Puis il partit.'],
    ['fr', 'Il dit : « Viens.| Pars. »| Puis il partit.| Bien.'],
    ['fr', '« Oui.| Non. », dit-il.| ‹ Oui.| Non. ›'],
    ['fr', '« Viens. »|Puis il partit.| »Puis non.'],
    // Opened by what closes elsewhere
    ['da', 'Han sagde: »Kom.«| Så gik han.'],
    ['da', 'Han gik.| »Nej.«| Så kom han.'],
    // Said by someone, in the same sentence
    ['en', '“Really?” he asked.| “Really?”| He asked.'],
    ['en', '(Really!) she said.| "Wait…" she said.'],
    ['en', '“‘Really?’” he asked.| “(Really!)” she said.'],
    ['fr', '« Oui ! » dit-il.| ‹ Non ? › dit-elle.'],
    ['ja', '「はい。」と言った。|「いいえ。」|彼は言った。'],
    ['ja', '「はい」と言う。|とにかく。'],
    ['ja', '『はい。』って言う。|『はい。』|彼'],
  ])('%s: %j', (tag, marked) => {
    expectCuts(marked, tag);
  });
});

describe('full stops that end nothing', () => {
  it.each([
    ['en', 'I have 3.| First is best.'],
    ['en', '3. First'],
    ['en', 'He lives in Room 12. 5 People came.'],
    ['en', 'There are 123.| He left.'],
    // Ordinals have at most two digits
    ['de', 'Am 12. Mai kam er.| Es war 123.| Mai war es.'],
    ['en', 'The U.S. Army came.| He met J. Smith.| Go to p. Then.'],
    ['en', 'See p. 5 Above.| See fig. 5 Below.| No. 5 Lives.| No.| He is dead.'],
    ['en', 'Approx. five.| Abc.| Five.'],
    ['en', 'Dr. Who.| Mr. X vs. Mr. Y.'],
    ['de', 'Er kam ca. um drei.| Jan.| Er kam.'],
    ['ja', 'Fig. 図を見る。|Cat.| 図を見る。'],
    ['th', '5 เม.ย. 2567'],
    // Of a language whose own abbreviations do not have it
    ['en', 'On 5 เม.ย. 2567 it was.| On 5 เม.ยส. 2567 too.'],
    ['en', 'He came 5th.| 6 Others came.'],
    // Of no known language: what may be one of any
    ['', 'Esim. kuva.| Abcdef.| Dr. X.'],
    ['', 'Abcde. 5 Kilos.| Abcdef.| 5 Kilos.'],
    // Of a known one
    ['en', 'Esim.| Kuva.'],
  ])('%s: %j', (tag, marked) => {
    expectCuts(marked, tag === '' ? undefined : tag);
  });

  it('are those of addresses', () => {
    expectCuts('See example.com/?q=1 and example.com/!x now.| Why?| =x', 'en');
    expectCuts('Go to a.b/?c now.| Is it a.b/?| %x', 'en');
  });
});

describe('other marks', () => {
  it.each([
    ['am', 'ሰላም፡፡|ነው፡፡| ደህና'],
    ['en', 'Really?!| Yes… no.| … Well.'],
    ['en', 'One.Two.| Three.four five!six'],
  ])('%s: %j', (tag, marked) => {
    expectCuts(marked, tag);
  });

  it('break lines', () => {
    for (const mark of ['\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029', '\r\n\n']) {
      expect(segmentText(`a${mark}b`)).toEqual({
        lead: '',
        segments: [
          { text: 'a', after: mark },
          { text: 'b', after: '' },
        ],
      });
    }
  });
});

it('sees no sentence end where its window ends', () => {
  const sentence = `${'a'.repeat(600)}, `.repeat(20).trim();
  // Some 12,000 characters, more than a window has.
  const { segments } = segmentText(`${sentence}. One.`, 'en', 1e6);
  expect(segments.map(({ text }) => text)).toEqual([`${sentence}.`, 'One.']);
  const many = Array.from({ length: 2000 }, (_, i) => `Number ${i} it is.`);
  expect(segmentText(many.join(' '), 'en').segments.map(({ text }) => text)).toEqual(many);
});

describe('pieces', () => {
  it.each([
    // Ten tokens are some twenty letters; a pause in the first half would waste too many of them.
    ['aaaa bbbb cccc,| dddd eeee', 10],
    ['aaaa, bbbb cccc dddd| eeee', 10],
    ['one two;| three four:| five six seven', 8],
    ['one—two—|three—four', 8],
    ['a1, 2,3| 45 6,78| 90', 8],
    ['一二三四，|五六七八九十', 12],
    ['一二三四、|五六七八九十', 12],
    ['𝒳|𝒳|𝒳', 3],
    ['好|好', 1],
    ['a|好', 1],
  ])('%j of at most %i tokens', (marked, maxTokens) => {
    expectCuts(marked, undefined, maxTokens);
  });

  it('have as many tokens as may be, to the last', () => {
    // A letter is 0.45, an ideograph 2.
    expectCuts('aaaa bbbb', 'en', 4.5 * 0.9);
    expectCuts('aaaa| bbbb', 'en', 4);
  });

  it('of Thai are shorter, whatever signs it begins with', () => {
    const clause = 'ทะเล'.repeat(20);
    const longest = (text: string) =>
      Math.max(...segmentText(text, 'th').segments.map(({ text: { length } }) => length));
    // 1.8 tokens each: of 120, and of 200 when Latin letters come first.
    for (const begin of ['', '“(12) ', '...\u3000']) {
      expect(longest(begin + clause)).toBeGreaterThan(50);
      expect(longest(begin + clause)).toBeLessThanOrEqual(66);
    }
    expect(longest(`a${clause}`)).toBeGreaterThan(66);
    expect(segmentText(clause, 'th', 20).segments[0]?.text.length).toBeLessThanOrEqual(11);
  });
});

describe('what is left as it is', () => {
  it.each([
    ['http://a.org', false],
    ['HTTPS://A.ORG/Ä', false],
    ['WWW.A.ORG', false],
    ['www.a.org www.b.org a@b.org', false],
    ['ä.b@c-d.org.', false],
    ['a@b', true],
    ['www a', true],
    ['http:/a', true],
    ['www.a.org b', true],
    ['a www.a.org', true],
    ['٣ www.a.org', true],
    ['0123456789 +-*/', false],
  ])('of %j', (text, translatable) => {
    expect(isTranslatable(text)).toBe(translatable);
  });
});

it('puts a space after what is written without any, where the target has spaces', () => {
  const gap = (text: string) => gapAfter({ text, after: '' }, false, 'Latn');
  for (const text of ['字', 'か', 'カ', 'ไ', 'ລ', 'ខ', 'မ', '。', '！', 'a…', 'a”', 'a’']) {
    expect(gap(text)).toBe(' ');
  }
  for (const text of ['a', '字a', '字.', 'א', '"', '한']) expect(gap(text)).toBe('');
  for (const script of ['Hans', 'Hant', 'Jpan', 'Thai', 'Laoo', 'Khmr', 'Mymr']) {
    expect(gapAfter({ text: '字', after: '' }, false, script)).toBe('');
  }
  expect(gapAfter({ text: '字', after: '' }, false, 'Hang')).toBe(' ');
});

describe('time', () => {
  const units = [
    '"a. ',
    "'a. ",
    '(a. ',
    '(',
    '“',
    '1) a ',
    '• ',
    '. ',
    '.[1] ',
    'A. ',
    '1. 2 ',
    'ա. ',
    '։ ',
    '。」',
  ];

  it.each(units)('is linear for %j', (unit) => {
    const text = unit.repeat(3e5 / unit.length);
    const begin = performance.now();
    const { lead, segments } = segmentText(text, undefined, 1e7);
    expect(lead + segments.map((one) => one.text + one.after).join('')).toBe(text);
    // A second or less each; what looks back over all of a line takes minutes.
    expect(performance.now() - begin).toBeLessThan(20_000);
  });
});
