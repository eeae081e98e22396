import { AppError } from '../errors';

/** Everything that can be wrong with a checkpoint, with a sentence for whoever made it. */
const invalid = {
  'file-missing': 'The file is not there.',
  'file-too-large': 'The file is larger than such a file ever is.',
  'text-not-utf8': 'The text is not valid UTF-8.',
  'text-not-json': 'The text is not valid JSON.',
  'text-too-deep': 'The JSON is nested deeper than such a file ever is.',
  'text-too-complex': 'The JSON has more keys and lists than such a file ever has.',
  'key-duplicated': 'A key stands twice in one JSON object.',

  'header-cut-off': 'The file ends before the length of its header does.',
  'header-length-zero': 'The header has no content.',
  'header-too-long': 'The header is longer than any honest header.',
  'header-beyond-file': 'The header is said to be longer than the file.',
  'header-not-object': 'The header is not a JSON object.',
  'header-empty': 'The header names no tensor.',
  'metadata-not-strings': '`__metadata__` must map strings to strings.',
  'too-many-tensors': 'There are more tensors than in any honest checkpoint.',
  'tensor-entry': 'A tensor needs dtype, shape and data_offsets, and nothing else.',
  'dtype-unknown': 'The format has no such dtype.',
  'shape-malformed': 'A shape is a list of whole numbers of at least 0.',
  'shape-too-large': 'The shape has more elements than can be counted.',
  'offsets-malformed': 'data_offsets are two whole numbers, the first not after the second.',
  'offsets-beyond-file': 'The tensor reaches beyond the end of the file.',
  'size-mismatch': 'Shape and dtype do not give as many bytes as the offsets.',
  'tensors-overlap': 'Two tensors share bytes.',
  'bytes-unclaimed': 'Between two tensors there are bytes that belong to none.',
  'bytes-trailing': 'After the last tensor there are bytes that belong to none.',

  'index-malformed': 'The index needs a weight_map from tensor names to file names.',
  'index-file-name': 'A file of the index must lie in the folder of the checkpoint itself.',
  'too-many-files': 'There are more files than in any honest checkpoint.',
  'tensor-not-in-file': 'The index expects the tensor in a file that does not have it.',
  'tensor-in-two-files': 'Two files have the same tensor.',
  'tensor-not-in-index': 'A file has a tensor that the index does not know.',

  'config-not-object': 'The configuration is not a JSON object.',
  'config-field': 'A field of the configuration is missing or has no meaningful value.',
  'config-contradiction': 'Two fields of the configuration contradict each other.',

  'tensor-missing': 'A tensor that the configuration calls for is missing.',
  'tensor-shape': 'The tensor has another shape than the configuration calls for.',
  'tensor-unexpected': 'The configuration has no place for this tensor.',
  'value-not-finite': 'A weight is not a number, or infinite.',

  'tokenizer-malformed': 'The tokenizer is not a JSON object with a vocabulary.',
  'tokenizer-too-large': 'The tokenizer has more tokens than the model.',
} as const;

/** Sound, but nothing that this converter can do. */
const unsupported = {
  architecture: 'Only models of the Llama architecture can be converted.',
  'activation-function': 'Only the activation function silu is supported.',
  bias: 'Models with biases are not supported.',
  'rope-scaling': 'Scaled rotary embeddings are not supported.',
  'already-quantized': 'The checkpoint is quantized already; its float version is needed.',
  'tensor-dtype': 'Weights must be bf16, f16 or f32.',
  'width-not-in-groups': 'Every matrix must be a multiple of 32 wide.',
  'value-too-large': 'A weight is too large for the 16-bit scales of q4f16_1.',
} as const;

/** What is wrong with a checkpoint; the reason of an AppError `checkpoint-invalid` or `checkpoint-unsupported`. */
export type CheckpointProblem = keyof typeof invalid | keyof typeof unsupported;

/** Where the problem is. Bytes count from the beginning of the file. */
export interface Place {
  readonly file?: string;
  readonly tensor?: string;
  readonly byte?: number;
  readonly field?: string;
  readonly expected?: unknown;
  readonly actual?: unknown;
}

/** An error `checkpoint-invalid` or `checkpoint-unsupported`; `data.reason` says which problem. */
export function checkpointError(reason: CheckpointProblem, place: Place): AppError {
  const facts = Object.fromEntries(
    Object.entries(place).map(([name, value]) => [name, shorten(value)]),
  );
  return reason in invalid
    ? new AppError('checkpoint-invalid', {
        reason,
        detail: invalid[reason as keyof typeof invalid],
        ...facts,
      })
    : new AppError('checkpoint-unsupported', {
        reason,
        detail: unsupported[reason as keyof typeof unsupported],
        ...facts,
      });
}

const MAX_QUOTE = 200;

/** What a file says, short enough to be shown: a crafted one may say megabytes. */
export function shorten(value: unknown): unknown {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) as string | undefined);
  return text === undefined || text.length <= MAX_QUOTE ? value : `${text.slice(0, MAX_QUOTE)}…`;
}
