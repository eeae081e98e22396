import { AppError } from '../../src/core/errors';

/** Turns an error of Node's file system into one of ours. */
export function toFileError(cause: unknown, action: 'read' | 'write', file: string): unknown {
  const fromSystem = cause instanceof Error && 'syscall' in cause && 'code' in cause;
  if (!fromSystem) return cause;
  const code = String(cause.code);
  if (code === 'ENOSPC' || code === 'EDQUOT') return new AppError('disk-full', { file }, { cause });
  const kind = action === 'read' ? 'file-unreadable' : 'file-unwritable';
  return new AppError(kind, { file, detail: code }, { cause });
}

/** Runs a step that touches a file. @throws AppError instead of Node's error. */
export async function withFileErrors<T>(
  action: 'read' | 'write',
  file: string,
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw toFileError(error, action, file);
  }
}

/** An error in words: what happened and why, then where. */
export function explain(error: unknown): string {
  if (!(error instanceof AppError)) return error instanceof Error ? error.message : String(error);
  const { detail, reason, ...facts } = error.data;
  const lines = Object.entries(facts)
    .filter(([, value]) => value !== undefined)
    .map(
      ([name, value]) => `  ${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
    );
  return [sentence(error.message, detail, reason), ...lines.map(quote)].join('\n');
}

/** A detail is a sentence of its own, a reason completes the message. */
function sentence(message: string, detail: unknown, reason: unknown): string {
  if (typeof detail === 'string') return `${message} ${detail}`;
  return typeof reason === 'string' ? `${message.replace(/\.$/, ':')} ${reason}` : message;
}

/** Names come from the checkpoint; in a terminal, control characters would be commands (CWE-150). */
function quote(line: string): string {
  return line.replace(
    /\p{Cc}/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
