import { libraries } from '../../compiler/libs.lock.json';
import { getModel } from '../core/catalog';
import type { WorkerPort } from '../rpc/protocol';
import { workerPort } from '../rpc/webWorker';
import { setTimer } from '../core/timer';
import { RANGE_BYTES } from '../transfer/ranges';
import { sharedName } from './cache/addresses';
import type { TransferProgress, Packages } from './packages';
import { createPackagesClient } from './client';
import type { QuantizeTask } from './convert/quantizeCommands';
import { measureQuantizing, QuantizeThreads } from './convert/quantizeThreads';
import { PackageStore, type PackageStorePorts } from './packageStore';

/**
 * The weights of this origin, for a page.
 *
 * @param base Address the app lies under; ends with "/".
 */
export function openPackages(base: string): Packages {
  return createPackagesClient(() =>
    workerPort(
      new Worker(new URL('./modelsWorker.ts', import.meta.url), { type: 'module', name: base }),
    ),
  );
}

/** The weights of this origin, in the thread that does the work. */
export function openPackageStore(
  base: string,
  changed: Partial<PackageStorePorts> = {},
): PackageStore {
  // One thread is left to the page.
  const threads = Math.max(1, Math.min(8, navigator.hardwareConcurrency - 1));
  const { quantize } = new QuantizeThreads(threads, { startWorker, transfer, setTimer });
  return new PackageStore({
    base,
    model: getModel,
    libraries,
    fetch: (input, init) => fetch(input, init),
    caches: { open: (name) => caches.open(name) },
    digest: sha256,
    estimate: () => navigator.storage.estimate(),
    withLock,
    localPermission,
    broadcast,
    setTimer,
    now: () => Date.now(),
    random: () => Math.random(),
    rangeBytes: RANGE_BYTES,
    threads,
    quantize,
    measureQuantizing: async () =>
      threads * (await measureQuantizing(quantize, () => performance.now())),
    ...changed,
  });
}

function startWorker(): WorkerPort {
  return workerPort(
    new Worker(new URL('./convert/quantizeWorker.ts', import.meta.url), { type: 'module' }),
  );
}

/** A part of a larger buffer would take the whole with it. */
function transfer({ bytes }: QuantizeTask): readonly ArrayBuffer[] {
  return bytes.byteLength === bytes.buffer.byteLength ? [bytes.buffer] : [];
}

/** Chromium has it from version 142; its name is in no library of types yet. */
const localPermission: PackageStorePorts['localPermission'] = async () => {
  const name = 'local-network-access' as PermissionName;
  return (await navigator.permissions.query({ name }).catch(() => undefined))?.state;
};

const withLock: PackageStorePorts['withLock'] = async (name, { signal, ifFree = false }, run) => {
  if (ifFree) {
    return navigator.locks.request(name, { ifAvailable: true }, (lock) =>
      lock === null ? undefined : run(),
    );
  }
  return navigator.locks.request(name, signal === undefined ? {} : { signal }, run);
};

/** Each call has a channel of its own, as a channel does not hear itself. */
const broadcast: PackageStorePorts['broadcast'] = {
  tell: (modelId, progress) => {
    const channel = new BroadcastChannel(sharedName(modelId));
    channel.postMessage(progress);
    channel.close();
  },
  listen: (modelId, onProgress) => {
    const channel = new BroadcastChannel(sharedName(modelId));
    channel.onmessage = (event: MessageEvent<TransferProgress>) => onProgress(event.data);
    return () => channel.close();
  },
};

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
