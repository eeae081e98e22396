/** Who can do something about a failure: nobody, the app by trying again, or the user. */
export type Retry = 'never' | 'auto' | 'user';

interface Kind {
  readonly retry: Retry;
  /** One sentence a user understands. */
  readonly message: string;
}

/** Each code says why it is separate: what is shown, or what can be done, differs. */
const kinds = {
  /** The user, or an embedding page, stopped it: nothing to report. */
  aborted: { retry: 'never', message: 'It was stopped before it finished.' },
  /** What nobody foresaw; `detail` has the original words. */
  internal: { retry: 'user', message: 'Something unexpected happened.' },

  /** The page's address is at fault, not the browser: no browser advice is shown. */
  'insecure-context': {
    retry: 'never',
    message: 'The models run only on secure pages: https, or localhost.',
  },
  /** The cure is another browser, or a newer one. */
  'webgpu-unavailable': {
    retry: 'never',
    message: 'This browser does not support WebGPU, which the models need.',
  },
  /** The browser could, but has no GPU to give: the cure is a driver or a setting. */
  'adapter-unavailable': {
    retry: 'user',
    message: 'The browser found no graphics processor it can use.',
  },
  /** No retry helps; a smaller model may. */
  'gpu-limit-too-small': {
    retry: 'never',
    message: 'This model is too large for the graphics processor of this device.',
  },
  /** A fresh worker brings the device back, so the client restarts it unasked. */
  'gpu-lost': { retry: 'auto', message: 'The app lost access to the graphics processor.' },
  /** Another tab has the lease: the user may take over. */
  'gpu-in-use': {
    retry: 'user',
    message: 'Another tab is running a large model on the graphics processor.',
  },
  /** Another tab took the lease from this one, which must not take it back by itself. */
  'gpu-taken': {
    retry: 'user',
    message: 'Another tab has taken over the graphics processor.',
  },
  /** A shorter context may help, so the model's card offers one. */
  'out-of-memory': { retry: 'user', message: 'There was not enough graphics memory.' },

  /** A fresh worker may do better, so the client restarts it unasked. */
  'engine-crashed': { retry: 'auto', message: 'The engine stopped unexpectedly.' },
  /** Found by the watchdog after a long silence. A load is not repeated: it would take as long again. */
  'engine-stalled': { retry: 'auto', message: 'The engine did not respond for a long time.' },
  /** A fault of the GPU, its driver or a kernel: a restart unasked would likely meet it again. */
  'not-numbers': {
    retry: 'user',
    message: 'The graphics processor returned invalid numbers.',
  },
  /** A request came before any model, or after the last was unloaded. */
  'model-not-loaded': { retry: 'user', message: 'No model is loaded.' },
  /** The app was built without this model's library. */
  'model-not-available': {
    retry: 'never',
    message: 'This version of the app cannot run this model.',
  },
  /** Library and weights come from different versions: removing the model and loading it mends that. */
  'library-mismatch': {
    retry: 'user',
    message: 'The files of this model do not match this app.',
  },
  /** `QuotaExceededError` of the API; the chat asks for a shorter message. */
  'input-too-long': { retry: 'never', message: 'The text is too long for this model.' },
  /** `NotSupportedError` of the API: a schema or an expression that no grammar of ours says. `detail` says what. */
  'form-unsupported': {
    retry: 'never',
    message: 'The answer cannot be held to this form.',
  },
  /** `SyntaxError` of the API: the room for the answer ended before its form did. */
  'form-unfinished': {
    retry: 'user',
    message: 'The answer became too long for its form.',
  },
  /** `NotSupportedError` of the API. */
  'unsupported-language': {
    retry: 'never',
    message: 'The models do not translate this language.',
  },

  /** No answer came: the transfer goes on when the device is online. */
  network: { retry: 'auto', message: 'The connection failed.' },
  /** An answer came, and it was a refusal; `status` says which. */
  'http-status': { retry: 'user', message: 'The server did not send a file of the model.' },
  /** A redirect to plain http, in a circle, or to where other sites may not read: another address may do. */
  'redirect-refused': {
    retry: 'user',
    message: 'The server leads to where this app may not read.',
  },
  /** A page of the public net asks this machine or its network; the browser has a setting for that. */
  'local-network': {
    retry: 'user',
    message: 'This page may not reach your own network.',
  },
  /** The bytes are not those that the source itself lists: a mirror or a proxy altered them. */
  'source-damaged': {
    retry: 'user',
    message: 'A file is not the one its source lists.',
  },
  /** The worker that fetches models ended; the next one goes on from what is kept. */
  'models-crashed': {
    retry: 'auto',
    message: 'Fetching the model stopped unexpectedly.',
  },
  /** Parts of two versions of a file must not be mixed. */
  'source-changed': {
    retry: 'auto',
    message: 'A file changed at its source during the download.',
  },
  /** The model is not here, and nobody said where to get it: the user is led to Models. */
  'source-needed': {
    retry: 'user',
    message: 'This model is not on this device yet.',
  },
  /** The page checks an address before it asks, so this one came from elsewhere: a link, or altered data. */
  'address-refused': {
    retry: 'user',
    message: 'Models come only over https, or from this machine.',
  },
  /** Another tab holds the lock of the model's files. */
  'model-in-use': {
    retry: 'user',
    message: 'Another tab is using the files of this model.',
  },
  /** Sound files, but of another shape than the library's. */
  'other-model': {
    retry: 'never',
    message: 'These files belong to another model.',
  },
  /** What the user chose has neither a manifest nor a config.json. */
  'not-a-model': {
    retry: 'user',
    message: 'These files are neither a model package nor a checkpoint.',
  },
  /** The user has to say which: files of two folders must not be mixed. */
  'several-models': {
    retry: 'user',
    message: 'These files belong to more than one model.',
  },
  /** Damaged on the way or on disk: the file is discarded and fetched again. */
  'hash-mismatch': { retry: 'auto', message: 'A file of the model is damaged.' },
  /** The browser's quota; `needed` and `available` are shown. */
  'storage-full': { retry: 'user', message: 'This browser has no room left for the model.' },
  /** Private windows and strict settings: the cure is another window, or a setting. */
  'storage-denied': {
    retry: 'user',
    message: 'This browser does not let the app store the model.',
  },
  /** A later version of the app has changed the database: after a reload this tab has that version, too. */
  'storage-newer': {
    retry: 'user',
    message: 'A newer version of this app has been used here. Reload the page.',
  },
  /** A tab with an earlier version keeps the database as it was: the user has to close it. */
  'storage-blocked': {
    retry: 'user',
    message: 'Another tab has an older version of this app open. Close it.',
  },
  /** The browser, or the user, removed files that the record still lists. */
  'package-incomplete': {
    retry: 'user',
    message: 'Some files of the model are missing on this device.',
  },
  /** Until the manifest is read, nothing is known about the package. */
  'manifest-invalid': {
    retry: 'user',
    message: 'The list of the model’s files cannot be read.',
  },
  /** Whoever made the checkpoint can mend it; `reason` says what. */
  'checkpoint-invalid': {
    retry: 'never',
    message: 'The checkpoint is damaged or incomplete.',
  },
  /** A sound checkpoint that the converter does not handle. */
  'checkpoint-unsupported': {
    retry: 'never',
    message: 'This kind of checkpoint cannot be converted.',
  },
  /** As `checkpoint-invalid`, for a package. */
  'package-invalid': { retry: 'never', message: 'The model package is damaged or incomplete.' },
  /** No TMX, broken XML, or XML that defines what could do harm; `detail` says what. */
  'tmx-invalid': { retry: 'never', message: 'This is no TMX file, or it is damaged.' },
  /** Another file may do; `reason` says what it is. */
  'document-unsupported': { retry: 'never', message: 'This kind of file cannot be translated.' },
  /** `place` says where, `detail` what. */
  'document-damaged': { retry: 'never', message: 'The file is damaged.' },
  /** `what` says of what it has more than `limit`. */
  'document-too-large': { retry: 'never', message: 'The file is too large.' },
  /** Of a translation that was edited elsewhere: `unit` and `mark` say which. */
  'document-marks': { retry: 'never', message: 'A translation has lost a mark.' },
  /** No backup of this app, of a later version, or damaged: nothing was changed. */
  'backup-invalid': {
    retry: 'never',
    message: 'This is no backup that this app can read. Nothing was changed.',
  },
  /** On the user's disk: the files have to be chosen again. */
  'file-unreadable': { retry: 'user', message: 'A file could not be read.' },
  /** Of the command line: a matter of permissions. */
  'file-unwritable': { retry: 'user', message: 'A file could not be written.' },
  /** Of the command line: a matter of space. */
  'disk-full': { retry: 'user', message: 'There is no room left on the disk.' },
  /** Of the command line, which replaces nothing but packages. */
  'folder-in-use': {
    retry: 'user',
    message: 'The folder holds something other than a model package, so it was left alone.',
  },
} as const satisfies Record<string, Kind>;

/** The name of a kind of failure; what a program goes by, and the interface translates. */
export type ErrorCode = keyof typeof kinds;

/** Facts about one failure, as JSON. */
export type ErrorData = Readonly<Record<string, unknown>>;

/** A failure with a name. The code decides which sentence to show; `data` has the details. */
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
