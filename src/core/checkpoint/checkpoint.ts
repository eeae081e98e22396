import { parseConfig, type LlamaConfig } from './config';
import { isCount, isObject, parseJson } from './json';
import { MAX_CONFIG_BYTES, MAX_TOKENIZER_BYTES } from './limits';
import { planTensors, type PlannedTensor } from './plan';
import { checkpointError } from './problems';
import type { SourceFiles } from '../files';
import { readText } from './reader';
import { readTensors } from './shards';

/** A checkpoint whose structure has been checked; its weights have not been read yet. */
export interface Checkpoint {
  readonly config: LlamaConfig;
  readonly plan: readonly PlannedTensor[];
  readonly tokenizer: Tokenizer;
}

export interface Tokenizer {
  /** tokenizer.json, which a package takes over as it is. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** How tokens stand for bytes: as in GPT-2 and Llama 3, or as in SentencePiece and Llama 2. */
  readonly method: 'byte_level' | 'byte_fallback';
}

/**
 * Opens a checkpoint in the layout of Hugging Face: `config.json`, `tokenizer.json`, optionally
 * `generation_config.json`, and `model.safetensors` or its parts with an index.
 *
 * @throws AppError `checkpoint-invalid`, `checkpoint-unsupported`, or what reading throws.
 */
export async function openCheckpoint(files: SourceFiles): Promise<Checkpoint> {
  const config = parseConfig(
    await readNeeded(files, 'config.json', MAX_CONFIG_BYTES),
    await readText(files, 'generation_config.json', MAX_CONFIG_BYTES),
  );
  const tokenizer = parseTokenizer(
    await readNeeded(files, TOKENIZER, MAX_TOKENIZER_BYTES),
    config.shape.vocabulary,
  );
  return { config, plan: planTensors(config, await readTensors(files)), tokenizer };
}

const TOKENIZER = 'tokenizer.json';

async function readNeeded(
  files: SourceFiles,
  file: string,
  limit: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await readText(files, file, limit);
  if (bytes === undefined) throw checkpointError('file-missing', { file });
  return bytes;
}

function parseTokenizer(bytes: Uint8Array<ArrayBuffer>, vocabulary: number): Tokenizer {
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
  // A token that the model has no row for would be read from beyond the embedding.
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
