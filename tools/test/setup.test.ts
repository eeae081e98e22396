import { describe, expect, it } from 'vitest';

/** What ./setup.ts adds must let nothing pass that vitest would not. */
describe('typed arrays', () => {
  const bytes = (last: number) => Uint8Array.from([1, 2, last]);

  it('are equal by their values', () => {
    expect(bytes(3)).toEqual(bytes(3));
    expect(bytes(3)).not.toEqual(bytes(4));
    expect(bytes(3)).not.toEqual(Uint8Array.from([1, 2]));
    const both = bytes(3);
    expect(both.subarray(0, 1)).not.toEqual(both.subarray(1, 2));
    expect({ part: both.subarray(1) }).toEqual({ part: Uint8Array.from([2, 3]) });
    expect(Float32Array.from([NaN, 1])).toEqual(Float32Array.from([NaN, 1]));
    expect(Float32Array.from([-0])).not.toEqual(Float32Array.from([0]));
  });

  it('are not strictly equal to the same bytes of another kind', () => {
    expect(Uint8Array.from([0, 0])).not.toStrictEqual(Int8Array.from([0, 0]));
    expect(Uint32Array.from([0])).not.toEqual(Uint8Array.from([0, 0, 0, 0]));
  });

  it('of a megabyte are compared in no time', () => {
    const [one, other] = [new Uint8Array(2 ** 20), new Uint8Array(2 ** 20)];
    const start = performance.now();
    expect(one).toEqual(other);
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});
