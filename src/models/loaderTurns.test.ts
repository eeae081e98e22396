import { describe, expect, it, vi } from 'vitest';
import { largeGpu, softwareGpu } from '../../testing/gpu';
import { bytes, estimate, ScriptedPackages } from '../../testing/state/scriptedPackages';
import { getModel } from '../core/catalog';
import type { GpuReport } from '../core/compatibility';
import { AppError } from '../core/errors';
import { ModelLoader, type Transfer, type TransferOptions } from './loader';
import type { TransferProgress } from './packages';

const model = getModel('bayling-3-8b');
const { id } = model;

function open(gpu: GpuReport = largeGpu) {
  const packages = new ScriptedPackages();
  const world = { online: true, onOnline: () => {}, timers: [] as number[], elapse: () => {} };
  const loader = new ModelLoader({
    packages,
    model: getModel,
    checkGpu: () => Promise.resolve(gpu),
    network: {
      isOnline: () => world.online,
      onOnline: (callback) => (world.onOnline = callback),
    },
    setTimer: (run, ms) => {
      world.timers.push(ms);
      world.elapse = run;
      return () => (world.elapse = () => {});
    },
  });
  const told: (Transfer | undefined)[] = [];
  const stopTelling = loader.subscribe((_, transfer) => told.push(transfer));
  const asked = (count: number) => vi.waitFor(() => expect(packages.flows).toHaveLength(count));
  const start = async (options: TransferOptions = {}) => {
    const before = packages.flows.length;
    loader.start(id, options);
    await asked(before + 1);
  };
  const prepare = (more: { signal?: AbortSignal; seen?: TransferProgress[] } = {}) => {
    const onChosen = vi.fn();
    const ready = loader.prepare(model, {
      signal: more.signal ?? new AbortController().signal,
      onChosen,
      onProgress: (progress) => more.seen?.push(progress),
    });
    return { ready, onChosen };
  };
  return { packages, world, loader, told, stopTelling, asked, start, prepare };
}

/** The kind of each thing told, and how far it was. */
const short = (told: readonly (Transfer | undefined)[]) =>
  told.map((transfer) => transfer && [transfer.kind, transfer.progress?.doneBytes]);

describe('a transfer', () => {
  it('goes on from where it stood, and tells so', async () => {
    const { packages, told, start, stopTelling } = open();
    const source = { kind: 'host', address: 'https://host.test/' } as const;
    await start({ source, progress: bytes(40) });
    expect(packages.flow).toMatchObject({ modelId: id, quantization: 'q4f16_1', source });
    packages.flow.onProgress(bytes(30));
    packages.flow.onProgress(bytes(60));
    packages.flow.finish();
    await vi.waitFor(() => expect(told.at(-1)).toBeUndefined());
    expect(short(told)).toEqual([['running', 40], ['running', 40], ['running', 60], undefined]);
    stopTelling();
    await start();
    expect(told).toHaveLength(4);
  });

  it('that turns out to be of another size may stand lower', async () => {
    const { packages, told, start } = open();
    await start({ progress: bytes(40) });
    packages.flow.onProgress({ ...bytes(10), totalBytes: 1000 });
    expect(short(told).at(-1)).toEqual(['running', 10]);
  });

  it('keeps the form that it began with', async () => {
    const { packages, start, loader } = open();
    packages.states.set(id, { kind: 'partial', bytes: 1, quantization: 'q4f32_1' });
    await start();
    expect(packages.flow.quantization).toBe('q4f32_1');
    await loader.stop(id);
  });

  it('is of a model that the GPU can run', async () => {
    const { loader, told, packages } = open({
      ok: false,
      error: new AppError('adapter-unavailable'),
    });
    loader.start(id, {});
    await vi.waitFor(() => expect(told.at(-1)?.kind).toBe('failed'));
    expect(told.at(-1)).toMatchObject({ error: { code: 'adapter-unavailable' }, goesOn: 'never' });
    expect(packages.flows).toEqual([]);
    // It is over, so it can be started again.
    told.length = 0;
    await vi.waitFor(() => {
      loader.start(id, {});
      expect(told.at(-1)?.kind).toBe('failed');
    });
  });

  it('waits longer each time, and from the first pause again once something came', async () => {
    const { packages, world, told, start, asked } = open();
    await start();
    const fail = async () => {
      packages.flow.fail(new AppError('network'));
      await vi.waitFor(() => expect(told.at(-1)).toMatchObject({ kind: 'failed', goesOn: 'soon' }));
      const count = packages.flows.length;
      world.elapse();
      await asked(count + 1);
    };
    for (let attempt = 0; attempt < 2; attempt++) await fail();
    packages.flow.onProgress(bytes(10));
    await fail();
    await fail();
    expect(world.timers).toEqual([5_000, 15_000, 5_000, 15_000]);
  });

  it('waits without a network for its return alone', async () => {
    const { packages, world, told, start, asked } = open();
    await start();
    world.online = false;
    packages.flow.fail(new AppError('network'));
    await vi.waitFor(() => expect(told.at(-1)).toMatchObject({ goesOn: 'online' }));
    expect(world.timers).toEqual([]);
    world.online = true;
    world.onOnline();
    await asked(2);
    // That was no failure of the source.
    packages.flow.fail(new AppError('network'));
    await vi.waitFor(() => expect(world.timers).toEqual([5_000]));
  });

  it('ends with what does not pass', async () => {
    const { packages, world, told, start } = open();
    await start();
    packages.flow.fail(new AppError('storage-full'));
    await vi.waitFor(() => expect(told.at(-1)).toMatchObject({ kind: 'failed', goesOn: 'never' }));
    expect(world.timers).toEqual([]);
  });

  it('that is stopped says nothing more, and the next one waits until it has ended', async () => {
    const { packages, loader, told, start, asked } = open();
    await start();
    const { length } = told;
    const stopped = loader.stop(id);
    loader.start(id, {});
    packages.flow.onProgress(bytes(50));
    await stopped;
    expect(told.slice(0, length)).toEqual([{ kind: 'running', progress: undefined }]);
    await asked(2);
    expect(short(told)).toEqual([
      ['running', undefined],
      ['running', undefined],
    ]);
    // Stopping what does not run does no harm.
    await loader.stop('demo');
  });

  it('that waits is ended by a stop', async () => {
    const { packages, world, loader, told, start } = open();
    await start();
    packages.flow.fail(new AppError('network'));
    await vi.waitFor(() => expect(told.at(-1)?.kind).toBe('failed'));
    await loader.stop(id);
    world.elapse();
    expect(packages.flows).toHaveLength(1);
  });
});

