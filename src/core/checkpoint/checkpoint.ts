import { parseConfig, type LlamaConfig } from './config';
import { isCount, isObject, parseJson } from './json';
import { MAX_CONFIG_BYTES, MAX_TOKENIZER_BYTES } from './limits';
import { planTensors, type PlannedTensor } from './plan';
import { checkpointError } from './problems';
import { readText, type CheckpointFiles } from './reader';
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
export async function openCheckpoint(files: CheckpointFiles): Promise<Checkpoint> {
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
  files: CheckpointFiles,
  file: string,
  limit: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await readText(files, file, limit);
  if (bytes === undefined) throw checkpointError('file-missing', { file });
  return bytes;
}

function parseTokenizer(bytes: Uint8Array<ArrayBuffer>, vocabulary: number): Tokenizer {
  const tokenizer = parseJson(bytes, TOKENIZER);
  const model = isObject(tokenizer) ? tokenizer['model'] : undefined;
  const ids = isObject(model) && isObject(model['vocab']) ? Object.values(model['vocab']) : [];
  if (!isObject(model) || ids.length === 0 || !ids.every(isCount)) {
    throw checkpointError('tokenizer-malformed', { file: TOKENIZER, field: 'model.vocab' });
  }
  // A token that the model has no row for would be read from beyond the embedding.
  const size = ids.reduce((highest, id) => Math.max(highest, id), 0) + 1;
  if (size > vocabulary) {
    throw checkpointError('tokenizer-too-large', {
      file: TOKENIZER,
      expected: vocabulary,
      actual: size,
    });
  }
  return { bytes, method: model['byte_fallback'] === true ? 'byte_fallback' : 'byte_level' };
}
