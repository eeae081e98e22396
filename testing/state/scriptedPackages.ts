import type { ModelId, Quantization } from '../../src/core/catalog';
import { AppError } from '../../src/core/errors';
import type { PackageLocation } from '../../src/core/readyPackage';
import type {
  EnsureOptions,
  DownloadEstimate,
  StoredState,
  TransferProgress,
  ModelSource,
  Packages,
} from '../../src/models/packages';

/** One call of `ensure`, which the test advances. */
interface Flow extends EnsureOptions {
  readonly modelId: ModelId;
  readonly quantization: Quantization;
  readonly finish: () => void;
  readonly fail: (error: AppError) => void;
}

/** Progress of a transfer of a hundred bytes. */
export const bytes = (doneBytes: number): TransferProgress => ({
  doneBytes,
  totalBytes: 100,
  bytesPerSecond: 10,
  secondsLeft: (100 - doneBytes) / 10,
});

/** Packages whose transfers do what a test says. */
export class ScriptedPackages implements Packages {
  readonly flows: Flow[] = [];
  readonly states = new Map<ModelId, StoredState>();
  readonly estimates: { readonly modelId: ModelId; readonly source: ModelSource }[] = [];
  estimated: Promise<DownloadEstimate> | undefined;

  get flow(): Flow {
    const flow = this.flows.at(-1);
    if (flow === undefined) throw new Error('nothing was asked for');
    return flow;
  }

  async ensure(
    modelId: ModelId,
    quantization: Quantization,
    options: EnsureOptions,
  ): Promise<PackageLocation> {
    await new Promise<void>((resolve, reject) => {
      const fail = (error: AppError) => reject(error);
      options.signal.addEventListener('abort', () => fail(new AppError('aborted')));
      const finish = () => {
        this.states.set(modelId, { kind: 'stored', bytes: 100, quantization });
        resolve();
      };
      this.flows.push({ ...options, modelId, quantization, finish, fail });
    });
    return { modelUrl: '', libraryUrl: '' };
  }

  estimate(
    modelId: ModelId,
    _quantization: Quantization,
    source: ModelSource,
  ): Promise<DownloadEstimate> {
    this.estimates.push({ modelId, source });
    return this.estimated ?? Promise.resolve(estimate);
  }

  state(modelId: ModelId): Promise<StoredState> {
    return Promise.resolve(this.states.get(modelId) ?? { kind: 'absent', bytes: 0 });
  }

  remove(modelId: ModelId): Promise<void> {
    this.states.delete(modelId);
    return Promise.resolve();
  }
}

export const estimate: DownloadEstimate = {
  downloadBytes: 100,
  keptBytes: 30,
  neededBytes: 30,
  availableBytes: 1000,
  weightsPerSecond: 1,
  seconds: 10,
};
