import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ScriptedEngine, sentenceOf } from '../../../testing/engine/scriptedEngine';
import { seededRandom } from '../../core/random';
import { segmentText } from '../../core/text/index';
import type { GenerateRequest } from '../../engine/client';
import { sampled } from '../../../tools/test/cases';
import { resultPatch } from './resultPatch';
import { translateSegments } from './segments';
import { translateText } from './translate';
import type { SentenceAlternatives, TranslatedSegment, TranslationRequest } from './types';

const echo = () => new ScriptedEngine(sentenceOf);
const sentencesOf = (engine: ScriptedEngine) =>
  engine.requests.map(({ prompt }) => sentenceOf(prompt));

/** Answers a table of sentences; those that are not in it, in capitals. */
const knowing = (answers: Readonly<Record<string, string>>) =>
  new ScriptedEngine((prompt) => answers[sentenceOf(prompt)] ?? sentenceOf(prompt).toUpperCase());

const translate = (engine: ScriptedEngine, text: string, rest: Partial<TranslationRequest> = {}) =>
  translateText(engine, { text, to: 'fr', ...rest });

describe('spans within a sentence', () => {
  it('stand as marks in the prompt, and come back where the model puts them', async () => {
    const engine = knowing({ 'Send {1} a mail.': 'Envoyez un mail à {1}.' });
    expect(await translate(engine, 'Send {name} a mail.')).toBe('Envoyez un mail à {name}.');
    expect(engine.requests).toHaveLength(1);
  });

  it('are required of a search if the model has not all of them once', async () => {
    const engine = echo();
    const { generate } = ScriptedEngine.prototype;
    engine.generate = async (request: GenerateRequest, options) => {
      const result = await generate.call(engine, request, options);
      return { ...result, text: request.beam?.required ? 'à {1} un mail' : 'un mail {1} {1}' };
    };
    expect(await translate(engine, 'Send {name} a mail.')).toBe('à {name} un mail');
    expect(engine.requests.map(({ beam }) => beam?.required)).toEqual([undefined, ['{1}']]);
  });

  it('are put in by their share of the sentence if that fails, too', async () => {
    const engine = knowing({
      'Send {1} a mail.': 'Un mail.',
      'Send a mail.': 'Envoyez un mail.',
    });
    expect(await translate(engine, 'Send {name} a mail.')).toBe('Envoyez {name} un mail.');
    expect(sentencesOf(engine)).toEqual(['Send {1} a mail.', 'Send {1} a mail.', 'Send a mail.']);
  });

  it('are said to be placed by rule, but for those that the model carried', async () => {
    const engine = knowing({
      'Send {1} a mail.': 'Un mail.',
      'Send a mail.': 'Envoyez un mail.',
      'Call {1}.': 'Appelez {1}.',
    });
    const { segments } = segmentText('Send {name} a mail. Call {name}.', 'en', 100);
    const checks: unknown[] = [];
    await translateSegments(engine, {
      ...{ segments, to: 'fr' },
      onSegment: (_, result) => checks.push(resultPatch('fra', result).checks),
    });
    expect(checks).toEqual([[{ kind: 'placed', about: [] }], undefined]);
  });

  it('cost no search if the model does not know the sentence with marks', async () => {
    const engine = knowing({ 'in {1} 3 days': 'hier', 'in 3 days': 'dans 3 jours' });
    const mayShow = ({ text }: { text: string }) => text !== 'hier';
    expect(await translate(engine, 'in {x} 3 days', { mayShow })).toBe('dans {x} 3 jours');
    const unsure = knowing({ 'in 3 days': 'dans 3 jours' });
    unsure.logprobs = (prompt) => [sentenceOf(prompt).includes('{1}') ? -9 : -0.1];
    expect(await translate(unsure, 'in {x} 3 days')).toBe('dans {x} 3 jours');
    for (const one of [engine, unsure]) expect(one.requests).toHaveLength(2);
  });

  it('leave a sentence that may not be shown empty, and what stands around it', async () => {
    const segments: TranslatedSegment[] = [];
    const text = await translate(echo(), '- in {x} 3 days 😀\n- one', {
      mayShow: ({ text: answer }) => answer === 'one',
      onSegment: (segment) => segments.push(segment),
    });
    expect(text).toBe('-  😀\n- one');
    expect(segments.map(({ withheld, source }) => [withheld, source])).toEqual([
      [true, 'in {x} 3 days'],
      [false, 'one'],
    ]);
  });

  it('are not shown before they are checked; other sentences stream', async () => {
    const engine = knowing({ 'a {1} b': 'c {1} d' });
    engine.pieceLength = 1;
    const seen: string[] = [];
    await translate(engine, 'one\na {x} b', { onProgress: ({ text }) => seen.push(text) });
    expect(seen).toEqual(['O', 'ON', 'ONE', 'ONE\n', 'ONE\nc {x} d']);
  });

  it('are in what is told of a sentence, at their places', async () => {
    const segments: TranslatedSegment[] = [];
    const others: SentenceAlternatives[] = [];
    const engine = new ScriptedEngine(() => ['c {1} d', '{1} c d', 'c d', '{1} e']);
    const text = await translate(engine, '"a {x} b" 😀\n(a\u00a0{y} b)', {
      quality: 'best',
      onSegment: (segment) => segments.push(segment),
      onAlternatives: (alternatives) => others.push(alternatives),
    });
    expect(text).toBe('"c {x} d" 😀\n(c {y} d)');
    expect(segments.map(({ source, start }) => [source, start])).toEqual([
      ['a {x} b', 1],
      ['a\u00a0{y} b', 14],
    ]);
    expect(others.map(({ texts }) => texts)).toEqual([
      ['c {x} d', '{x} c d'],
      ['c {y} d', '{y} c d'],
    ]);
    expect(others.map(({ start }) => start)).toEqual([1, 14]);
  });

  it('may differ in sentences that are the same otherwise, which are translated once', async () => {
    const engine = knowing({ 'a {1} b': 'c {1} d' });
    const segments: TranslatedSegment[] = [];
    const text = '- a {x} b\n- a\u00a0https://a.org/1 b\n- a {x} b';
    const output = await translate(engine, text, { onSegment: (one) => segments.push(one) });
    expect(output).toBe('- c {x} d\n- c https://a.org/1 d\n- c {x} d');
    expect(engine.requests).toHaveLength(1);
    expect(segments.map(({ source }) => source)).toEqual([
      'a {x} b',
      'a\u00a0https://a.org/1 b',
      'a {x} b',
    ]);
    for (const { start, text: own } of segments) expect(output.startsWith(own, start)).toBe(true);
  });
});

