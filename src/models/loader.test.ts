import { describe, expect, it, vi } from 'vitest';
import { largeGpu } from '../../testing/gpu';
import { bytes, ScriptedPackages } from '../../testing/state/scriptedPackages';
import { getModel } from '../core/catalog';
import { AppError } from '../core/errors';
import type { SetTimer } from '../core/timer';
import { ModelLoader } from './loader';

const model = getModel('bayling-3-8b');
function create(setTimer: SetTimer = () => () => undefined) {
  const packages = new ScriptedPackages();
  let online: (() => void) | undefined;
  const loader = new ModelLoader({
    packages,
    model: getModel,
    checkGpu: () => Promise.resolve(largeGpu),
    network: { isOnline: () => true, onOnline: (callback) => (online = callback) },
    setTimer,
  });
  const progress: number[] = [];
  const prepare = () =>
    loader.prepare(model, {
      signal: new AbortController().signal,
      onChosen: () => undefined,
      onProgress: ({ doneBytes }) => progress.push(doneBytes),
    });
  const asked = (count: number) => vi.waitFor(() => expect(packages.flows).toHaveLength(count));
  /** Brings the model by a transfer. */
  const transfer = async () => {
    const complete = new Promise<void>((resolve) => {
      loader.subscribe((_, state) => state === undefined && resolve());
    });
    loader.start(model.id, {});
    await asked(1);
    packages.flow.onProgress(bytes(100));
    packages.flow.finish();
    await complete;
  };
  return { packages, loader, progress, prepare, asked, transfer, goOnline: () => online?.() };
}

it('asks once for what a transfer brings and the engine then loads', async () => {
  const { packages, progress, prepare, transfer } = create();
  await transfer();
  expect(await prepare()).toMatchObject({ quantization: 'q4f16_1', modelUrl: '' });
  expect(packages.flows).toHaveLength(1);
  expect(progress).toEqual([100]);
});

it('asks again for the next load, as what is stored may be damaged by then', async () => {
  const { packages, prepare, asked, transfer } = create();
  await transfer();
  await prepare();
  const second = prepare();
  await asked(2);
  packages.flow.finish();
  await second;
});

it('asks again once the model was taken away', async () => {
  const { packages, loader, prepare, asked, transfer } = create();
  await transfer();
  await loader.stop(model.id);
  const loaded = prepare();
  await asked(2);
  packages.flow.finish();
  await loaded;
});

it('never reports less than before', async () => {
  const { packages, progress, prepare, asked } = create();
  const loaded = prepare();
  await asked(1);
  for (const done of [10, 30, 20, 40]) packages.flow.onProgress(bytes(done));
  packages.flow.finish();
  await loaded;
  expect(progress).toEqual([10, 30, 30, 40]);
});

it.each([
  ['a minute', 60, 60_000],
  ['an hour', 3_600, 3_600_000],
  ['a day', 86_400, undefined],
  ['nobody knows how long', undefined, undefined],
])('leaves a busy server alone for %s', async (_name, retryAfterSeconds, pauseMs) => {
  const pauses: number[] = [];
  const { packages, loader, asked } = create((_run, ms) => {
    pauses.push(ms);
    return () => undefined;
  });
  const seen: string[] = [];
  loader.subscribe((_, state) => state?.kind === 'failed' && seen.push(state.goesOn));
  loader.start(model.id, {});
  await asked(1);
  packages.flow.fail(new AppError('http-status', { status: 429, retryAfterSeconds }));
  await vi.waitFor(() => expect(seen).toEqual([pauseMs === undefined ? 'never' : 'soon']));
  expect(pauses).toEqual(pauseMs === undefined ? [] : [pauseMs]);
});

describe('a download that was paused', () => {
  const partial = { kind: 'partial', bytes: 40, source: 'hub', quantization: 'q4f16_1' } as const;

  it('is not resumed by a request, whether of a link, a page, or the API', async () => {
    const { packages, prepare } = create();
    packages.states.set(model.id, partial);
    await expect(prepare()).rejects.toMatchObject({ code: 'source-needed' });
    expect(packages.flows).toEqual([]);
  });

  it('is not resumed by a request after it was paused in this tab', async () => {
    const { packages, loader, prepare, asked } = create();
    loader.start(model.id, {});
    await asked(1);
    packages.states.set(model.id, partial);
    await loader.stop(model.id);
    await expect(prepare()).rejects.toMatchObject({ code: 'source-needed' });
    expect(packages.flows).toHaveLength(1);
  });

  it('is not resumed by the network', async () => {
    const { packages, loader, asked, goOnline } = create();
    loader.start(model.id, {});
    await asked(1);
    packages.flow.fail(new AppError('network'));
    await loader.stop(model.id);
    goOnline();
    await Promise.resolve();
    expect(packages.flows).toHaveLength(1);
  });

  it('is joined by a request while it runs', async () => {
    const { packages, loader, prepare, asked } = create();
    packages.states.set(model.id, partial);
    loader.start(model.id, {});
    await asked(1);
    void prepare();
    await asked(2);
  });

  it('does not hold up a model that comes with the app', async () => {
    const { packages, loader } = create();
    packages.states.set('demo', { ...partial, source: 'host' });
    void loader.prepare(getModel('demo'), {
      signal: new AbortController().signal,
      onChosen: () => undefined,
      onProgress: () => undefined,
    });
    await vi.waitFor(() => expect(packages.flows).toHaveLength(1));
  });
});
