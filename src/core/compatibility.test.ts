import { describe, expect, it } from 'vitest';
import { getModel, models, type ModelId } from './catalog';
import {
  cacheTokens,
  checkCompatibility,
  contextChoices,
  memoryOf,
  packageBytes,
  weightBytes,
  type Adapter,
  type Wanted,
} from './compatibility';

const MiB = 2 ** 20;
const GiB = 1024 * MiB;

const desktop: Adapter = {
  shaderF16: true,
  fallback: false,
  handheld: false,
  limits: { maxBufferSize: 4 * GiB, maxStorageBufferBindingSize: 2 * GiB },
};
const small = {
  ...desktop,
  limits: { maxBufferSize: 256 * MiB, maxStorageBufferBindingSize: 128 * MiB },
};
const noHalf = { ...desktop, shaderF16: false };

const judge = (adapter: Adapter, id: ModelId, wanted: Partial<Wanted> = {}) => {
  const model = getModel(id);
  return checkCompatibility(adapter, model, { contextLength: model.contextLength, ...wanted });
};

describe('sizes', () => {
  it('are those of the demo package, to the byte', () => {
    expect(weightBytes(getModel('demo'), 'q4f16_1')).toBe(5_018_112);
    expect(weightBytes(getModel('demo'), 'q4f32_1')).toBe(5_579_776);
  });

  it.each([
    // parameters × 4.5 or 5 bits
    ['bayling-2-7b', 'q4f16_1', 3.79],
    ['bayling-2-7b', 'q4f32_1', 4.21],
    ['bayling-2-13b', 'q4f16_1', 7.32],
    ['bayling-2-13b', 'q4f32_1', 8.14],
    ['bayling-3-8b', 'q4f16_1', 4.52],
    ['bayling-3-8b', 'q4f32_1', 5.02],
  ] as const)('of %s in %s: %d GB', (id, quantization, gigabytes) => {
    expect(weightBytes(getModel(id), quantization) / 1e9).toBeCloseTo(gigabytes, 2);
  });
});

describe('memory', () => {
  it('grows with the context by the keys and values alone', () => {
    const model = getModel('bayling-3-8b');
    const [short, long] = [1024, 8192].map((tokens) => memoryOf(model, 'q4f16_1', tokens));
    expect(long!.weights).toBe(short!.weights);
    expect(long!.workspace).toBe(short!.workspace);
    // 0.125 MiB per token, and one more page that the cache keeps.
    expect(long!.cache).toBe((8192 + 16) * 0.125 * MiB);
    expect(long!.total).toBe(long!.weights + long!.cache + long!.workspace);
  });

  it('is near to what web-llm states for the same architectures', () => {
    expect(memoryOf(getModel('bayling-3-8b'), 'q4f16_1', 4096).total / MiB).toBeCloseTo(5001, -3);
    expect(memoryOf(getModel('bayling-2-7b'), 'q4f16_1', 4096).total / MiB).toBeLessThan(6749);
  });
});