describe('what looks the same', () => {
  it('is translated once, and alike', async () => {
    const engine = knowing({ 'in 3 days': 'dans 3 jours' });
    const ways = [
      'in 3 days',
      'in\u00a03 days',
      'in 3 da\u00adys',
      'in \uff13 days',
      '\u200ein 3 days',
    ];
    expect(await translate(engine, ways.join('\n'))).toBe(
      ['', '', '', '', '\u200e'].map((before) => `${before}dans 3 jours`).join('\n'),
    );
    expect(engine.requests).toHaveLength(1);
  });

  it('comes out as it went in where the model changes nothing', async () => {
    const text = 'a\u00a0b\nＡ b\nA\u00ad b';
    expect(await translate(echo(), text)).toBe(text);
  });
});

it('takes half a character for the sign of one', async () => {
  const engine = knowing({ 'in 3 days': 'dans 3 jours' });
  expect(await translate(engine, 'in 3 days \ud83d')).toBe('dans 3 jours \ufffd');
  expect(await translate(engine, '\udc00in 3 days\n\ud800')).toBe('\ufffddans 3 jours\n\ufffd');
});

it('joins wrapped lines and keeps numbers only when asked to', async () => {
  const engine = knowing({ 'in 3 days': 'dans 3 jours', 'in {1} days': 'dans {1} jours' });
  const joined = await translate(engine, 'in 3\ndays', { joinLines: true });
  expect(joined).toBe('dans 3 jours');
  expect(await translate(engine, 'in 3\ndays')).toBe('IN 3\nDAYS');
  expect(await translate(engine, 'in 1,234 days', { keepNumbers: true })).toBe('dans 1,234 jours');
});

