import { beforeEach, describe, expect, it, vi } from 'vitest';
import { getModel, type ModelId } from '../core/catalog';
import { AppError } from '../core/errors';
import type { EngineClient, EngineStatus } from '../engine/client';
import { createEngineStore, type EngineStore } from './engine';
import { ModelLoader } from '../models/loader';
import { createModelsStore, type ModelsPorts, type ModelsStore } from './models';
import { largeGpu } from '../../testing/gpu';
import { bytes, ScriptedPackages, estimate } from '../../testing/state/scriptedPackages';

const id = 'bayling-3-8b';
const load = vi.fn<EngineClient['load']>();
const unload = vi.fn<EngineClient['unload']>();

class Bench {
  readonly packages = new ScriptedPackages();
  readonly accepted = new Set<ModelId>();
  places: ReturnType<ModelsPorts['places']> = { packageHost: undefined, hub: 'https://hub.test/' };
  online = true;
  busy: Promise<void> = Promise.resolve();
  persisted = 0;
  readonly timers: { readonly milliseconds: number; readonly run: () => void }[] = [];
  readonly engine: EngineStore;
  readonly store: ModelsStore;
  setStatus: (status: EngineStatus) => void = () => {};
  goOnline: () => void = () => {};

  constructor() {
    this.engine = createEngineStore({
      client: {
        status: () => ({ kind: 'idle' }),
        subscribe: (listener) => {
          this.setStatus = listener;
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
      },
      checkGpu: async () => ({ ok: false, error: new AppError('webgpu-unavailable') }),
      modelId: 'demo',
      onFrame: (callback) => callback(),
    });
    const loader = new ModelLoader({
      packages: this.packages,
      model: getModel,
      checkGpu: async () => largeGpu,
      network: {
        isOnline: () => this.online,
        onOnline: (callback) => {
          this.goOnline = callback;
        },
      },
      setTimer: (run, milliseconds) => {
        const timer = { milliseconds, run };
        this.timers.push(timer);
        return () => void this.timers.splice(this.timers.indexOf(timer), 1);
      },
    });
    this.store = createModelsStore({
      packages: this.packages,
      loader,
      engine: this.engine,
      places: () => this.places,
      hasAccepted: (modelId) => this.accepted.has(modelId),
      persist: async () => this.persisted++,
      freeBytes: async () => 1000,
      whenIdle: () => this.busy,
    });
  }

  get do() {
    return this.store.getState();
  }
  get entry() {
    return this.do.entries[id];
  }
  get transfer() {
    return this.entry.transfer;
  }

  /** Takes the source that is offered first. */
  async begin() {
    this.do.choose(id);
    this.do.start(id);
    await vi.waitFor(() => expect(this.packages.flows).not.toHaveLength(0));
  }
  async fail(error: AppError) {
    this.packages.flow.fail(error);
    await vi.waitFor(() => expect(this.transfer?.kind).toBe('failed'));
  }
}

let bench: Bench;
beforeEach(() => {
  load.mockReset().mockResolvedValue();
  unload.mockReset().mockResolvedValue();
  bench = new Bench();
});
const flows = (count: number) => vi.waitFor(() => expect(bench.packages.flows).toHaveLength(count));

describe('pressing Load', () => {
  it('loads what is here, and what comes with the app', async () => {
    bench.packages.states.set(id, { kind: 'stored', bytes: 100 });
    await bench.do.refresh();
    await bench.do.load(id);
    await bench.do.load('demo');
    expect(load.mock.calls.map(([model]) => model)).toEqual([id, 'demo']);
  });

  it('asks where the rest comes from, and what that costs', async () => {
    await bench.do.load(id);
    expect(bench.entry).toMatchObject({ choosing: true, source: 'hub' });
    await vi.waitFor(() => expect(bench.entry.estimate).toEqual({ kind: 'ready', cost: estimate }));
    expect(bench.packages.estimates).toEqual([
      { modelId: id, source: { kind: 'hub', address: 'https://hub.test/' } },
    ]);
    expect(load).not.toHaveBeenCalled();
  });

  it('offers the host of packages first, where there is one', async () => {
    bench.places = { ...bench.places, packageHost: 'https://host.test/' };
    await bench.do.load(id);
    expect(bench.entry.source).toBe('host');
  });

  it('goes on with what has begun, once the licences were accepted', async () => {
    bench.packages.states.set(id, {
      kind: 'partial',
      bytes: 20,
      source: 'hub',
      quantization: 'q4f32_1',
      doneBytes: 40,
      totalBytes: 100,
    });
    await bench.do.refresh();
    expect(bench.transfer).toMatchObject({ kind: 'paused', progress: { doneBytes: 40 } });
    await bench.do.load(id);
    expect(bench.entry.choosing).toBe(true);
    bench.accepted.add(id);
    await bench.do.load(id);
    await flows(1);
    expect(bench.packages.flow).toMatchObject({ quantization: 'q4f32_1', source: undefined });
  });

  it('asks again for the files of a disk after a reload', async () => {
    bench.packages.states.set(id, { kind: 'partial', bytes: 20, source: 'disk' });
    bench.accepted.add(id);
    await bench.do.refresh();
    await bench.do.load(id);
    expect(bench.entry).toMatchObject({
      choosing: true,
      source: 'disk',
      estimate: { kind: 'none' },
    });
  });
});

describe('choosing a source', () => {
  it('keeps the answer of the source chosen last', async () => {
    let late: (answer: typeof estimate) => void = () => {};
    bench.packages.estimated = new Promise((resolve) => (late = resolve));
    bench.do.choose(id);
    await vi.waitFor(() => expect(bench.packages.estimates).toHaveLength(1));
    bench.do.chooseSource(id, 'host');
    expect(bench.entry.estimate).toEqual({ kind: 'none' });
    late(estimate);
    await Promise.resolve();
    expect(bench.entry.estimate).toEqual({ kind: 'none' });
  });

  it('says why a source cannot be had', async () => {
    bench.packages.estimated = Promise.reject(new AppError('http-status', { status: 404 }));
    bench.do.choose(id);
    await vi.waitFor(() => expect(bench.entry.estimate).toMatchObject({ kind: 'failed' }));
  });

  it('takes dropped files as the source', async () => {
    const files = [new File(['{}'], 'config.json')];
    bench.do.importFiles(id, files);
    await vi.waitFor(() => expect(bench.entry.estimate.kind).toBe('ready'));
    bench.do.start(id);
    await flows(1);
    expect(bench.packages.flow.source).toEqual({ kind: 'disk', files });
  });

  it.each(['disk', 'hub'] as const)(
    'leaves out tokens on demand, of this source: %s',
    async (kind) => {
      const files = [new File(['{}'], 'config.json')];
      bench.packages.estimated = Promise.reject(new AppError('checkpoint-invalid'));
      bench.do.importFiles(id, files);
      bench.do.chooseSource(id, kind);
      await vi.waitFor(() => expect(bench.entry.estimate.kind).toBe('failed'));
      bench.packages.estimated = Promise.resolve(estimate);
      bench.do.dropTokens(id);
      await vi.waitFor(() => expect(bench.entry.estimate.kind).toBe('ready'));
      bench.do.start(id);
      await flows(1);
      expect(bench.packages.flow.source).toMatchObject({ kind, dropTokens: true });
      bench.do.importFiles(id, files);
      expect(bench.entry.dropTokens).toBe(false);
    },
  );
});

describe('a transfer', () => {
  it('shows how far it is, and loads the model in the end', async () => {
    await bench.begin();
    expect(bench.persisted).toBe(1);
    expect(bench.entry.choosing).toBe(false);
    bench.packages.flow.onProgress(bytes(30));
    expect(bench.transfer).toEqual({ kind: 'running', progress: bytes(30) });
    let rest: () => void = () => {};
    bench.busy = new Promise((resolve) => (rest = resolve));
    bench.packages.flow.finish();
    await vi.waitFor(() => expect(bench.entry.stored?.kind).toBe('stored'));
    expect(bench.transfer).toBeUndefined();
    // A text in progress is finished first.
    expect(load).not.toHaveBeenCalled();
    rest();
    await vi.waitFor(() => expect(load.mock.lastCall?.[0]).toBe(id));
  });

  it('never shows less than before', async () => {
    await bench.begin();
    bench.packages.flow.onProgress(bytes(30));
    bench.packages.flow.onProgress(bytes(20));
    expect(bench.transfer?.progress?.doneBytes).toBe(30);
  });

  it('pauses and goes on', async () => {
    await bench.begin();
    bench.packages.flow.onProgress(bytes(30));
    bench.packages.states.set(id, { kind: 'partial', bytes: 10, doneBytes: 30, totalBytes: 100 });
    bench.do.pause(id);
    expect(bench.transfer).toEqual({ kind: 'paused', progress: bytes(30) });
    bench.do.resume(id);
    await flows(2);
    expect(bench.transfer).toEqual({ kind: 'running', progress: bytes(30) });
    expect(bench.packages.flows[0]!.signal.aborted).toBe(true);
    expect(bench.packages.flow.signal.aborted).toBe(false);
  });

  it('can be paused before the first byte', async () => {
    await bench.begin();
    bench.do.pause(id);
    await vi.waitFor(() => expect(bench.entry.stored?.kind).toBe('absent'));
    expect(bench.transfer?.kind).toBe('paused');
    bench.do.resume(id);
    await flows(2);
    expect(bench.packages.flow.source).toMatchObject({ kind: 'hub' });
  });

  it('starts once, however often it is asked for', async () => {
    await Promise.all([bench.begin(), bench.begin()]);
    expect(bench.packages.flows).toHaveLength(1);
  });

  it('leaves nothing when it is cancelled', async () => {
    await bench.begin();
    bench.packages.states.set(id, { kind: 'partial', bytes: 10 });
    await bench.do.remove(id);
    expect(bench.packages.flow.signal.aborted).toBe(true);
    expect(bench.entry).toMatchObject({ stored: { kind: 'absent' }, transfer: undefined });
  });

  it('waits for the network, and goes on by itself', async () => {
    await bench.begin();
    bench.packages.flow.onProgress(bytes(30));
    bench.online = false;
    await bench.fail(new AppError('network'));
    expect(bench.transfer).toMatchObject({ goesOn: 'online', progress: { doneBytes: 30 } });
    expect(bench.timers).toEqual([]);
    bench.online = true;
    bench.goOnline();
    await flows(2);
    expect(bench.transfer?.kind).toBe('running');
  });

  it('tries again after longer and longer pauses, and gives up in the end', async () => {
    await bench.begin();
    const pauses: number[] = [];
    for (;;) {
      await bench.fail(new AppError('network'));
      if (bench.transfer?.kind === 'failed' && bench.transfer.goesOn === 'never') break;
      const timer = bench.timers.pop()!;
      pauses.push(timer.milliseconds);
      timer.run();
      await flows(pauses.length + 1);
    }
    expect(pauses).toEqual([5_000, 15_000, 60_000, 120_000, 300_000]);
    bench.do.resume(id);
    await flows(7);
  });

  it('has patience with a bad line that brings something each time', async () => {
    await bench.begin();
    for (const done of [10, 20, 30]) {
      bench.packages.flow.onProgress(bytes(done));
      await bench.fail(new AppError('network'));
      expect(bench.timers.map(({ milliseconds }) => milliseconds)).toEqual([5_000]);
      bench.timers.pop()!.run();
      await flows(done / 10 + 1);
    }
  });

  it('goes on at once when the user says so', async () => {
    await bench.begin();
    await bench.fail(new AppError('network'));
    bench.do.resume(id);
    await flows(2);
    expect(bench.timers).toEqual([]);
  });

  it('does not try again what only the user can mend', async () => {
    await bench.begin();
    await bench.fail(new AppError('storage-full'));
    expect(bench.transfer).toMatchObject({ goesOn: 'never' });
  });
});

describe('removing', () => {
  it('unloads the model first, and answers with the demo again', async () => {
    bench.packages.states.set(id, { kind: 'stored', bytes: 100 });
    await bench.do.refresh();
    await bench.do.load(id);
    bench.setStatus({ kind: 'ready', modelId: id });
    await bench.do.remove(id);
    expect(unload).toHaveBeenCalledOnce();
    expect(bench.engine.getState().modelId).toBe('demo');
    expect(bench.entry.stored?.kind).toBe('absent');
  });

  it('says why it could not', async () => {
    vi.spyOn(bench.packages, 'remove').mockRejectedValue(new AppError('model-in-use'));
    await bench.do.remove(id);
    expect(bench.entry.error?.code).toBe('model-in-use');
  });
});
