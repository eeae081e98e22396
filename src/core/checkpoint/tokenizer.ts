import type { Bytes } from '../bytes';
import { isCount, isObject, parseJson } from './json';
import { checkpointError } from './problems';

/** The tokenizer of a checkpoint. */
export interface Tokenizer {
  /** tokenizer.json, which a package takes over as it is. */
  readonly bytes: Bytes;
  /** How tokens stand for bytes: as in GPT-2 and Llama 3, or as in SentencePiece and Llama 2. */
  readonly method: 'byte_level' | 'byte_fallback';
}

export const TOKENIZER = 'tokenizer.json';

/**
 * Checks that there is a row of the embedding for every token.
 *
 * @param vocabulary Rows of the embedding.
 * @throws AppError `checkpoint-invalid`: tokenizer-malformed, tokenizer-too-large, or of the JSON.
 */
export function parseTokenizer(bytes: Bytes, vocabulary: number): Tokenizer {
  const tokenizer = parseJson(bytes, TOKENIZER);
  const malformed = (field: string) =>
    checkpointError('tokenizer-malformed', { file: TOKENIZER, field });
  if (!isObject(tokenizer) || !isObject(tokenizer['model'])) throw malformed('model');
  const { vocab, byte_fallback: byteFallback } = tokenizer['model'];
  const ids: readonly unknown[] = isObject(vocab) ? Object.values(vocab) : [];
  if (ids.length === 0 || !ids.every(isCount)) throw malformed('model.vocab');
  const added = tokenizer['added_tokens'] ?? [];
  if (!Array.isArray(added)) throw malformed('added_tokens');
  const addedIds = added.map((token: unknown) => (isObject(token) ? token['id'] : undefined));
  if (!addedIds.every(isCount)) throw malformed('added_tokens');
  // A token without a row of its own would be read from beyond the embedding.
  const size = [...ids, ...addedIds].reduce((highest, id) => Math.max(highest, id), 0) + 1;
  if (size > vocabulary) {
    throw checkpointError('tokenizer-too-large', {
      file: TOKENIZER,
      expected: vocabulary,
      actual: size,
    });
  }
  return { bytes, method: byteFallback === true ? 'byte_fallback' : 'byte_level' };
}
