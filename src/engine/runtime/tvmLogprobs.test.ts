import { describe, expect, it } from 'vitest';
import { code, countGroups, info, THREADS } from './logprobKernel';
import type { Pipeline, Tensor } from './pipeline';
import { readLogprobs, TvmLogprobs } from './tvmLogprobs';

/** A buffer that TVM identifies by a number. */
function tensor(pointer: number, shape: readonly number[]): Tensor {
  const unused = () => {
    throw new Error('not needed');
  };
  return { shape, view: unused, copyFrom: unused, toArray: unused, getDataPtr: () => pointer };
}

/** Records what the kernel is called with, and which buffers are created. */
function open() {
  const calls: (readonly number[])[] = [];
  const made: (readonly number[])[] = [];
  const compiled: unknown[] = [];
  const tvm = {
    lib: {
      webGPUContext: {
        createShaderAsync: async (...kernel: readonly unknown[]) => {
          compiled.push(kernel);
          return (...call: readonly number[]) => calls.push(call);
        },
      },
    },
    detachFromCurrentScope: <T>(object: T) => object,
    empty: (shape: readonly number[]) => tensor(100 + made.push(shape), shape),
  };
  return { calls, made, compiled, pipeline: { tvm } as unknown as Pipeline };
}

describe('the kernel', () => {
  it('is called for all rows, with the buffers, their sizes and its own', async () => {
    const { calls, made, compiled, pipeline } = open();
    const logprobs = await TvmLogprobs.open(pipeline);
    expect(compiled).toEqual([[info, code]]);
    const result = logprobs.measure(tensor(1, [3, 8192]), tensor(2, [3]));
    expect(result.shape).toEqual([3, 257]);
    expect(calls).toEqual([[1, 2, 101, 8192, 256, 4, 3, 64]]);
    expect(logprobs.measure(tensor(3, [3, 8192]), tensor(4, [3]))).toBe(result);
    logprobs.measure(tensor(5, [1, 8192]), tensor(6, [1]));
    expect(made).toEqual([
      [3, 257],
      [1, 257],
    ]);
  });

  it('has as many numbers of a row as it says, and few enough of them to read', () => {
    expect([8192, 32_000, 128_256].map((size) => countGroups(size) * THREADS)).toEqual([
      256, 1024, 1024,
    ]);
  });

  it('takes as many buffers and numbers as it declares', () => {
    const count = (what: string) => info.arg_types.filter((type) => type === what).length;
    expect(code.match(/var<storage/g)).toHaveLength(count('handle'));
    // The last one is TVM's.
    expect(/struct Numbers {(.*)}/.exec(code)?.[1]?.split(',')).toHaveLength(count('int32') + 1);
    expect(code).toContain(`fn ${info.name}(`);
  });
});

describe('what comes back', () => {
  const bits = (...sums: readonly number[]) => [...new Int32Array(Float32Array.from(sums).buffer)];

  it('is a token of each row, and the logarithm of its part of the sum', () => {
    const result = Int32Array.from([7, ...bits(0.25, 1, 0.75), 0, ...bits(1, 0, 0)]);
    expect(readLogprobs(result, 2)).toEqual([
      { token: 7, logprob: -Math.log(2) },
      { token: 0, logprob: 0 },
    ]);
  });

  it('is no token where the logits were no numbers', () => {
    const [one] = readLogprobs(Int32Array.from([-1, ...bits(NaN, 1)]), 1);
    expect(one?.token).toBe(-1);
  });
});
