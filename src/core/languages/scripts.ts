/** Blocks of code points, by the writing that a language of ours uses them in. */
const blocks: readonly (readonly [string, RegExp])[] = [
  ['Latn', /\p{Script=Latin}/u],
  ['Cyrl', /\p{Script=Cyrillic}/u],
  ['Arab', /\p{Script=Arabic}/u],
  ['Deva', /\p{Script=Devanagari}/u],
  ['Beng', /\p{Script=Bengali}/u],
  ['Hani', /\p{Script=Han}/u],
  ['Jpan', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['Kore', /\p{Script=Hangul}/u],
  ['Grek', /\p{Script=Greek}/u],
  ['Hebr', /\p{Script=Hebrew}/u],
  ['Thai', /\p{Script=Thai}/u],
  ['Laoo', /\p{Script=Lao}/u],
  ['Khmr', /\p{Script=Khmer}/u],
  ['Mymr', /\p{Script=Myanmar}/u],
  ['Geor', /\p{Script=Georgian}/u],
  ['Armn', /\p{Script=Armenian}/u],
  ['Ethi', /\p{Script=Ethiopic}/u],
  ['Taml', /\p{Script=Tamil}/u],
  ['Telu', /\p{Script=Telugu}/u],
  ['Knda', /\p{Script=Kannada}/u],
  ['Mlym', /\p{Script=Malayalam}/u],
  ['Gujr', /\p{Script=Gujarati}/u],
  ['Guru', /\p{Script=Gurmukhi}/u],
  ['Orya', /\p{Script=Oriya}/u],
];

const letter = /\p{L}/u;
const isDense = new Set(['Hani', 'Jpan', 'Kore']);

function scriptOf(character: string): string {
  return blocks.find(([, block]) => block.test(character))?.[0] ?? 'Zyyy';
}

/**
 * Beside other scripts, Latin words with a capital are mostly names: "Windows", "Visual Studio". Of their
 * letters this share counts.
 */
const NAME = 1 / 3;
const capitalised = /(?<![\p{L}\p{M}\p{N}])(?=\p{Lu})\p{Script=Latin}+/gu;

/** The script that most of a text is written in. */
export interface Writing {
  /**
   * ISO 15924: as in the language table, or `Hani` for ideographs that may be Chinese or Japanese,
   * or `Zyyy` for a script of none of our languages.
   */
  readonly script: string;
  /** Share of the letters that are in it: 0 to 1. */
  readonly share: number;
}

/** The script that most of a text is written in; undefined when it has no letter. */
export function dominantScript(text: string): Writing | undefined {
  const weights = new Map<string, number>();
  for (const character of text) {
    if (!letter.test(character)) continue;
    const script = scriptOf(character);
    // One ideograph says as much as a short word.
    const weight = isDense.has(script) ? 2.5 : 1;
    weights.set(script, (weights.get(script) ?? 0) + weight);
  }
  if (weights.size === 0) return undefined;
  const latin = weights.get('Latn') ?? 0;
  if (latin > 0 && weights.size > 1) {
    const inNames = (text.match(capitalised) ?? []).join('').length;
    weights.set('Latn', latin - (1 - NAME) * inNames);
  }
  const total = [...weights.values()].reduce((a, b) => a + b, 0);
  // Japanese mixes ideographs with kana, Chinese has none.
  const kana = weights.get('Jpan') ?? 0;
  if (kana > 0) {
    weights.set('Jpan', kana + (weights.get('Hani') ?? 0));
    weights.delete('Hani');
  }
  const [script, weight] = [...weights].reduce((a, b) => (b[1] > a[1] ? b : a));
  return { script, share: weight / total };
}
