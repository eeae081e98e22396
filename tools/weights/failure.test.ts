import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/core/errors';
import { explain, withFileErrors } from './failure';

const systemError = (code: string) => Object.assign(new Error(code), { code, syscall: 'write' });
const failing = (error: Error, action: 'read' | 'write' = 'write') =>
  withFileErrors(action, 'a.bin', () => Promise.reject(error));

describe('an error of the file system', () => {
  it.each([
    ['ENOSPC', 'write', 'disk-full'],
    ['EDQUOT', 'write', 'disk-full'],
    ['EACCES', 'write', 'file-unwritable'],
    ['EACCES', 'read', 'file-unreadable'],
  ] as const)('%s at %s is %s', async (code, action, expected) => {
    const error = { code: expected, data: { file: 'a.bin' } };
    await expect(failing(systemError(code), action)).rejects.toMatchObject(error);
  });

  it('is told from others, which may have a code as well', async () => {
    const ours = new AppError('aborted');
    await expect(failing(ours)).rejects.toBe(ours);
    const stopped = new DOMException('stopped', 'AbortError');
    await expect(failing(stopped)).rejects.toBe(stopped);
  });
});

describe('an explanation', () => {
  it('says what, why and where', () => {
    const data = {
      reason: 'key',
      detail: 'Two are one.',
      file: 'a',
      actual: [1],
      expected: undefined,
    };
    expect(explain(new AppError('checkpoint-invalid', data))).toBe(
      'The checkpoint is damaged or incomplete. Two are one.\n  file: a\n  actual: [1]',
    );
    expect(explain(new AppError('package-invalid', { reason: 'no scales' }))).toBe(
      'The model package is damaged or incomplete: no scales',
    );
    expect(explain(new RangeError('foreseen by nobody'))).toBe('foreseen by nobody');
  });

  it('has no control characters of a checkpoint, which a terminal would obey', () => {
    const tensor = 'a\u001b[2J\nb\u009b';
    expect(explain(new AppError('checkpoint-invalid', { tensor }))).toBe(
      'The checkpoint is damaged or incomplete.\n  tensor: a\\u001b[2J\\u000ab\\u009b',
    );
  });
});
