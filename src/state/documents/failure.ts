import { AppError, toAppError } from '../../core/errors';

/** Whatever was thrown: where the browser has no room left, that is what it is. */
export function toDocumentError(thrown: unknown): AppError {
  if (thrown instanceof Error && thrown.name === 'QuotaExceededError') {
    return new AppError('storage-full', {}, { cause: thrown });
  }
  return toAppError(thrown);
}
