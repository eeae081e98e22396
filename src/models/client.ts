import { AppError } from '../core/errors';
import { connectOnDemand } from '../rpc/connect';
import type { WorkerPort } from '../rpc/protocol';
import type { Packages } from './packages';
import type { PackagesCommands } from './protocol';

/**
 * The page's side. Everything happens in a worker, for two reasons: gigabytes never pass the thread that
 * paints, and of all scripts only the worker's may connect to other hosts, while it never sees what the
 * user types.
 */
export function createPackagesClient(startWorker: () => WorkerPort): Packages {
  const worker = connectOnDemand<PackagesCommands>(
    startWorker,
    (detail) => new AppError('models-crashed', { detail }),
  );
  return {
    ensure: (modelId, quantization, { source, signal, onProgress }) =>
      worker.call('ensure', { modelId, quantization, source }, { signal, onEvent: onProgress }),
    estimate: (modelId, quantization, source) =>
      worker.call('estimate', { modelId, quantization, source }),
    state: (modelId) => worker.call('state', modelId),
    remove: (modelId) => worker.call('remove', modelId),
  };
}
