import type { Bytes } from '../bytes';
import { parseConfig, type LlamaConfig } from './config';
import { MAX_CONFIG_BYTES, MAX_TOKENIZER_BYTES } from './limits';
import { planTensors, type PlannedTensor } from './plan';
import { checkpointError } from './problems';
import type { SourceFiles } from '../files';
import { readText } from './reader';
import { readTensors } from './shards';
import { parseTokenizer, TOKENIZER, type Tokenizer } from './tokenizer';

/** A checkpoint whose structure has been checked; its weights have not been read yet. */
export interface Checkpoint {
  readonly config: LlamaConfig;
  readonly plan: readonly PlannedTensor[];
  readonly tokenizer: Tokenizer;
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

async function readNeeded(files: SourceFiles, file: string, limit: number): Promise<Bytes> {
  const bytes = await readText(files, file, limit);
  if (bytes === undefined) throw checkpointError('file-missing', { file });
  return bytes;
}
