import { AppError } from '../../src/core/errors';

/** What Node's file system says, as an error of ours. */
export function toFileError(cause: unknown, action: 'read' | 'write', file: string): unknown {
  const fromSystem = cause instanceof Error && 'syscall' in cause && 'code' in cause;
  if (!fromSystem) return cause;
  const code = String(cause.code);
  if (code === 'ENOSPC' || code === 'EDQUOT') return new AppError('disk-full', { file }, { cause });
  const kind = action === 'read' ? 'file-unreadable' : 'file-unwritable';
  return new AppError(kind, { file, detail: code }, { cause });
}

/** Runs a step that touches a file. @throws AppError in place of Node's error. */
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

/** An error for people: its sentence, then where and why. */
export function explain(error: unknown): string {
  if (!(error instanceof AppError)) return error instanceof Error ? error.message : String(error);
  const { detail, reason, ...facts } = error.data;
  const lines = Object.entries(facts)
    .filter(([, value]) => value !== undefined)
    .map(
      ([name, value]) => `  ${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
    );
  const why = [detail, reason].find((text) => typeof text === 'string');
  return [why === undefined ? error.message : `${error.message} ${why}`, ...lines.map(quote)].join(
    '\n',
  );
}

/** Names come from the checkpoint; in a terminal, control characters would be commands (CWE-150). */
function quote(line: string): string {
  return line.replace(
    /\p{Cc}/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
