import type { Bytes } from '../bytes';
import { pieceType, readModel, type Piece } from './sentencepiece';

const SPACE = '\u2581';

/**
 * The bytes of a tokenizer.json that gives the same tokens as a tokenizer.model, in the form in which Llama
 * 2's was published.
 *
 * @param added Tokens that were added to it, with their ids: what added_tokens.json has.
 * @throws AppError: see `readModel`.
 */
export function convertTokenizer(model: Bytes, added: ReadonlyMap<string, number>): Bytes {
  const { pieces, bos } = readModel(model);
  const ids = new Map(pieces.map(({ text }, id) => [text, id]));
  const unknown = pieces.find(({ type }) => type === pieceType.unknown)?.text;
  const tokenizer = {
    ...{ version: '1.0', truncation: null, padding: null },
    added_tokens: listAdded(pieces, added),
    normalizer: {
      type: 'Sequence',
      normalizers: [
        { type: 'Prepend', prepend: SPACE },
        { type: 'Replace', pattern: { String: ' ' }, content: SPACE },
      ],
    },
    pre_tokenizer: null,
    post_processor: bos === undefined ? null : beginWith(bos, ids.get(bos)),
    decoder: {
      type: 'Sequence',
      decoders: [
        { type: 'Replace', pattern: { String: SPACE }, content: ' ' },
        { type: 'ByteFallback' },
        { type: 'Fuse' },
        { type: 'Strip', content: ' ', start: 1, stop: 0 },
      ],
    },
    model: {
      ...{ type: 'BPE', dropout: null, unk_token: unknown ?? null },
      ...{ continuing_subword_prefix: null, end_of_word_suffix: null },
      ...{ fuse_unk: true, byte_fallback: true },
      vocab: Object.fromEntries(ids),
      merges: listMerges(pieces, ids),
    },
  };
  return new TextEncoder().encode(JSON.stringify(tokenizer));
}

/** The tokens that a text is searched for before anything is merged. */
function listAdded(pieces: readonly Piece[], added: ReadonlyMap<string, number>): object[] {
  const { unknown, control, userDefined } = pieceType;
  const describe = (content: string, id: number, special: boolean) => {
    const flags = { single_word: false, lstrip: false, rstrip: false, normalized: false };
    return { id, content, ...flags, special };
  };
  const own = pieces.flatMap(({ text, type }, id) =>
    type === unknown || type === control || type === userDefined
      ? [describe(text, id, type !== userDefined)]
      : [],
  );
  const known = new Set(pieces.map(({ text }) => text));
  const more = [...added]
    .filter(([text]) => !known.has(text))
    .map(([text, id]) => describe(text, id, true));
  return [...own, ...more.sort((a, b) => a.id - b.id)];
}

interface Merge {
  readonly pair: string;
  readonly score: number;
  readonly left: number;
  readonly right: number;
}

/**
 * SentencePiece merges whichever neighbours make the piece of the best score; tokenizer.json lists the pairs
 * from which a piece can be made, the best first. Runs of spaces share one score, and stay in the order of the
 * pieces: what was published for Llama 2 has them in another, and cuts long runs otherwise than SentencePiece.
 */
function listMerges(pieces: readonly Piece[], ids: ReadonlyMap<string, number>): string[] {
  const merges = pieces.flatMap(({ text, score }) => {
    const splits: Merge[] = [];
    let at = 0;
    for (const character of text) {
      at += character.length;
      const [left, right] = [ids.get(text.slice(0, at)), ids.get(text.slice(at))];
      if (left === undefined || right === undefined) continue;
      splits.push({ pair: `${text.slice(0, at)} ${text.slice(at)}`, score, left, right });
    }
    return splits.sort((a, b) => a.left - b.left || a.right - b.right);
  });
  return merges.sort((a, b) => b.score - a.score).map(({ pair }) => pair);
}

/** The post-processor that puts one token in front. */
function beginWith(token: string, id: number | undefined): object {
  const start = (type: number) => ({ SpecialToken: { id: token, type_id: type } });
  const text = (name: string, type: number) => ({ Sequence: { id: name, type_id: type } });
  return {
    type: 'TemplateProcessing',
    single: [start(0), text('A', 0)],
    pair: [start(0), text('A', 0), start(1), text('B', 1)],
    special_tokens: { [token]: { id: token, ids: [id], tokens: [token] } },
  };
}
