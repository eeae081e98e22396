import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Sha256 } from './sha256';

const native = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

it('is what Node says, however the bytes are cut', () => {
  const pieces = fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 8 });
  const property = fc.property(pieces, (parts) => {
    const hash = new Sha256();
    for (const part of parts) hash.update(part);
    expect(hash.bytes).toBe(parts.reduce((sum, part) => sum + part.length, 0));
    expect(hash.digest()).toBe(native(Uint8Array.from(parts.flatMap((part) => [...part]))));
  });
  fc.assert(property, { numRuns: 200 });
});

it.each([0, 55, 56, 63, 64, 65, 119, 120, 1_000_003])('is right for %i bytes', (length) => {
  const bytes = Uint8Array.from({ length }, (_, i) => (i * 7) & 255);
  const hash = new Sha256();
  hash.update(bytes);
  expect(hash.digest()).toBe(native(bytes));
});
