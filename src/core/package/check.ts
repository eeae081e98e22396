import type { Bytes } from '../bytes';
import type { Quantization } from '../catalog';
import { isObject, parseJson, type JsonObject } from '../checkpoint/json';
import { MAX_TOKENIZER_BYTES } from '../checkpoint/limits';
import { parametersOf, type ParameterShape } from '../checkpoint/parameters';
import { shorten } from '../checkpoint/problems';
import { parseTokenizer, TOKENIZER } from '../checkpoint/tokenizer';
import { AppError } from '../errors';
import { scaleFormat } from '../quantize/format';
import { CHAT_CONFIG } from './chatConfig';
import { TENSOR_CACHE, toRecords } from './layout';
import { MAX_CHAT_CONFIG_BYTES, MAX_TENSOR_CACHE_BYTES } from './limits';
import type { PackageFile } from './manifest';
import { checkTensorCache, invalid } from './verify';

/** What a package is to be. */
export interface Wanted {
  readonly shape: ParameterShape;
  readonly quantization: Quantization;
}

/** The files that describe a package, each with its limit in bytes. All others hold weights. */
const limits: Readonly<Record<string, number>> = {
  [TENSOR_CACHE]: MAX_TENSOR_CACHE_BYTES,
  [CHAT_CONFIG]: MAX_CHAT_CONFIG_BYTES,
  [TOKENIZER]: MAX_TOKENIZER_BYTES,
};

/** Whether a file is one that {@link checkPackage} reads. */
export function isDescription(path: string): boolean {
  return Object.hasOwn(limits, path);
}

/** @throws AppError `package-invalid`, when a file is missing that every package has, or is too large for its kind. */
export function checkFiles(files: readonly PackageFile[]): void {
  for (const [file, limit] of Object.entries(limits)) {
    const bytes = files.find(({ path }) => path === file)?.bytes;
    if (bytes === undefined) throw invalid('the file is missing', { file });
    if (bytes > limit) throw invalid('too large', { file });
  }
}

/**
 * Checks all of a package but its weights, which are numbers of any value: its tensors are those of a
 * converted checkpoint of this shape, every one of them lies within its file, and tokenizer and settings fit
 * them.
 *
 * @param read Gives the content of a file; its size and hash are already checked.
 * @throws AppError `package-invalid`, with the reason and the tensor or file.
 */
export async function checkPackage(
  { shape, quantization }: Wanted,
  files: readonly PackageFile[],
  read: (path: string) => Promise<Bytes>,
): Promise<void> {
  checkFiles(files);
  const found = checkTensorCache(await read(TENSOR_CACHE), files);
  const format = scaleFormat(quantization);
  for (const record of parametersOf(shape).flatMap((parameter) => toRecords(parameter, format))) {
    const { name: tensor, dtype } = record;
    const actual = found.get(tensor);
    if (actual?.dtype !== dtype || actual.shape.join() !== record.shape.join()) {
      throw invalid('the model needs the tensor in another shape, or in another dtype', { tensor });
    }
    found.delete(tensor);
  }
  for (const tensor of found.keys()) throw invalid('the model has no such tensor', { tensor });
  checkChatConfig(await read(CHAT_CONFIG), shape, quantization);
  checkTokenizer(await read(TOKENIZER), shape);
}

/** What web-llm goes by; the rest of the settings is ours, or of no effect. */
function checkChatConfig(bytes: Bytes, shape: ParameterShape, quantization: Quantization): void {
  const config = readObject(bytes, CHAT_CONFIG);
  const expected = {
    quantization,
    vocab_size: shape.vocabulary,
    tokenizer_files: [TOKENIZER],
    sliding_window_size: -1,
  };
  for (const [field, value] of Object.entries(expected)) {
    const actual = config[field];
    if (JSON.stringify(actual) === JSON.stringify(value)) continue;
    throw invalid('a field has another value', {
      file: CHAT_CONFIG,
      field,
      expected: value,
      actual,
    });
  }
  if (!isObject(config['conv_template'])) {
    throw invalid('a field is missing', { file: CHAT_CONFIG, field: 'conv_template' });
  }
}

function readObject(bytes: Bytes, file: string): JsonObject {
  try {
    const value = parseJson(bytes, file);
    if (isObject(value)) return value;
  } catch {
    // the same answer as for any other content that is no object
  }
  throw invalid('not a JSON object', { file });
}

function checkTokenizer(bytes: Bytes, { vocabulary }: ParameterShape): void {
  try {
    parseTokenizer(bytes, vocabulary);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { reason, field } = error.data;
    throw invalid(String(shorten(reason)), { file: TOKENIZER, field });
  }
}