describe('a small model', () => {
  const shape = {
    ...{ layers: 2, hidden: 128, heads: 4, kvHeads: 2, headDim: 32, ffn: 256, vocabulary: 1000 },
    ...{ ropeTheta: 10_000, epsilon: 1e-5, context: 2048, prefillChunk: 64 },
  };
  const tiny = { ...getModel('demo'), shape, contextLength: 2048, tokenizerBytes: 10 };
  /** Of a layer: queries and output, keys and values, gate and up and down. Then both ends. */
  const weights = 2 * (2 * 128 * 128 + 2 * 64 * 128 + 3 * 256 * 128) + 2 * 1000 * 128;
  const norms = 5 * 128;

  it('takes half a byte for a weight, a scale for 32, and norms as they are', () => {
    expect(weightBytes(tiny, 'q4f16_1')).toBe(weights / 2 + 2 * (weights / 32 + norms));
    expect(weightBytes(tiny, 'q4f32_1')).toBe(weights / 2 + 4 * (weights / 32 + norms));
    expect(packageBytes(tiny, 'q4f32_1')).toBe(weightBytes(tiny, 'q4f32_1') + 10);
  });

  it.each([
    ['q4f16_1', 2],
    ['q4f32_1', 4],
  ] as const)('has in %s numbers of %i bytes', (quantization, bytes) => {
    const { cache, workspace } = memoryOf(tiny, quantization, 100);
    // Eight contexts in whole pages of 16 tokens and one page more; keys and values of two layers.
    expect(cache).toBe(816 * 2 * 2 * 64 * bytes);
    // What a token needs on its way through a layer, and logits twice for a batch of eight.
    const token = 4 * 128 + 3 * 256 + (6 * 4 + 4 * 2) * 32;
    expect(workspace).toBe(64 * token * bytes + 2 * 8 * 1000 * 4);
  });

  it('runs where its largest buffer just fits, and not where it does not', () => {
    const wide = (more: object) => ({ ...tiny, shape: { ...shape, ...more } });
    const check = (model: typeof tiny, binding = 128 * MiB, fallback = noHalf) =>
      checkCompatibility(
        { ...fallback, limits: { maxBufferSize: 4 * GiB, maxStorageBufferBindingSize: binding } },
        model,
        { contextLength: 64 },
      );
    // A matrix of so many rows or columns, four bits each.
    expect(check(wide({ vocabulary: 2 ** 21 })).kind).toBe('f32');
    expect(check(wide({ vocabulary: 2 ** 21 + 1 }))).toMatchObject({
      kind: 'no',
      reasons: [{ kind: 'buffer', needed: (2 ** 21 + 1) * 64 }, { kind: 'half-precision' }],
    });
    expect(check(wide({ ffn: 2 ** 20, prefillChunk: 1 })).kind).toBe('f32');
    expect(check(wide({ ffn: 2 ** 20 + 1, prefillChunk: 1 })).kind).toBe('no');
    // What a chunk of a prompt is in the middle of a layer.
    expect(check(wide({ ffn: 2 ** 14, prefillChunk: 2 ** 10 })).kind).toBe('f32');
    expect(check(wide({ ffn: 2 ** 14, prefillChunk: 2 ** 10 + 1 })).kind).toBe('no');
    expect(check(wide({ ffn: 2 ** 14, prefillChunk: 2 ** 10 + 1 }), GiB).kind).toBe('f32');
    // Not even the shortest context: keys and values of so many heads.
    const heads = { kvHeads: 2 ** 12, heads: 2 ** 12 };
    expect(check(wide(heads))).toMatchObject({
      kind: 'no',
      contextLength: 64,
      reasons: [
        { kind: 'buffer', needed: (1024 + 16) * 2 * 2 ** 12 * 32 * 4 },
        { kind: 'half-precision' },
      ],
    });
  });

  it('has room where its files just have', () => {
    const room = packageBytes(tiny, 'q4f16_1');
    const check = (freeBytes: number) =>
      checkCompatibility(desktop, tiny, { contextLength: 64, freeBytes }).reasons;
    expect(check(room)).toEqual([]);
    expect(check(room - 1)).toEqual([{ kind: 'room', needed: room, available: room - 1 }]);
  });
});

describe('the buffers that web-llm gets', () => {
  // A layer of 7B's keys and values: 4,112 tokens of 16 KiB, or of 32.
  it.each([
    [GiB, GiB, 4096],
    [GiB - 1, GiB, 4096],
    [256 * MiB, 128 * MiB, 2048],
    [GiB, GiB - 1, 2048],
  ])('are of %i and %i bytes: a context of %i', (maxBufferSize, binding, contextLength) => {
    const limits = { maxBufferSize, maxStorageBufferBindingSize: binding };
    const { kind, ...rest } = judge({ ...noHalf, limits }, 'bayling-2-7b');
    expect(rest.contextLength).toBe(contextLength);
    expect(kind).toBe(contextLength === 4096 ? 'f32' : 'shorter');
  });
});

