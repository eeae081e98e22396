import type { Bytes } from '../bytes';
import { MAX_PIECE_LENGTH, MAX_PIECES } from './limits';
import { checkpointError } from './problems';
import { readMessage } from './protobuf';

export const TOKENIZER_MODEL = 'tokenizer.model';

/** What a piece is, as `SentencePiece.Type` numbers it. */
export const pieceType = { unknown: 2, control: 3, userDefined: 4, byte: 6 } as const;

/** A token; its id is its place. */
export interface Piece {
  readonly text: string;
  readonly score: number;
  readonly type: number;
}

/** A model of SentencePiece that merges pairs, falls back to bytes and has no rules besides. */
export interface SentencePieceModel {
  readonly pieces: readonly Piece[];
  /** The piece that begins a text. */
  readonly bos: string | undefined;
}

/**
 * Reads a tokenizer.model.
 *
 * Schema: https://github.com/google/sentencepiece/blob/master/src/sentencepiece_model.proto
 *
 * @throws AppError `checkpoint-invalid`: tokenizer-model-malformed; `checkpoint-unsupported`:
 *   tokenizer-tiktoken, tokenizer-kind.
 */
export function readModel(bytes: Bytes): SentencePieceModel {
  refuseTiktoken(bytes);
  const { pieces, trainer, normalizer } = parse(bytes);
  const needed = [
    ['model_type', numberOf(trainer, 3, 1) === 2],
    ['byte_fallback', pieces.filter(({ type }) => type === pieceType.byte).length === 256],
    ['treat_whitespace_as_suffix', numberOf(trainer, 24, 0) === 0],
    ['precompiled_charsmap', lengthOf(normalizer, 2) === 0],
    ['add_dummy_prefix', numberOf(normalizer, 3, 1) === 1],
    ['remove_extra_whitespaces', numberOf(normalizer, 4, 1) === 0],
    ['escape_whitespaces', numberOf(normalizer, 5, 1) === 1],
  ] as const;
  const field = needed.find(([, isSo]) => !isSo)?.[0];
  if (field !== undefined)
    throw checkpointError('tokenizer-kind', { file: TOKENIZER_MODEL, field });
  const bos = pieces[numberOf(trainer, 41, 1)];
  return { pieces, bos: bos?.type === pieceType.control ? bos.text : undefined };
}

/** A line of tiktoken is a token in base64, and its rank. */
function refuseTiktoken(bytes: Bytes): void {
  const opening = new TextDecoder('latin1').decode(bytes.subarray(0, 100));
  if (/^[A-Za-z\d+/]+=* \d+\r?\n/.test(opening)) {
    throw checkpointError('tokenizer-tiktoken', { file: TOKENIZER_MODEL });
  }
}

/** The last value of each field of a message, which is the one that counts. */
type Values = ReadonlyMap<number, number | Bytes>;

function parse(bytes: Bytes): { pieces: readonly Piece[]; trainer: Values; normalizer: Values } {
  const malformed = (actual: unknown) =>
    checkpointError('tokenizer-model-malformed', { file: TOKENIZER_MODEL, actual });
  const pieces: Piece[] = [];
  const specs = new Map<number, Bytes>();
  let trainer: Values;
  let normalizer: Values;
  try {
    for (const { id, value } of readMessage(bytes)) {
      if (typeof value === 'number') continue;
      if (id === 1 && pieces.length <= MAX_PIECES) pieces.push(parsePiece(value));
      else specs.set(id, value);
    }
    trainer = valuesOf(specs.get(2));
    normalizer = valuesOf(specs.get(3));
  } catch (cause) {
    throw malformed(cause instanceof Error ? cause.message : String(cause));
  }
  const texts = new Set(pieces.map(({ text }) => text));
  if (texts.size < pieces.length) throw malformed('two pieces of one text');
  if (pieces.length === 0 || pieces.length > MAX_PIECES) throw malformed(`${pieces.length} pieces`);
  return { pieces, trainer, normalizer };
}

function parsePiece(bytes: Bytes): Piece {
  const values = valuesOf(bytes);
  const text = values.get(1);
  if (!(text instanceof Uint8Array) || text.length === 0 || text.length > MAX_PIECE_LENGTH) {
    throw new RangeError('a piece without a text, or with a long one');
  }
  return {
    text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(text),
    score: numberOf(values, 2, 0),
    type: numberOf(values, 3, 1),
  };
}

function valuesOf(message: Bytes | undefined): Values {
  const fields = message === undefined ? [] : [...readMessage(message)];
  return new Map(fields.map(({ id, value }) => [id, value]));
}

function numberOf(values: Values, id: number, standard: number): number {
  const value = values.get(id);
  return typeof value === 'number' ? value : standard;
}

function lengthOf(values: Values, id: number): number {
  const value = values.get(id);
  return value instanceof Uint8Array ? value.length : 0;
}