describe('a load', () => {
  it('takes the form that is stored, and otherwise the best', async () => {
    const { packages, prepare, asked } = open();
    const first = prepare();
    await asked(1);
    expect(packages.flow.quantization).toBe('q4f16_1');
    expect(first.onChosen).toHaveBeenCalledOnce();
    packages.flow.finish();
    expect(await first.ready).toEqual({
      ...{ quantization: 'q4f16_1', contextLength: 8192, modelUrl: '', libraryUrl: '' },
    });
    packages.states.set(id, { kind: 'stored', bytes: 1, quantization: 'q4f32_1' });
    const second = prepare();
    await asked(2);
    expect(packages.flow.quantization).toBe('q4f32_1');
    packages.flow.finish();
    expect(await second.ready).toMatchObject({ quantization: 'q4f32_1' });
  });

  it('asks for nothing where the GPU cannot run it, or when it was stopped before', async () => {
    const none = open({ ok: false, error: new AppError('webgpu-unavailable') });
    const refused = none.prepare();
    await expect(refused.ready).rejects.toMatchObject({ code: 'webgpu-unavailable' });
    expect(refused.onChosen).not.toHaveBeenCalled();
    const { packages, prepare } = open();
    const stopped = prepare({ signal: AbortSignal.abort() });
    await expect(stopped.ready).rejects.toMatchObject({ code: 'aborted' });
    expect(stopped.onChosen).not.toHaveBeenCalled();
    expect(packages.flows).toEqual([]);
  });

  it('takes what a transfer brought only in the form that it wants', async () => {
    const { packages, told, start, prepare, asked } = open();
    await start();
    packages.flow.onProgress(bytes(100));
    packages.flow.finish();
    await vi.waitFor(() => expect(told.at(-1)).toBeUndefined());
    packages.states.set(id, { kind: 'stored', bytes: 1, quantization: 'q4f32_1' });
    const { ready } = prepare();
    await asked(2);
    packages.flow.finish();
    expect(await ready).toMatchObject({ quantization: 'q4f32_1' });
  });
});

it('estimates the form that would be brought', async () => {
  const asked: string[] = [];
  const { packages, loader } = open(softwareGpu);
  packages.estimate = (_id, quantization) => {
    asked.push(quantization);
    return Promise.resolve(estimate);
  };
  const source = { kind: 'host', address: 'https://host.test/' } as const;
  expect(await loader.estimate('demo', source)).toBe(estimate);
  packages.states.set('demo', { kind: 'partial', bytes: 1, quantization: 'q4f16_1' });
  await loader.estimate('demo', source);
  expect(asked).toEqual(['q4f32_1', 'q4f16_1']);
});