const words = fc.constantFrom(
  ...[
    'word',
    'über',
    'où',
    'Она',
    'Ωμέγα',
    '漢字',
    'かな',
    '한국어',
    'ไทย',
    'ລາວ',
    'မြန်မာ',
    'ខ្មែរ',
    'שלום',
    'مرحبا',
  ],
  ...[
    'मित्र',
    'தமிழ்',
    'ქართული',
    'Հայ',
    'ሰላም',
    '42',
    '3.5',
    '٣',
    'Mr.',
    'z. B.',
    'die',
    'é́',
    '𝒳',
    '𠀀',
  ],
);
const signs = fc.constantFrom(
  ...[
    '. ',
    '。',
    '! ',
    '?',
    ' ',
    '  ',
    '\n',
    '\r\n',
    '\t',
    '|',
    '\u00a0',
    '\u200b',
    '\u2028',
    '\ufeff',
    '\u00ad',
  ],
  ...[
    '"',
    '“',
    '”',
    '«',
    '»',
    '(',
    ')',
    '「',
    '」',
    '- ',
    '1. ',
    '—',
    '# ',
    '> ',
    '**',
    '_',
    '`',
    '$&',
    '$1',
    '%%',
  ],
  ...[
    '</s>',
    '<s>',
    '<|eot_id|>',
    '### Response:',
    '<unk>',
    '{1}',
    '[1]',
    '｛2｝',
    '\u202a',
    '\u200f',
    '\u2067',
  ],
  ...[
    '😀',
    '👨‍👩‍👧',
    '🇨🇳',
    '1️⃣',
    '❤️',
    '<br>',
    '<b>',
    '</b>',
    '&nbsp;',
    '{{x}}',
    '%s',
    '{n, plural, one {a} other {b}}',
  ],
);

describe('generated texts', () => {
  const text = fc
    .array(fc.oneof(words, signs, fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 24 })
    .map((pieces) => pieces.join(''));

  it('are the same bytes in segments, and after a model that only repeats', async () => {
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom(undefined, 'en', 'de', 'zh'), async (whole, from) => {
        const { lead, segments } = segmentText(whole, from);
        expect(lead + segments.map((one) => one.text + one.after).join('')).toBe(whole);
        const engine = echo();
        engine.pieceLength = 7;
        expect(await translateText(engine, { text: whole, from, to: 'zh' })).toBe(whole);
      }),
      { numRuns: sampled(10_000, 600) },
    );
  });

  /** Drops, doubles, moves, breaks and translates marks at random, and leaves some as they are. */
  const careless = (seed: number) => {
    const random = seededRandom(seed);
    return new ScriptedEngine((prompt) => {
      const pieces = sentenceOf(prompt)
        .toUpperCase()
        .split(/(\{\d+\})/);
      if (random() < 0.3) return pieces.join('');
      const changed = pieces.flatMap((piece) => {
        const draw = random();
        if (!/^\{\d+\}$/.test(piece) || draw < 0.3) return [piece];
        if (draw < 0.45) return [];
        if (draw < 0.6) return [piece, piece];
        if (draw < 0.7) return [piece.slice(0, -1)];
        if (draw < 0.8) return ['{one}'];
        return [`{ ${piece.slice(1, -1)} }`];
      });
      if (random() < 0.5) changed.sort(() => random() - 0.5);
      return changed.join('');
    });
  };

  const spans = [
    ...[
      'https://a.org/N?b=c',
      'me.N@example.org',
      '/usr/N/bin',
      '@bobN',
      '#tagN',
      '{nameN}',
      '{{xN}}',
    ],
    ...[
      '%(aN)s',
      '${xN}',
      '<img src="N">',
      '<b id="N">',
      '`code N`',
      '$x_N$',
      '[[N]]',
      '<!-- N -->',
      '\\(aN\\)',
    ],
    ...['{n, plural, one {# N} other {# N.}}', 'C:\\N\\a', 'fileN.txt', 'a_N', 'sub.N.example.com'],
  ];
  const pieces = fc.array(
    fc.oneof(
      words,
      fc.constantFrom('. ', '! ', '\n', '“', '”', '(', ')', '- ', ', '),
      fc.constantFrom(...spans),
    ),
    { maxLength: 30 },
  );

  it('have every span once, whatever a model does to its marks', async () => {
    await fc.assert(
      fc.asyncProperty(
        pieces,
        fc.nat(),
        fc.constantFrom('fast', 'best'),
        async (drawn, seed, quality) => {
          const numbered = drawn.map((piece, i) =>
            spans.includes(piece) ? piece.replaceAll('N', `${i + 100}q`) : piece,
          );
          const output = await translateText(careless(seed), {
            text: numbered.join(' '),
            to: 'fr',
            quality: quality,
          });
          drawn.forEach((piece, i) => {
            if (!spans.includes(piece)) return;
            expect(output.split(numbered[i] ?? '')).toHaveLength(2);
          });
        },
      ),
      { numRuns: sampled(10_000, 600) },
    );
  });
});
