/*
 * ISO 15919. Unicode lays out these blocks alike, after ISCII: one table by the place in the block serves them all.
 */
const FIRST = 0x900;
const END = 0xd80;
const SIZE = 0x80;
const NUKTA = 0x3c;
const VIRAMA = 0x4d;

/** From a place on, one after another; "-" for none. */
function places(first: number, latin: string): readonly (readonly [number, string])[] {
  return latin.split(' ').flatMap((letter, at) => (letter === '-' ? [] : [[first + at, letter]]));
}

const vowels = new Map([
  ...places(0x05, 'a ā i ī u ū r̥ l̥ ê e ē ai ô o ō au'),
  ...places(0x60, 'r̥̄ l̥̄'),
]);
const signs = new Map(places(0x3e, 'ā i ī u ū r̥ r̥̄ ê e ē ai ô o ō au'));
const consonants = new Map([
  ...places(
    0x15,
    'k kh g gh ṅ c ch j jh ñ ṭ ṭh ḍ ḍh ṇ t th d dh n ṉ p ph b bh m y r ṟ l ḷ ḻ v ś ṣ s h',
  ),
  ...places(0x58, 'q k͟h ġ z ṛ ṛh f ẏ'),
]);
const others = new Map([
  ...places(0x01, 'm̐ ṁ ḥ'),
  [0x3d, '’'] as const,
  // The t of Bengali and the last letters of Malayalam that carry no vowel.
  [0x4e, 't'] as const,
  ...places(0x64, '. .'),
  ...places(0x66, '0 1 2 3 4 5 6 7 8 9'),
  [0x70, 'ṁ'] as const,
  ...places(0x7a, 'ṇ n r l ḷ k'),
]);

/** With the dot below, a letter stands for another sound. */
const dotted: Readonly<Record<string, string>> = {
  ...{ k: 'q', kh: 'k͟h', g: 'ġ', j: 'z', ḍ: 'ṛ', ḍh: 'ṛh', ph: 'f', y: 'ẏ', s: 'ś', l: 'ḷ' },
};

/** Where in its block a letter stands; -1 for one of another writing. */
function placeOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  return code >= FIRST && code < END ? code % SIZE : -1;
}

/** Every letter as it is written: a reader of Hindi leaves out some "a" that stand here. */
export function writeIndic(text: string): string {
  let written = '';
  // A consonant carries an "a" unless a sign follows.
  let open = false;
  const close = () => {
    if (open) written += 'a';
    open = false;
  };
  // Composed, a vowel around its consonant is one sign; letters with a dot stay apart from it even so.
  for (const character of text.normalize('NFC').replace(/[\u200c\u200d]/g, '')) {
    const place = placeOf(character);
    const sign = signs.get(place);
    const consonant = consonants.get(place);
    if (place === VIRAMA) open = false;
    else if (place === NUKTA) {
      written = written.replace(/(k͟h|ḍh|kh|ph|[a-zḍ])$/u, (before) => dotted[before] ?? before);
    } else if (sign !== undefined) {
      open = false;
      written += sign;
    } else {
      close();
      written += consonant ?? vowels.get(place) ?? others.get(place) ?? character;
      open = consonant !== undefined;
    }
  }
  close();
  return written.normalize('NFC');
}
