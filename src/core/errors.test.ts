import { describe, expect, it } from 'vitest';
import { AppError, fromWire, toAppError, toWire } from './errors';

describe('toAppError', () => {
  it('leaves an AppError as it is', () => {
    const error = new AppError('network', { file: 'a' });
    expect(toAppError(error)).toBe(error);
  });

  it('names what nobody foresaw, and keeps it as the cause', () => {
    const thrown = new TypeError('no such thing');
    const error = toAppError(thrown);
    expect(error).toMatchObject({ code: 'internal', data: { detail: String(thrown) } });
    expect(error.cause).toBe(thrown);
  });
});

it('comes through a message as it was, but for its cause', () => {
  const sent = toAppError('nobody knows');
  const arrived = fromWire(structuredClone(toWire(sent)));
  expect(arrived).toMatchObject({ code: sent.code, data: sent.data, retry: sent.retry });
});
