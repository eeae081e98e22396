interface Node {
  /** Keyed by the token before those that lead here. */
  readonly before: Map<number, Node>;
  /** The tokens that complete a word after those that lead here. */
  readonly completing: Set<number>;
}

/** Tells which tokens would complete a forbidden word. */
export class ForbiddenWords {
  /** The words without their last tokens, read backwards. */
  readonly #root: Node = newNode();

  /** @param words All the tokenizations of all the words. Those without tokens forbid nothing. */
  constructor(words: Iterable<readonly number[]>) {
    for (const word of words) {
      const last = word.at(-1);
      if (last === undefined) continue;
      let node = this.#root;
      for (const token of word.slice(0, -1).reverse()) {
        const next = node.before.get(token) ?? newNode();
        node.before.set(token, next);
        node = next;
      }
      node.completing.add(last);
    }
  }

  /**
   * The tokens that may not come next, each once. Takes as many steps as the longest word has
   * tokens, whatever the number of words.
   *
   * @param generated The answer so far.
   */
  banned(generated: readonly number[]): readonly number[] {
    const found = [...this.#root.completing];
    let node = this.#root.before.get(generated.at(-1) ?? NaN);
    for (let at = generated.length - 2; node !== undefined; at--) {
      found.push(...node.completing);
      node = node.before.get(generated[at] ?? NaN);
    }
    return [...new Set(found)];
  }
}

type Encode = (text: string) => readonly number[];

/** What may stand before a word: nothing, or a space. */
const spaces: readonly string[] = ['', ' '];
/** And signs that tokenizers join to the letters after them. */
const openings: readonly string[] = [...spaces, '(', '"', "'", '“', '‘', '«', '-', '_'];
/** Most tokens of a word that is written in other tokens than the tokenizer would use. */
const MOST_PIECES = 4;
/** Most characters of a token, to spare the tokenizer what can hardly be one. */
const LONGEST_PIECE = 16;
/**
 * None of our tokenizers joins a line break to a letter or a space after it. Llama 2's puts a space in front
 * of each text, which then stands before the line break.
 */
export const ANCHOR = '\n';

/**
 * The tokenizations of a word after a space and right after something else, each once.
 *
 * @param encode Tokenizes a text by itself.
 */
export function tokenVariants(word: string, encode: Encode): readonly (readonly number[])[] {
  const text = word.trim();
  return text === '' ? [] : distinct(spaces.map((lead) => encodeInside(lead + text, encode)));
}

/**
 * The tokenizations to forbid for a word: in small and capital letters, after anything that may stand before
 * it, and in pieces with which a model could get around the usual tokens. Longer words that contain it are
 * forbidden as well if their tokens begin or end as the word's do.
 *
 * @param encode Tokenizes a text by itself.
 */
export function forbiddenVariants(word: string, encode: Encode): readonly (readonly number[])[] {
  const text = word.trim();
  if (text === '') return [];
  const written = spellings(text);
  return distinct([
    ...written.flatMap((each) => openings.map((lead) => encodeInside(lead + each, encode))),
    ...written.flatMap((each) => spaces.flatMap((lead) => inPieces(lead + each, encode))),
  ]);
}

/** As written, in small letters, in capitals, and with a capital first letter. */
function spellings(word: string): readonly string[] {
  const [first = '', ...rest] = word;
  const small = word.toLowerCase();
  const capitalised = first.toUpperCase() + rest.join('');
  return [...new Set([word, small, word.toUpperCase(), capitalised])];
}

/** The tokens of a text inside another. */
function encodeInside(text: string, encode: Encode): readonly number[] {
  const anchor = encode(ANCHOR);
  const tokens = encode(ANCHOR + text);
  const isApart = anchor.every((token, i) => tokens[i] === token);
  return isApart ? tokens.slice(anchor.length) : encode(text);
}

/** All ways to put a text together from tokens, up to a number of these. */
function inPieces(text: string, encode: Encode): readonly (readonly number[])[] {
  const characters = Array.from(text);
  const known = new Map<string, number | undefined>();
  const tokenOf = (piece: string) => {
    if (!known.has(piece)) {
      const tokens = encodeInside(piece, encode);
      known.set(piece, tokens.length === 1 ? tokens[0] : undefined);
    }
    return known.get(piece);
  };
  const from = (start: number, pieces: number): readonly (readonly number[])[] => {
    if (start === characters.length) return [[]];
    if (pieces === 0) return [];
    return characters.slice(start, start + LONGEST_PIECE).flatMap((_, i) => {
      const token = tokenOf(characters.slice(start, start + i + 1).join(''));
      if (token === undefined) return [];
      return from(start + i + 1, pieces - 1).map((rest) => [token, ...rest]);
    });
  };
  return from(0, MOST_PIECES);
}

function distinct(sequences: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const filled = sequences.filter(({ length }) => length > 0);
  return [...new Map(filled.map((tokens) => [tokens.join(), tokens])).values()];
}

function newNode(): Node {
  return { before: new Map(), completing: new Set() };
}
