import { AppError } from '../errors';
import { cutText } from '../text/cut';

/** Everything that can be wrong with a checkpoint, with a sentence for whoever made it. */
const invalid = {
  'file-missing': 'The file is missing.',
  'file-is-pointer':
    'This is the pointer that Git LFS keeps in the place of the file; fetch the file itself with `git lfs pull`.',
  'file-is-annex':
    'This is the link that git-annex keeps in the place of the file; fetch the file itself with `git annex get`.',
  'file-is-page':
    'This is a web page, such as a login or an error page, that was saved in the place of the file; download the file again.',
  'file-is-error':
    'This is the message of a server that did not send the file; download the file again, signed in if the model asks for it.',
  'file-is-empty': 'The file is empty; download it again.',
  'file-is-unfinished': 'The download of the file has not finished; let it finish, or begin again.',
  'file-is-compressed': 'The file is compressed; unpack it first.',
  'file-is-pytorch':
    'The weights are in the format of PyTorch, whatever the name says; save the model again as safetensors.',
  'file-is-gguf':
    'This is a GGUF file, which other programs use; the original safetensors are needed.',
  'index-missing':
    'The weights are in several files, and model.safetensors.index.json, which lists them, is missing.',
  'file-too-large': 'The file is too large for its kind.',
  'text-not-utf8': 'The text is not valid UTF-8.',
  'text-not-json': 'The text is not valid JSON.',
  'text-too-deep': 'The JSON is nested too deeply.',
  'text-too-complex': 'The JSON has too many keys and lists.',
  'key-duplicated': 'A key occurs twice in one JSON object.',

  'header-cut-off': 'The file is too short to hold the length of its header.',
  'header-length-zero': 'The header is empty.',
  'header-too-long': 'The header is too long.',
  'header-beyond-file': 'The header claims to be longer than the file.',
  'header-not-object': 'The header is not a JSON object.',
  'header-empty': 'The header names no tensor.',
  'metadata-not-strings': '`__metadata__` must map strings to strings.',
  'too-many-tensors': 'There are too many tensors.',
  'tensor-entry': 'A tensor needs dtype, shape and data_offsets, and nothing else.',
  'dtype-unknown': 'The format has no such dtype.',
  'shape-malformed': 'A shape must be a list of whole numbers, each at least 0.',
  'shape-too-large': 'The shape has too many elements.',
  'offsets-malformed': 'data_offsets must be two whole numbers, the second at least the first.',
  'offsets-beyond-file':
    'The tensor reaches beyond the end of the file, as after a download that broke off.',
  'size-mismatch': 'Shape and dtype need another number of bytes than the offsets give.',
  'tensors-overlap': 'Two tensors share bytes.',
  'bytes-unclaimed': 'Some bytes between two tensors belong to no tensor.',
  'bytes-trailing': 'Some bytes after the last tensor belong to no tensor.',

  'index-malformed': 'The index needs a weight_map from tensor names to file names.',
  'index-file-name': 'Every file of the index must be in the folder of the checkpoint.',
  'too-many-files': 'There are too many files.',
  'tensor-in-two-files': 'Two files have the same tensor.',

  'config-not-object': 'The configuration is not a JSON object.',
  'config-field': 'A field of the configuration is missing or invalid.',
  'config-contradiction': 'Two fields of the configuration contradict each other.',

  'tensor-missing': 'A tensor that the configuration requires is missing.',
  'tensor-shape': 'The tensor does not have the shape that the configuration requires.',
  'tensor-unexpected': 'The configuration has no place for this tensor.',
  'value-not-finite': 'A weight is infinite or not a number.',

  'tokenizer-malformed': 'The tokenizer is not a JSON object with a vocabulary.',
  'tokenizer-too-large': 'The tokenizer has more tokens than the model.',
  'tokens-without-rows':
    'Tokens were added to the tokenizer for which the model has no rows, as a pad token often is; --drop-tokens leaves them out.',
  'tokenizer-model-malformed': 'The file is not a model of SentencePiece.',
} as const;

/** Sound checkpoints that this converter does not handle. */
const unsupported = {
  architecture: 'Only models of the Llama architecture can be converted.',
  'activation-function': 'Only the activation function silu is supported.',
  bias: 'Models with biases are not supported.',
  'rope-scaling': 'Scaled or partial rotary embeddings are not supported.',
  'already-quantized':
    'The checkpoint is already quantized; the version with float weights is needed.',
  'weights-pytorch':
    'The weights are there in the format of PyTorch only (.bin); load the model with transformers and save it again with `save_pretrained`, which writes safetensors.',
  'adapter-alone':
    'This is an adapter (LoRA) without its model; merge the two with `merge_and_unload` and save the result.',
  'other-layout':
    'The weights are in a layout of another program; those in the layout of Hugging Face are needed.',
  'tokenizer-slow':
    'tokenizer.json is missing; load the tokenizer with `AutoTokenizer` and save it again with `save_pretrained`.',
  'tokenizer-tiktoken':
    'tokenizer.model is in the format of tiktoken, which has no merges for tokenizer.json; take the tokenizer.json of the model in the layout of Hugging Face.',
  'tokenizer-kind':
    'Of the models of SentencePiece, only those by BPE with byte fallback and without rules of their own can be converted; a tokenizer.json is needed.',
  'tokenizer-expression':
    'The tokenizer divides texts by a regular expression that may take endless time on some of them; groups in it must not be repeated.',
  'tensor-dtype': 'Weights must be bf16, f16 or f32.',
  'width-not-in-groups': 'The width of every matrix must be a multiple of 32.',
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
  /** Another file that was there. */
  readonly found?: string;
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

/** A value from a file, shortened so that it can be shown: a crafted file may have megabytes. */
export function shorten(value: unknown): unknown {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) as string | undefined);
  return text === undefined || text.length <= MAX_QUOTE ? value : `${cutText(text, MAX_QUOTE)}…`;
}
