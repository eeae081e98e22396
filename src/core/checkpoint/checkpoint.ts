import type { SourceFiles } from '../files';
import { CONFIG, GENERATION, parseConfig, type LlamaConfig } from './config';
import { missingError } from './content';
import { MAX_CONFIG_BYTES } from './limits';
import { planTensors, type PlannedTensor } from './plan';
import { readText } from './reader';
import { readTensors } from './shards';
import { readTokenizer, type Tokenizer, type TokenizerOptions } from './tokenizer';

/** A checkpoint whose structure has been checked; its weights have not been read yet. */
export interface Checkpoint {
  readonly config: LlamaConfig;
  readonly plan: readonly PlannedTensor[];
  readonly tokenizer: Tokenizer;
}

/**
 * Opens a checkpoint in the layout of Hugging Face: `config.json`, `tokenizer.json` or `tokenizer.model`,
 * optionally `generation_config.json`, and `model.safetensors` or its parts with an index.
 *
 * @throws AppError `checkpoint-invalid`, `checkpoint-unsupported`, or what reading throws.
 */
export async function openCheckpoint(
  files: SourceFiles,
  options: TokenizerOptions = {},
): Promise<Checkpoint> {
  const text = await readText(files, CONFIG, MAX_CONFIG_BYTES);
  if (text === undefined) throw await missingError(files, CONFIG);
  const config = parseConfig(text, await readText(files, GENERATION, MAX_CONFIG_BYTES));
  const tokenizer = await readTokenizer(files, config.shape.vocabulary, options);
  return { config, plan: planTensors(config, await readTensors(files)), tokenizer };
}
