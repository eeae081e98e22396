import { hasModelInCache, MLCEngine } from '@mlc-ai/web-llm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MemoryCaches } from '../../../testing/memoryCaches';
import { namePackage, placeFile, placeLibrary } from '../../models/cache/addresses';
import { AppError } from '../../core/errors';
import { DeviceLoss } from './deviceLoss';
import { toRuntimeError, workError } from './failures';
import { readProgress } from './webllm';

const names = namePackage('demo', 'q4f32_1', '0123456789abcdef');
const library = placeLibrary('demo', {
  path: 'bayling-demo-q4f32_1.wasm',
  bytes: 1,
  sha256: '0'.repeat(64),
});
const files = [
  'mlc-chat-config.json',
  'tensor-cache.json',
  'tokenizer.json',
  'params_shard_0.bin',
].map((path) => ({ path, ...placeFile(names, path) }));

const contents: Record<string, string> = {
  'mlc-chat-config.json': JSON.stringify({ tokenizer_files: ['tokenizer.json'] }),
  'tensor-cache.json': JSON.stringify({ records: [{ dataPath: 'params_shard_0.bin' }] }),
};

describe('web-llm 0.2.86', () => {
  const appConfig = {
    cacheBackend: 'cache' as const,
    model_list: [{ model_id: 'demo', model: names.modelUrl, model_lib: library.key }],
  };
  let memory: MemoryCaches;

  beforeEach(async () => {
    memory = new MemoryCaches();
    vi.stubGlobal('caches', memory);
    vi.stubGlobal('location', { origin: 'http://localhost' });
    vi.stubGlobal('fetch', () => {
      throw new Error('nothing may be fetched');
    });
    for (const { scope, key, path } of [...files, library]) {
      await (await memory.open(scope)).put(key, new Response(contents[path] ?? 'x'));
    }
  });

  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('finds the tensors under the names we gave them', async () => {
    expect(await hasModelInCache('demo', appConfig)).toBe(true);
    const shards = await memory.open('webllm/model');
    await shards.delete(`${names.modelUrl}params_shard_0.bin`);
    expect(await hasModelInCache('demo', appConfig)).toBe(false);
  });

  it('looks for the configuration and the library where we put them', async () => {
    // Without a browser, loading ends where the library starts; everything before that was requested.
    await expect(new MLCEngine({ appConfig }).reload('demo')).rejects.toThrow();
    expect(memory.looked).toContain(`webllm/config ${names.modelUrl}mlc-chat-config.json`);
    expect(memory.looked).toContain(`webllm/wasm ${library.key}`);
  });
});

describe('progress', () => {
  const report = (text: string, progress: number) =>
    readProgress({ text, progress, timeElapsed: 0 });

  it('counts the two phases that are real, not the bar that runs three times', () => {
    expect(report('Start to fetch params', 0)).toBeUndefined();
    expect(report('Fetching param cache[1/2]: 3MB fetched.', 0.5)).toBeUndefined();
    expect(report('Loading model from cache[1/2]: 3MB loaded.', 0.5)).toEqual({
      phase: 'upload',
      fraction: 0.5,
    });
    expect(report('Loading GPU shader modules[5/50]: 10% completed', 0.1)).toEqual({
      phase: 'compile',
      fraction: 0.1,
    });
    expect(report('Finish loading on WebGPU - x', 1)).toBeUndefined();
  });
});

describe('failures', () => {
  const named = (name: string, message: string) => Object.assign(new Error(message), { name });

  it.each([
    [named('DeviceLostError', 'Device was lost'), 'out-of-memory'],
    [new RangeError('WebAssembly.Memory(): could not allocate memory'), 'out-of-memory'],
    [named('ModelNotLoadedError', 'Model not loaded'), 'gpu-lost'],
    [new Error('Unable to find a compatible GPU.'), 'adapter-unavailable'],
    [named('ShaderF16SupportError', 'no f16'), 'gpu-limit-too-small'],
    [new TypeError('Failed to fetch'), 'package-incomplete'],
    [new Error('Cannot find global function ffi.Array'), 'library-mismatch'],
    [new Error('ValueError: Cannot find parameter in cache: lm_head'), 'library-mismatch'],
    ['Engine.unload() is called.', 'internal'],
  ])('%s', (error, code) => {
    expect(toRuntimeError(error).code).toBe(code);
  });

  it('takes what nobody foresaw for a crash of the worker, once it works', () => {
    expect(workError(new Error('a kernel')).code).toBe('engine-crashed');
    expect(workError(named('DeviceLostError', '')).code).toBe('out-of-memory');
  });
});

describe('the end of a device', () => {
  function open(caught: { message: string } | null = null) {
    let lose!: (info: { reason: string; message: string }) => void;
    const device = {
      lost: new Promise<{ reason: string; message: string }>((resolve) => (lose = resolve)),
      popErrorScope: () => Promise.resolve(caught),
    };
    const loss = new DeviceLoss();
    loss.watch(device);
    return { device, loss, lose };
  }

  it('is a loss, whoever destroyed it', async () => {
    const { device, loss, lose } = open();
    await device.popErrorScope();
    lose({ reason: 'destroyed', message: '' });
    expect((await loss.named).code).toBe('gpu-lost');
  });

  it('is want of memory where web-llm could not have a buffer', async () => {
    const { device, loss, lose } = open({ message: 'no room' });
    expect(await device.popErrorScope()).toEqual({ message: 'no room' });
    lose({ reason: 'destroyed', message: '' });
    expect(await loss.named).toMatchObject({
      code: 'out-of-memory',
      data: { detail: 'no room' },
    });
  });

  it('explains what failed before it was told', async () => {
    const { loss, lose } = open();
    const blamed = loss.blame(new AppError('engine-crashed'));
    lose({ reason: 'unknown', message: '' });
    await blamed;
    expect((await loss.named).code).toBe('gpu-lost');
  });

  it('is not made up for what fails on a device that lives', async () => {
    const { loss } = open();
    await loss.blame(new AppError('engine-crashed'));
    expect((await loss.named).code).toBe('engine-crashed');
  });
});
