import type { Quantization } from '../../../src/core/catalog';
import type { AppError, ErrorCode, ErrorData } from '../../../src/core/errors';
import type { PackageLocation } from '../../../src/core/readyPackage';
import { siteBase } from '../../../src/core/site';
import type {
  StoredState,
  TransferProgress,
  ModelSource,
  Packages,
} from '../../../src/models/packages';
import { createPackagesClient } from '../../../src/models/client';
import { workerPort } from '../../../src/rpc/webWorker';
import { HALTS, type Setup } from './setup';

/** A source as a test names it: the files of a disk are those of the page's input. */
export type TestSource = Exclude<ModelSource, { kind: 'disk' }> | { readonly kind: 'disk' };

/** How a call ended. */
export interface Ended {
  readonly location?: PackageLocation;
  readonly code?: ErrorCode;
  readonly data?: ErrorData;
  readonly progress: readonly TransferProgress[];
  /** Between two signs of life. */
  readonly longestSilenceMs: number;
}

/** An entry of Cache storage. */
export interface Held {
  readonly cache: string;
  readonly key: string;
  readonly bytes: number;
  readonly sha256: string;
}

let weights: Packages;
let controller = new AbortController();
let crash: (detail: string) => void = () => undefined;
/** Reports of progress so far. */
let heard = 0;

/** Starts another worker with other ports; the previous one ends. */
function open(setup: Setup): void {
  endWorker();
  const name = JSON.stringify({ base: siteBase(location.href), ...setup });
  weights = createPackagesClient(() => {
    const worker = new Worker(new URL('./modelsWorker.ts', import.meta.url), {
      type: 'module',
      name,
    });
    const port = workerPort(worker);
    return {
      ...port,
      listen: (onMessage, onCrash) => {
        crash = onCrash;
        port.listen(onMessage, onCrash);
      },
    };
  });
}

/** Ends the worker as a crash would. */
function endWorker(): void {
  crash('ended by the test');
}

async function ensure(quantization: Quantization, source?: TestSource): Promise<Ended> {
  controller = new AbortController();
  const progress: TransferProgress[] = [];
  let lastMs = performance.now();
  let longestSilenceMs = 0;
  const alive = () => {
    const nowMs = performance.now();
    longestSilenceMs = Math.max(longestSilenceMs, nowMs - lastMs);
    lastMs = nowMs;
  };
  const onProgress = (told: TransferProgress) => {
    alive();
    heard++;
    progress.push(told);
  };
  const { signal } = controller;
  try {
    const options = { signal, onProgress, source: fill(source) };
    const place = await weights.ensure('demo', quantization, options);
    alive();
    return { location: place, progress, longestSilenceMs };
  } catch (error) {
    alive();
    const { code, data } = error as AppError;
    return { code, data, progress, longestSilenceMs };
  }
}

function fill(source: TestSource | undefined): ModelSource | undefined {
  if (source?.kind !== 'disk') return source;
  return { kind: 'disk', files: [...(document.querySelector('input')?.files ?? [])] };
}

async function hold(): Promise<readonly Held[]> {
  const held: Held[] = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) {
      const bytes = await (await cache.match(url))?.arrayBuffer();
      if (bytes === undefined) continue;
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
      const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
      held.push({ cache: name, key: url, bytes: bytes.byteLength, sha256 });
    }
  }
  return held;
}

const channel = new BroadcastChannel(HALTS);
const halted = new Promise<void>((resolve) => (channel.onmessage = () => resolve()));

/** The app's weights without the app. */
export const bench = {
  open,
  ensure,
  hold,
  state: (): Promise<StoredState> => weights.state('demo'),
  heard: () => heard,
  pause: () => controller.abort(),
  endWorker,
  /** Whether the worker has halted where its `halt` says. */
  halted: () => halted,
  goOn: () => channel.postMessage('go on'),
};

declare global {
  interface Window {
    weightsBench: typeof bench;
  }
}

window.weightsBench = bench;
