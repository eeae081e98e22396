/** Who can do something about a failure: nobody, the app by trying again, or the user. */
export type Retry = 'never' | 'auto' | 'user';

interface Kind {
  readonly retry: Retry;
  /** One sentence a user understands. */
  readonly message: string;
}

const kinds = {
  aborted: { retry: 'never', message: 'This was stopped.' },
  internal: { retry: 'user', message: 'Something unexpected happened.' },

  'insecure-context': {
    retry: 'never',
    message: 'The graphics processor is offered to secure addresses only: https, or localhost.',
  },
  'webgpu-unavailable': {
    retry: 'never',
    message: 'This browser does not offer WebGPU, which the models need.',
  },
  'adapter-unavailable': {
    retry: 'user',
    message: 'The browser found no graphics processor that it may use.',
  },
  'gpu-limit-too-small': {
    retry: 'never',
    message: 'The graphics processor of this device is too small for this model.',
  },
  'gpu-lost': { retry: 'auto', message: 'The graphics processor was lost.' },
  'gpu-in-use': {
    retry: 'user',
    message: 'Another tab has a large model on the graphics processor.',
  },
  'gpu-taken': {
    retry: 'user',
    message: 'Another tab has taken over the graphics processor.',
  },
  'out-of-memory': { retry: 'user', message: 'There was not enough graphics memory.' },

  'engine-crashed': { retry: 'auto', message: 'The engine stopped unexpectedly.' },
  'engine-stalled': { retry: 'auto', message: 'The engine gave no sign for too long.' },
  'not-numbers': {
    retry: 'user',
    message: 'The graphics processor computed something that is no number.',
  },
  'model-not-loaded': { retry: 'user', message: 'No model is loaded.' },
  'model-not-available': { retry: 'never', message: 'This model cannot run in this version.' },
  'library-mismatch': {
    retry: 'user',
    message: 'The program of this model does not fit its weights.',
  },
  'input-too-long': { retry: 'never', message: 'The text is too long for this model.' },
  'unsupported-language': {
    retry: 'never',
    message: 'This language is not one of those the models translate.',
  },

  network: { retry: 'auto', message: 'The connection broke.' },
  'http-status': { retry: 'user', message: 'The server did not give a file of the model.' },
  'weights-crashed': {
    retry: 'auto',
    message: 'What brings the files of the models stopped unexpectedly.',
  },
  'source-changed': {
    retry: 'auto',
    message: 'A file changed at its source while it was being read.',
  },
  'source-needed': {
    retry: 'user',
    message: 'It has to be said where the files of this model come from.',
  },
  'model-in-use': {
    retry: 'user',
    message: 'Another tab is writing the files of this model.',
  },
  'other-model': {
    retry: 'never',
    message: 'These are the weights of another model.',
  },
  'not-a-model': {
    retry: 'user',
    message: 'These files are neither a model package nor a checkpoint.',
  },
  'hash-mismatch': { retry: 'auto', message: 'A file of the model arrived damaged.' },
  'storage-full': { retry: 'user', message: 'This browser has no room left for the model.' },
  'package-incomplete': {
    retry: 'user',
    message: 'Files of the model are missing on this device.',
  },
  'manifest-invalid': {
    retry: 'user',
    message: 'The list of the files of the model cannot be read.',
  },
  'checkpoint-invalid': {
    retry: 'never',
    message: 'The checkpoint is damaged or incomplete.',
  },
  'checkpoint-unsupported': {
    retry: 'never',
    message: 'Checkpoints of this kind cannot be converted.',
  },
  'package-invalid': { retry: 'never', message: 'The model package is damaged or incomplete.' },
  'file-unreadable': { retry: 'user', message: 'A file could not be read.' },
  'file-unwritable': { retry: 'user', message: 'A file could not be written.' },
  'disk-full': { retry: 'user', message: 'There is no room left on the disk.' },
  'folder-in-use': {
    retry: 'user',
    message: 'The folder holds something else than a model package, so it was left alone.',
  },
} as const satisfies Record<string, Kind>;

/** The name of a kind of failure; what a program goes by, and the interface translates. */
export type ErrorCode = keyof typeof kinds;

/** Facts about one failure, as JSON can hold them. */
export type ErrorData = Readonly<Record<string, unknown>>;

/** A failure with a name. Which sentence to show follows from the code, the details from `data`. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly retry: Retry;
  readonly data: ErrorData;

  constructor(code: ErrorCode, data: ErrorData = {}, options?: { readonly cause?: unknown }) {
    super(kinds[code].message, options);
    this.name = 'AppError';
    this.code = code;
    this.retry = kinds[code].retry;
    this.data = data;
  }
}

/** An {@link AppError} on its way between threads. */
export interface WireError {
  readonly code: ErrorCode;
  readonly data: ErrorData;
}

/** Whatever was thrown as an AppError; what nobody foresaw is `internal`, with its words in `data.detail`. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  return new AppError('internal', { detail: String(thrown) }, { cause: thrown });
}

/** Whatever was thrown, ready to be posted to another thread. See {@link toAppError}. */
export function toWire(thrown: unknown): WireError {
  const { code, data } = toAppError(thrown);
  return { code, data };
}

/** The error that another thread posted. */
export function fromWire(wire: WireError): AppError {
  return new AppError(wire.code, wire.data);
}
