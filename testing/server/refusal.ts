import { openCheckpoint } from '../../src/core/checkpoint/checkpoint';
import { AppError } from '../../src/core/errors';
import { readInBudget } from './budget';
import { MemoryFiles, type Files } from '../tinyCheckpoint';

/** The reason why a checkpoint is refused, within the budget; undefined if it is opened. */
export async function refusalOf(files: Files): Promise<unknown> {
  let reason: unknown;
  await readInBudget(['checkpoint-invalid'], async () => {
    try {
      await openCheckpoint(new MemoryFiles(files));
    } catch (error) {
      if (error instanceof AppError) reason = error.data['reason'];
      throw error;
    }
  });
  return reason;
}

/** A text of at most `bytes` ASCII characters with as many parts in the middle as fit. */
export function fillText(
  bytes: number,
  start: string,
  part: (n: number) => string,
  end = '',
): string {
  let text = start;
  for (let n = 0, next = part(0); text.length + next.length + end.length <= bytes; next = part(n)) {
    text += next;
    n++;
  }
  return text + end;
}
