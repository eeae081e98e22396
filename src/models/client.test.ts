import { describe, expect, it } from 'vitest';
import { AppError } from '../core/errors';
import type { EnsureOptions, TransferProgress, Packages } from './packages';
import type { FromWorker, ToWorker, WorkerPort } from '../rpc/protocol';
import { createPackagesClient } from './client';
import { servePackages } from './host';

const location = {
  modelUrl: 'https://bayling.invalid/m/',
  libraryUrl: 'https://bayling.invalid/l',
};
const progress: TransferProgress = {
  doneBytes: 1,
  totalBytes: 2,
  bytesPerSecond: 0,
  secondsLeft: undefined,
};

/** A client and a host that talk as a page and a worker do: later, and by copies. */
function connect(weights: Partial<Packages>) {
  const workers: { crash: (detail: string) => void; ended: boolean }[] = [];
  const createWorker = (): WorkerPort => {
    const worker: (typeof workers)[number] = { crash: () => undefined, ended: false };
    workers.push(worker);
    let receive: (message: FromWorker) => void = () => undefined;
    let toHost: (message: ToWorker) => void = () => undefined;
    servePackages(weights as Packages, {
      post: (message) => queueMicrotask(() => worker.ended || receive(structuredClone(message))),
      listen: (onMessage) => (toHost = onMessage),
    });
    return {
      post: (message) => queueMicrotask(() => worker.ended || toHost(message)),
      listen: (onMessage, onCrash) => {
        receive = onMessage;
        worker.crash = onCrash;
      },
      terminate: () => (worker.ended = true),
    };
  };
  return { client: createPackagesClient(createWorker), workers };
}

const never = new AbortController().signal;

describe('the page and the worker', () => {
  it('ask and answer, with the progress between', async () => {
    const seen: TransferProgress[] = [];
    const { client } = connect({
      ensure: (modelId, quantization, { onProgress, source }) => {
        expect([modelId, quantization, source]).toEqual(['demo', 'q4f32_1', undefined]);
        onProgress(progress);
        return Promise.resolve(location);
      },
    });
    const options = { signal: never, onProgress: (one: TransferProgress) => seen.push(one) };
    expect(await client.ensure('demo', 'q4f32_1', options)).toEqual(location);
    expect(seen).toEqual([progress]);
  });

  it('start no worker before there is something to ask, and one for all', async () => {
    const { client, workers } = connect({
      state: () => Promise.resolve({ kind: 'absent', bytes: 0 }),
    });
    expect(workers).toHaveLength(0);
    await Promise.all([client.state('demo'), client.state('bayling-3-8b')]);
    expect(workers).toHaveLength(1);
  });

  it('hand an error over with its facts', async () => {
    const full = new AppError('storage-full', { needed: 5, available: 3 });
    const { client } = connect({ remove: () => Promise.reject(full) });
    await expect(client.remove('demo')).rejects.toEqual(full);
  });

  it.each(['before', 'after'])('pause when the signal fires %s the request', async (when) => {
    const stopped = ({ signal }: EnsureOptions) =>
      new Promise<never>((_, reject) => {
        signal.addEventListener('abort', () => reject(new AppError('aborted')));
      });
    const { client } = connect({ ensure: (_id, _quantization, options) => stopped(options) });
    const abort = new AbortController();
    if (when === 'before') abort.abort();
    const ensured = client.ensure('demo', 'q4f32_1', {
      signal: abort.signal,
      onProgress: () => undefined,
    });
    if (when === 'after') setTimeout(() => abort.abort(), 1);
    await expect(ensured).rejects.toMatchObject({ code: 'aborted' });
  });

  it('lose what is open with the worker, and go on with a new one', async () => {
    let calls = 0;
    const { client, workers } = connect({
      state: () =>
        calls++ === 0
          ? new Promise(() => undefined)
          : Promise.resolve({ kind: 'partial', bytes: 7 }),
    });
    const lost = client.state('demo');
    await Promise.resolve();
    workers[0]!.crash('out of memory');
    await expect(lost).rejects.toMatchObject({ code: 'models-crashed' });
    expect(workers[0]!.ended).toBe(true);
    expect(await client.state('demo')).toEqual({ kind: 'partial', bytes: 7 });
    expect(workers).toHaveLength(2);
  });
});
