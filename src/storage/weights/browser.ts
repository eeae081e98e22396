import { libraries } from '../../../compiler/libs.lock.json';
import { AppError } from '../../core/errors';
import type { Weights } from './api';
import { WeightsStore } from './store';

/**
 * The weights of this origin.
 *
 * @param base Address the app lies under; ends with "/".
 */
export function openWeights(base: string): Weights {
  const store = openStore(base);
  return {
    ensure: (modelId, quantization, { signal, onProgress }) =>
      store.ensure(modelId, quantization, {
        signal,
        onProgress: (doneBytes, totalBytes) =>
          onProgress({ doneBytes, totalBytes, bytesPerSecond: 0, secondsLeft: undefined }),
      }),
    offer: (modelId) => Promise.reject(new AppError('source-needed', { modelId })),
    state: (modelId) => store.state(modelId),
    remove: (modelId) => store.remove(modelId),
  };
}

function openStore(base: string): WeightsStore {
  return new WeightsStore({
    base,
    libraries,
    fetch: (input, init) => fetch(input, init),
    // Looked up late: an insecure page has none, and still has to start to say what it lacks.
    caches: { open: (name) => caches.open(name) },
    digest: sha256,
    estimate: () => navigator.storage.estimate(),
    alone: (name, signal, run) => navigator.locks.request(name, { signal }, run),
    setTimer: (run, ms) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  });
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
