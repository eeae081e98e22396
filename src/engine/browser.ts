import { workerPort } from '../rpc/webWorker';
import { setTimer } from '../core/timer';
import { createEngineClient, type EngineClient, type EnginePorts } from './client';
import { GpuLease, type GpuLeasePorts, type LeaseMessage } from './gpuLease';

/** The engine of this page, in its own worker. Starts nothing until a model is loaded. */
export function createBrowserEngine(
  prepare: EnginePorts['prepare'],
  settings: EnginePorts['settings'] = () => ({}),
  startWorker: () => Worker = startEngine,
): EngineClient {
  return createEngineClient({
    ...{ prepare, settings, setTimer },
    createWorker: () => workerPort(startWorker()),
    lease: openLease(),
    newSeed: () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0,
    now: () => performance.now(),
  });
}

function startEngine(): Worker {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'engine' });
}

const leaseName = 'bayling-gpu';

/** Between the tabs of this origin. */
function openLease(): GpuLease {
  const channel = new BroadcastChannel(leaseName);
  return new GpuLease({
    lock,
    setTimer,
    post: (message) => channel.postMessage(message),
    listen: (onMessage) => {
      channel.onmessage = ({ data }: MessageEvent<LeaseMessage>) => onMessage(data);
    },
    title: () => document.title,
  });
}

const lock: GpuLeasePorts['lock'] = (how, signal) =>
  new Promise((resolve, reject) => {
    let steal!: () => void;
    const stolen = new Promise<void>((stop) => (steal = stop));
    const options: LockOptions = {
      ...(how === 'if-free' && { ifAvailable: true }),
      ...(how === 'steal' && { steal: true }),
      ...(signal !== undefined && { signal }),
    };
    const hold = (granted: Lock | null): Promise<void> | undefined => {
      if (granted === null) {
        resolve(undefined);
        return undefined;
      }
      return new Promise<void>((release) => {
        resolve({ release, stolen });
      });
    };
    // Once granted, only another tab that steals the lock can reject it.
    navigator.locks.request(leaseName, options, hold).catch((error: unknown) => {
      steal();
      reject(error instanceof Error ? error : new Error(String(error)));
    });
  });
