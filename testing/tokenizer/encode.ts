/** The parts of a tokenizer.json of Llama 2's kind that decide about tokens. */
interface Described {
  readonly added_tokens: readonly { readonly id: number; readonly content: string }[];
  readonly model: {
    readonly vocab: Readonly<Record<string, number>>;
    readonly merges: readonly string[];
  };
}

/** Encodes as Hugging Face's tokenizers do with a tokenizer.json of Llama 2's kind, slowly and plainly. */
export function createEncoder({
  added_tokens: added,
  model,
}: Described): (text: string) => number[] {
  const vocabulary = new Map(Object.entries(model.vocab));
  const ranks = new Map(model.merges.map((pair, rank) => [pair, rank]));
  const specials = new Map(added.map(({ content, id }) => [content, id]));
  const longest = [...specials.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(`(${longest.map(escape).join('|')})`);
  return (text) =>
    text.split(pattern).flatMap((part) => {
      const special = specials.get(part);
      if (special !== undefined) return [special];
      if (part === '') return [];
      const letters = Array.from(`\u2581${part.replaceAll(' ', '\u2581')}`);
      return merge(
        letters.flatMap((letter) => spell(letter, vocabulary)),
        ranks,
      ).map((token) => vocabulary.get(token)!);
    });
}

/** A letter that has no token is spelled in bytes. */
function spell(letter: string, vocabulary: ReadonlyMap<string, number>): string[] {
  if (vocabulary.has(letter)) return [letter];
  const bytes = [...new TextEncoder().encode(letter)];
  return bytes.map((byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`);
}

/** Joins the neighbours of the lowest rank, the leftmost first, until none has a rank. */
function merge(tokens: string[], ranks: ReadonlyMap<string, number>): string[] {
  for (;;) {
    const found = tokens.map(
      (token, i) => ranks.get(`${token} ${tokens[i + 1] ?? ''}`) ?? Infinity,
    );
    const best = Math.min(...found);
    if (best === Infinity) return tokens;
    const at = found.indexOf(best);
    tokens.splice(at, 2, tokens[at]! + tokens[at + 1]!);
  }
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
