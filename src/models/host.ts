import type { ParentPort } from '../rpc/protocol';
import { serve } from '../rpc/serve';
import type { Packages } from './packages';
import type { PackagesCommands } from './protocol';

/** The worker's side: hands each call to the packages, and their answer back. */
export function servePackages(packages: Packages, port: ParentPort): void {
  serve<PackagesCommands>(
    {
      ensure: ({ modelId, quantization, source }, { signal, emit }) =>
        packages.ensure(modelId, quantization, { signal, source, onProgress: emit }),
      estimate: ({ modelId, quantization, source }) =>
        packages.estimate(modelId, quantization, source),
      state: (modelId) => packages.state(modelId),
      remove: (modelId) => packages.remove(modelId),
    },
    port,
  );
}
