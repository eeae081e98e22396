import { expect, it } from 'vitest';
import { SLICE_BYTES } from '../../src/core/package/convert';
import { Buffers } from './buffers';

it('reads slices into the same memory again', () => {
  const buffers = new Buffers();
  const slice = buffers.take(SLICE_BYTES - 64);
  expect(slice.length).toBe(SLICE_BYTES - 64);
  const other = buffers.take(SLICE_BYTES);
  expect(other.buffer).not.toBe(slice.buffer);
  buffers.give(slice.buffer);
  expect(buffers.take(SLICE_BYTES).buffer).toBe(slice.buffer);
});

it('has memory of its own for what is small or larger', () => {
  const buffers = new Buffers();
  expect(buffers.take(10).buffer.byteLength).toBe(10);
  expect(buffers.take(SLICE_BYTES + 1).buffer.byteLength).toBe(SLICE_BYTES + 1);
});

it('keeps nothing that comes from elsewhere', () => {
  const buffers = new Buffers();
  const stranger = new ArrayBuffer(SLICE_BYTES);
  buffers.give(stranger);
  expect(buffers.take(SLICE_BYTES).buffer).not.toBe(stranger);
});
