import { hasModelInCache, MLCEngine } from '@mlc-ai/web-llm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MemoryCaches } from '../../../tools/testing/memoryCaches';
import { namePackage, placeFile, placeLibrary } from '../../storage/weights/plan';
import { lostError, toLoadError, toRequestError } from './failures';
import { readResult } from './result';
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
    // Without a browser, loading ends at the library's start: everything before was asked for.
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
    expect(toLoadError(error).code).toBe(code);
  });

  it('keeps the numbers of a prompt that is too long', () => {
    const error = named(
      'ContextWindowSizeExceededError',
      'Prompt tokens exceed context window size: number of prompt tokens: 1802; ' +
        'context window size: 512\nConsider shortening the prompt',
    );
    const { code, data } = toRequestError(error);
    expect([code, data]).toEqual(['input-too-long', { promptTokens: 1802, contextLength: 512 }]);
  });

  it('knows who ended the device', () => {
    expect(lostError({ reason: 'destroyed', message: '' }).code).toBe('out-of-memory');
    expect(lostError({ reason: 'unknown', message: '' }).code).toBe('gpu-lost');
  });
});

describe('results', () => {
  it('take the seconds out of the rates', () => {
    const usage = {
      prompt_tokens: 60,
      completion_tokens: 5,
      total_tokens: 65,
      extra: { time_to_first_token_s: 2, time_per_output_token_s: 0.5 },
    } as Parameters<typeof readResult>[0]['usage'];
    const result = readResult({ text: 'x', finishReason: 'length', usage, logprobs: undefined });
    expect(result).toEqual({
      text: 'x',
      finishReason: 'length',
      usage: { promptTokens: 60, completionTokens: 5, prefillSeconds: 2, decodeSeconds: 2 },
    });
  });
});
