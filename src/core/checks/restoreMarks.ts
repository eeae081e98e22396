import type { CheckInput } from './types';

/** Signs that open, or close and end, a text. Quotes are not among them: each language has its own. */
const edges =
  /^(?<lead>[\s(（[［【{｛*_~`¿¡]*)(?<text>.*?)(?<trail>[\s)）\]］】}｝*_~`.。．?？؟!！…⋯:：।۔։።။។]*)$/su;

/** Each sign as a script or language writes it. */
const forms: readonly (readonly [signs: RegExp, of: Readonly<Record<string, string>>])[] = [
  [/\.{3,}|…+|⋯+|。{2,}/gu, { '': '…', Hans: '……', Hant: '……' }],
  [
    /[?？؟]/gu,
    { '': '?', ...wide('？'), fra: '\u202f?', Arab: '؟', ell: ';', Armn: '՞', Ethi: '?' },
  ],
  [/[!！]/gu, { '': '!', ...wide('！'), fra: '\u202f!', Armn: '՜' }],
  [/[:：]/gu, { '': ':', ...wide('：'), fra: '\u00a0:' }],
  [
    /[.。．।۔։።။។]/gu,
    {
      ...{ '': '.', ...wide('。'), Deva: '।', Beng: '।', Guru: '।', Orya: '।' },
      ...{ urd: '۔', Armn: '։', Ethi: '።', Mymr: '။', Khmr: '។' },
    },
  ],
];

function wide(sign: string) {
  return { Hans: sign, Hant: sign, Jpan: sign };
}

function inForm(signs: string, { code, script }: CheckInput['to']): string {
  return forms.reduce(
    (text, [sign, of]) => text.replace(sign, of[code] ?? of[script] ?? of[''] ?? '$&'),
    signs,
  );
}

function parts(text: string) {
  const { lead = '', text: inner = '', trail = '' } = edges.exec(text)?.groups ?? {};
  return { lead, inner, trail };
}

/** A translation with the marks at the ends of its source, likeliest first; which of them will do is to be checked. */
export function restoreMarks(input: CheckInput): readonly string[] {
  const [source, target] = [parts(input.source.trim()), parts(input.target.trim())];
  const trail = inForm(source.trail, input.to);
  const opening = input.to.code === 'spa' && trail.includes('?') ? '¿' : '';
  const lead = opening + inForm(source.lead, input.to);
  return [
    target.lead + target.inner + trail,
    lead + target.inner + target.trail,
    lead + target.inner + trail,
  ];
}
