import type { ModelId, Quantization } from '../../core/catalog';
import { AppError } from '../../core/errors';
import type {
  EnsureOptions,
  Offer,
  PackageLocation,
  StoredState,
  TransferProgress,
  WayIn,
  Weights,
} from '../../storage/weights/api';

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

/** Weights whose transfers do what a test tells them. */
export class FakeWeights implements Weights {
  readonly flows: Flow[] = [];
  readonly states = new Map<ModelId, StoredState>();
  readonly offers: { readonly modelId: ModelId; readonly way: WayIn }[] = [];
  offered: Promise<Offer> | undefined;

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

  offer(modelId: ModelId, _quantization: Quantization, way: WayIn): Promise<Offer> {
    this.offers.push({ modelId, way });
    return this.offered ?? Promise.resolve(offer);
  }

  state(modelId: ModelId): Promise<StoredState> {
    return Promise.resolve(this.states.get(modelId) ?? { kind: 'absent', bytes: 0 });
  }

  remove(modelId: ModelId): Promise<void> {
    this.states.delete(modelId);
    return Promise.resolve();
  }
}

export const offer: Offer = {
  downloadBytes: 100,
  keptBytes: 30,
  neededBytes: 30,
  availableBytes: 1000,
  weightsPerSecond: 1,
  seconds: 10,
};
