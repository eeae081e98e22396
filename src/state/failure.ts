import { AppError, fromWire, toWire } from '../core/errors';

/** Anything thrown, as an error that can be shown. */
export function toAppError(cause: unknown): AppError {
  return cause instanceof AppError ? cause : fromWire(toWire(cause));
}
