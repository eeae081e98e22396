import fc from 'fast-check';
import { expect } from 'vitest';
import { seed } from './cases';

// Before each file of unit tests.

/** So that fast-check draws as all of them do. */
fc.configureGlobal({ seed });

/** Arrays of the same bytes are equal; to go through a shard number by number takes a second. */
expect.addEqualityTesters([
  (a: unknown, b: unknown) => (isTyped(a) && isTyped(b) && sameBytes(a, b) ? true : undefined),
]);

function isTyped(value: unknown): value is ArrayBufferView {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

function sameBytes(a: ArrayBufferView, b: ArrayBufferView): boolean {
  return a.constructor === b.constructor && Buffer.compare(bytesOf(a), bytesOf(b)) === 0;
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
