import type { Bytes } from '../bytes';
import type { SourceFiles } from '../files';
import { missingError } from './content';
import { convertTokenizer } from './convertTokenizer';
import { unboundedExpression } from './expressions';
import { isCount, isObject, parseJson, type JsonObject } from './json';
import { MAX_CONFIG_BYTES, MAX_TOKENIZER_BYTES, MAX_TOKENIZER_MODEL_BYTES } from './limits';
import { checkpointError } from './problems';
import { readText } from './reader';
import { TOKENIZER_MODEL } from './sentencepiece';

/** The tokenizer of a checkpoint. */
export interface Tokenizer {
  /** tokenizer.json, which a package takes over as it is. */
  readonly bytes: Bytes;
  /** How tokens stand for bytes: as in GPT-2 and Llama 3, or as in SentencePiece and Llama 2. */
  readonly method: 'byte_level' | 'byte_fallback';
}

/** How a tokenizer is read that does not fit its model. */
export interface TokenizerOptions {
  /** Leaves out added tokens without a row, which could never be read; left out, they are refused. */
  readonly dropTokens?: boolean;
}

export const TOKENIZER = 'tokenizer.json';
const ADDED = 'added_tokens.json';

/**
 * The tokenizer of a folder: tokenizer.json, or else tokenizer.model with added_tokens.json, converted.
 *
 * @param vocabulary Rows of the embedding.
 * @throws AppError: see {@link parseTokenizer} and `convertTokenizer`; file-missing if there is neither.
 */
export async function readTokenizer(
  files: SourceFiles,
  vocabulary: number,
  options: TokenizerOptions = {},
): Promise<Tokenizer> {
  const json = await readText(files, TOKENIZER, MAX_TOKENIZER_BYTES);
  if (json !== undefined) return parseTokenizer(json, vocabulary, options);
  const model = await readText(files, TOKENIZER_MODEL, MAX_TOKENIZER_MODEL_BYTES);
  if (model === undefined) throw await missingError(files, TOKENIZER);
  const added = parseAdded(await readText(files, ADDED, MAX_CONFIG_BYTES));
  return parseTokenizer(convertTokenizer(model, added), vocabulary, options);
}

/** From token to id. */
function parseAdded(bytes: Bytes | undefined): ReadonlyMap<string, number> {
  const value = bytes === undefined ? {} : parseJson(bytes, ADDED);
  if (isObject(value) && Object.values(value).every(isCount)) {
    return new Map(Object.entries(value as Readonly<Record<string, number>>));
  }
  throw checkpointError('tokenizer-malformed', { file: ADDED });
}

/**
 * Checks that there is a row of the embedding for every token.
 *
 * @param vocabulary Rows of the embedding.
 * @throws AppError `checkpoint-invalid`: tokenizer-malformed, tokenizer-too-large, tokens-without-rows (which
 *   {@link TokenizerOptions} can mend), or of the JSON; `checkpoint-unsupported`: tokenizer-expression.
 */
export function parseTokenizer(
  bytes: Bytes,
  vocabulary: number,
  { dropTokens = false }: TokenizerOptions = {},
): Tokenizer {
  const tokenizer = parseJson(bytes, TOKENIZER);
  const malformed = (field: string) =>
    checkpointError('tokenizer-malformed', { file: TOKENIZER, field });
  if (!isObject(tokenizer) || !isObject(tokenizer['model'])) throw malformed('model');
  const { vocab, byte_fallback: byteFallback } = tokenizer['model'];
  const ids: readonly unknown[] = isObject(vocab) ? Object.values(vocab) : [];
  if (ids.length === 0 || !ids.every(isCount)) throw malformed('model.vocab');
  const added: unknown = tokenizer['added_tokens'] ?? [];
  if (!Array.isArray(added) || !added.every(isAdded)) throw malformed('added_tokens');
  const expression = unboundedExpression(tokenizer);
  if (expression !== undefined) {
    throw checkpointError('tokenizer-expression', { file: TOKENIZER, actual: expression });
  }
  // A token without a row of its own would be read from beyond the embedding.
  const size = ids.reduce((highest, id) => Math.max(highest, id), 0) + 1;
  if (size > vocabulary) {
    const place = { file: TOKENIZER, expected: vocabulary, actual: size };
    throw checkpointError('tokenizer-too-large', place);
  }
  const beyond = added.filter(({ id }) => id >= vocabulary);
  if (beyond.length > 0 && !dropTokens) {
    const place = { file: TOKENIZER, expected: vocabulary, actual: beyond.map(nameOf) };
    throw checkpointError('tokens-without-rows', place);
  }
  const kept = added.filter(({ id }) => id < vocabulary);
  return {
    bytes: beyond.length === 0 ? bytes : encode({ ...tokenizer, added_tokens: kept }),
    method: byteFallback === true ? 'byte_fallback' : 'byte_level',
  };
}

function isAdded(token: unknown): token is JsonObject & { readonly id: number } {
  return isObject(token) && isCount(token['id']);
}

function nameOf({ content, id }: JsonObject): unknown {
  return content ?? id;
}

function encode(value: unknown): Bytes {
  return new TextEncoder().encode(JSON.stringify(value));
}
