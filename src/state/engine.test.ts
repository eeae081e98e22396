import { beforeEach, describe, expect, it, vi } from 'vitest';
import { getModel, type ModelId } from '../core/catalog';
import { AppError } from '../core/errors';
import type { EngineClient, EngineStatus } from '../engine/client';
import { createEngineStore } from './engine';

let present: Set<ModelId>;
let listener: (status: EngineStatus) => void;
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
    load,
    unload,
    generate: () => Promise.reject(new AppError('model-not-loaded')),
    lastStats: () => undefined,
  };
  return createEngineStore({
    client,
    weights: {
      has: async (id) => present.has(id),
      remove: async (id) => void present.delete(id),
    },
    checkGpu: async () => ({ ok: false, error: new AppError('webgpu-unavailable') }),
    modelId: 'demo',
  });
}

beforeEach(() => {
  present = new Set();
  load.mockReset().mockResolvedValue();
  unload.mockReset().mockResolvedValue();
});

describe('engine', () => {
  it('follows the status, and learns that a loaded model is on the device', async () => {
    const store = create();
    present.add('demo');
    listener({ kind: 'ready', modelId: 'demo' });
    expect(store.getState().status.kind).toBe('ready');
    await vi.waitFor(() => expect(store.getState().stored.has('demo')).toBe(true));
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

  it('unloads a model before its files go', async () => {
    present.add('demo');
    const store = create();
    await vi.waitFor(() => expect(store.getState().stored.has('demo')).toBe(true));
    listener({ kind: 'ready', modelId: 'demo' });
    await store.getState().remove('demo');
    expect(unload).toHaveBeenCalledOnce();
    expect(store.getState().stored.has('demo')).toBe(false);
  });

  it('says what the device lacks', async () => {
    const store = create();
    expect(store.getState().gpu).toBeUndefined();
    await store.getState().checkDevice();
    expect(store.getState().gpu).toMatchObject({ ok: false });
  });
});
