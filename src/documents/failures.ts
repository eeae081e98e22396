import { AppError } from '../core/errors';

/** A file that is broken, with the place: a line, or an entry of an archive. */
export function damaged(detail: string, place?: string | number, cause?: unknown): AppError {
  return new AppError(
    'document-damaged',
    { detail, ...(place !== undefined && { place }) },
    { cause },
  );
}

/** Why a file that may be sound is not opened. */
export type Refusal = 'format' | 'encrypted' | 'old-office' | 'entities' | 'no-text' | 'content';

export function unsupported(reason: Refusal, detail?: string): AppError {
  return new AppError('document-unsupported', { reason, ...(detail !== undefined && { detail }) });
}

/** @param what The name of the limit, as in `limits.ts`. */
export function tooLarge(what: string, limit: number, place?: string): AppError {
  return new AppError('document-too-large', { what, limit, ...(place !== undefined && { place }) });
}
