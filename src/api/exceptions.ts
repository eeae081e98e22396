import { toAppError, type AppError } from '../core/errors';

/** The names that the W3C APIs ask for, by the app's own error code. */
const names: Readonly<Record<string, string>> = {
  aborted: 'AbortError',
  'unsupported-language': 'NotSupportedError',
  'model-not-available': 'NotSupportedError',
  'source-needed': 'NotSupportedError',
  'form-unsupported': 'NotSupportedError',
  'form-unfinished': 'SyntaxError',
  network: 'NetworkError',
  'http-status': 'NetworkError',
};

/** How much was asked for, and how much may be; null if nobody knows. */
interface Quota {
  readonly requested: number | null;
  readonly quota: number | null;
}

type QuotaClass = new (message: string, quota: Quota) => DOMException & Quota;

/** For browsers that have no such class yet. */
class OwnQuotaExceededError extends DOMException {
  readonly requested: number | null;
  readonly quota: number | null;

  constructor(message: string, { requested, quota }: Quota) {
    super(message, 'QuotaExceededError');
    this.requested = requested;
    this.quota = quota;
  }
}

/** A `QuotaExceededError` with the browser's own class where there is one. */
export function quotaExceeded(message: string, quota: Quota): DOMException & Quota {
  const native = Reflect.get(globalThis, 'QuotaExceededError') as QuotaClass | undefined;
  return new (native ?? OwnQuotaExceededError)(message, quota);
}

/**
 * What embedders expect: a DOMException, whose `cause` is the typed error with code and data. A TypeError or a
 * RangeError is the caller's own mistake and stays one.
 */
export function toDomException(thrown: unknown): Error {
  const isKnown = [DOMException, TypeError, RangeError].some((kind) => thrown instanceof kind);
  if (isKnown) return thrown as Error;
  const error = toAppError(thrown);
  const exception =
    error.code === 'input-too-long'
      ? quotaExceeded(error.message, readQuota(error))
      : new DOMException(error.message, names[error.code] ?? 'OperationError');
  Object.defineProperty(exception, 'cause', { value: error });
  return exception;
}

function readQuota({ data }: AppError): Quota {
  const number = (value: unknown) => (typeof value === 'number' ? value : null);
  return {
    requested: number(data['promptTokens']),
    quota: number(data['limit'] ?? data['contextLength']),
  };
}