describe('the KV cache', () => {
  it('holds a whole batch of contexts where they are small', () => {
    expect(cacheTokens(getModel('demo'), 'q4f16_1', 512)).toBe(8 * 512);
  });

  it('holds one whole context where it is large', () => {
    expect(cacheTokens(getModel('bayling-2-7b'), 'q4f16_1', 4096)).toBe(4096);
  });

  it('holds what 256 MiB have room for between the two, in whole pages', () => {
    // 128 KiB a token, or 256 KiB
    expect(cacheTokens(getModel('bayling-3-8b'), 'q4f16_1', 1024)).toBe(2048);
    expect(cacheTokens(getModel('bayling-3-8b'), 'q4f32_1', 512)).toBe(1024);
    // 800 KiB: room for 327 tokens, 20 pages of 16
    expect(cacheTokens(getModel('bayling-2-13b'), 'q4f16_1', 64)).toBe(320);
  });
});

describe('context lengths', () => {
  it('end with the own one of the model', () => {
    expect(contextChoices(getModel('bayling-3-8b'))).toEqual([1024, 2048, 4096, 8192]);
    expect(contextChoices(getModel('bayling-2-7b'))).toEqual([1024, 2048, 4096]);
    expect(contextChoices(getModel('demo'))).toEqual([512]);
  });
});

describe('whether it runs', () => {
  it.each(models)('$displayName does on a desktop', ({ id }) => {
    expect(judge(desktop, id)).toMatchObject({ kind: 'yes', quantization: 'q4f16_1', reasons: [] });
    expect(judge(noHalf, id)).toMatchObject({
      kind: 'f32',
      quantization: 'q4f32_1',
      reasons: [{ kind: 'half-precision' }],
    });
  });

  it('takes the form that is stored, where the GPU can', () => {
    const quantization = 'q4f32_1';
    expect(judge(desktop, 'demo', { quantization })).toMatchObject({ kind: 'yes', quantization });
    expect(judge(noHalf, 'demo', { quantization: 'q4f16_1' })).toMatchObject({
      kind: 'f32',
      quantization,
    });
  });

  it('counts with the 128 MiB that web-llm gets where there is no full GiB', () => {
    const almost = {
      ...desktop,
      limits: { ...small.limits, maxStorageBufferBindingSize: GiB - 1 },
    };
    expect(judge(almost, 'bayling-2-7b').kind).toBe('yes');
    expect(judge(almost, 'bayling-3-8b')).toMatchObject({
      kind: 'no',
      reasons: [{ kind: 'buffer', needed: 262_668_288, allowed: 128 * MiB }],
    });
  });

  it('shortens the context until one layer of it fits into a buffer', () => {
    const smallNoHalf = { ...small, shaderF16: false };
    expect(judge(smallNoHalf, 'bayling-2-7b')).toEqual({
      kind: 'shorter',
      quantization: 'q4f32_1',
      contextLength: 2048,
      reasons: [{ kind: 'context', asked: 4096, possible: 2048 }, { kind: 'half-precision' }],
    });
    expect(judge(smallNoHalf, 'bayling-2-7b', { contextLength: 2048 }).kind).toBe('f32');
  });

  it('not on a phone, but for the demo', () => {
    const phone = { ...desktop, handheld: true };
    expect(judge(phone, 'bayling-3-8b')).toMatchObject({
      kind: 'no',
      reasons: [{ kind: 'handheld' }],
    });
    expect(judge(phone, 'demo').kind).toBe('yes');
  });

  it('not without room for its files, said in numbers', () => {
    const compatibility = judge(desktop, 'bayling-3-8b', { freeBytes: 2e9 });
    expect(compatibility.kind).toBe('no');
    expect(compatibility.reasons).toMatchObject([{ kind: 'room', available: 2e9 }]);
    expect(judge(desktop, 'bayling-3-8b', { freeBytes: 5e9 }).kind).toBe('yes');
  });

  it('slowly on a software renderer', () => {
    expect(judge({ ...desktop, fallback: true }, 'demo')).toMatchObject({
      kind: 'yes',
      reasons: [{ kind: 'software' }],
    });
  });
});
