import { beforeEach, describe, expect, it, vi } from 'vitest';
import { getModel } from '../core/catalog';
import { AppError } from '../core/errors';
import type { EngineClient, EngineStatus } from '../engine/client';
import { createEngineStore } from './engine';

let listener: (status: EngineStatus) => void;
let frames: (() => void)[];
const load = vi.fn<EngineClient['load']>();
const unload = vi.fn<EngineClient['unload']>();

function create() {
  const client: EngineClient = {
    status: () => ({ kind: 'idle' }),
    subscribe: (given) => {
      listener = given;
      return () => undefined;
    },
    model: getModel,
    isOutdated: () => false,
    load,
    unload,
    generate: () => Promise.reject(new AppError('model-not-loaded')),
    countTokens: () => Promise.reject(new AppError('model-not-loaded')),
    tokenize: () => Promise.reject(new AppError('model-not-loaded')),
    lastStats: () => undefined,
  };
  return createEngineStore({
    client,
    checkGpu: async () => ({ ok: false, error: new AppError('webgpu-unavailable') }),
    modelId: 'demo',
    onFrame: (callback) => frames.push(callback),
  });
}

beforeEach(() => {
  frames = [];
  load.mockReset().mockResolvedValue();
  unload.mockReset().mockResolvedValue();
});

describe('engine', () => {
  it('follows the status', () => {
    const store = create();
    listener({ kind: 'ready', modelId: 'demo' });
    expect(store.getState().status.kind).toBe('ready');
  });

  it('shows a speed at most once a frame, and never after its end', () => {
    const store = create();
    const paints = vi.fn();
    const generating = (tokensPerSecond: number) =>
      listener({ kind: 'generating', modelId: 'demo', tokensPerSecond });
    const paint = () => frames.splice(0).forEach((callback) => callback());
    generating(0);
    expect(store.getState().status).toMatchObject({ tokensPerSecond: 0 });
    store.subscribe(paints);
    for (let speed = 1; speed <= 8; speed++) generating(speed);
    expect(paints).not.toHaveBeenCalled();
    paint();
    expect(paints).toHaveBeenCalledTimes(1);
    expect(store.getState().status).toMatchObject({ tokensPerSecond: 8 });
    generating(9);
    listener({ kind: 'ready', modelId: 'demo' });
    paint();
    expect(store.getState().status.kind).toBe('ready');
  });

  it('keeps why a load failed, until the next one', async () => {
    const store = create();
    load.mockRejectedValueOnce(new AppError('storage-full'));
    await store.getState().load('demo');
    expect(store.getState().errors.demo?.code).toBe('storage-full');
    await store.getState().load('demo');
    expect(store.getState().errors.demo).toBeUndefined();
  });

  it('does not call a cancelled load a failure', async () => {
    const store = create();
    load.mockImplementationOnce(
      (_id, { signal } = {}) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener('abort', () => reject(new AppError('aborted')));
        }),
    );
    const done = store.getState().load('demo');
    store.getState().cancelLoad();
    await done;
    expect(store.getState().errors).toEqual({});
  });

  it('answers with the model that was loaded last', async () => {
    const store = create();
    await store.getState().load('bayling-3-8b');
    expect(store.getState().modelId).toBe('bayling-3-8b');
  });

  it('lets go of the model that is loaded, and of no other', async () => {
    const store = create();
    listener({ kind: 'ready', modelId: 'demo' });
    await store.getState().release('bayling-3-8b');
    expect(unload).not.toHaveBeenCalled();
    await store.getState().release('demo');
    expect(unload).toHaveBeenCalledOnce();
  });

  it('says what the device lacks', async () => {
    const store = create();
    expect(store.getState().gpu).toBeUndefined();
    await store.getState().checkDevice();
    expect(store.getState().gpu).toMatchObject({ ok: false });
  });
});
