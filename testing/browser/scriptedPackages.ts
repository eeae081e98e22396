import type { ModelId, Quantization } from '../../src/core/catalog';
import { AppError, fromWire, type WireError } from '../../src/core/errors';
import type { PackageLocation } from '../../src/core/readyPackage';
import type {
  EnsureOptions,
  DownloadEstimate,
  StoredState,
  Packages,
} from '../../src/models/packages';

/** What the worker that fetches models does; plain data, so that a test can pass it to a worker. */
export interface WeightsScript {
  readonly stored?: Readonly<Partial<Record<ModelId, StoredState>>>;
  /** What every source costs, or why it cannot be had. */
  readonly estimate?: Partial<DownloadEstimate> | WireError;
  readonly tickBytes?: number;
  readonly tickMs?: number;
  /** Where a transfer ends with an error, once. */
  readonly failAt?: { readonly bytes: number; readonly error: WireError };
}

const GB = 1e9;
const usual: DownloadEstimate = {
  downloadBytes: 16.06 * GB,
  keptBytes: 4.53 * GB,
  neededBytes: 4.6 * GB,
  availableBytes: 120 * GB,
  weightsPerSecond: 40e6,
  seconds: 1_500,
};

/** Weights that follow a script instead of fetching anything. */
export class ScriptedWeights implements Packages {
  readonly #script: WeightsScript;
  readonly #states = new Map<ModelId, StoredState>();

  constructor(script: WeightsScript) {
    this.#script = script;
    for (const [id, state] of Object.entries(script.stored ?? {})) {
      this.#states.set(id as ModelId, state);
    }
  }

  async ensure(
    modelId: ModelId,
    quantization: Quantization,
    { signal, onProgress, source }: EnsureOptions,
  ): Promise<PackageLocation> {
    const { tickBytes = 0.3 * GB, tickMs = 100, failAt } = this.#script;
    const begun = await this.state(modelId);
    if (begun.kind === 'absent' && source === undefined && modelId !== 'demo') {
      throw new AppError('source-needed', { modelId });
    }
    const totalBytes = begun.totalBytes ?? this.#estimate().downloadBytes;
    let doneBytes = begun.kind === 'stored' ? totalBytes : (begun.doneBytes ?? 0);
    const bytesPerSecond = (tickBytes / tickMs) * 1000;
    const kept = { source: source?.kind ?? begun.source, quantization, totalBytes };
    for (;;) {
      const secondsLeft = (totalBytes - doneBytes) / bytesPerSecond;
      onProgress({ doneBytes, totalBytes, bytesPerSecond, secondsLeft });
      if (doneBytes >= totalBytes) break;
      await new Promise((resolve) => setTimeout(resolve, tickMs));
      if (signal.aborted) throw new AppError('aborted');
      const before = doneBytes;
      doneBytes = Math.min(totalBytes, doneBytes + tickBytes);
      this.#states.set(modelId, { kind: 'partial', bytes: doneBytes / 4, doneBytes, ...kept });
      if (failAt !== undefined && before < failAt.bytes && doneBytes >= failAt.bytes) {
        throw fromWire(failAt.error);
      }
    }
    this.#states.set(modelId, { kind: 'stored', bytes: this.#estimate().keptBytes, quantization });
    return { modelUrl: 'https://model.invalid/', libraryUrl: 'https://library.invalid/' };
  }

  estimate(): Promise<DownloadEstimate> {
    const { estimate } = this.#script;
    if (estimate !== undefined && 'code' in estimate) return Promise.reject(fromWire(estimate));
    return Promise.resolve(this.#estimate());
  }

  state(modelId: ModelId): Promise<StoredState> {
    return Promise.resolve(this.#states.get(modelId) ?? { kind: 'absent', bytes: 0 });
  }

  remove(modelId: ModelId): Promise<void> {
    this.#states.delete(modelId);
    return Promise.resolve();
  }

  #estimate(): DownloadEstimate {
    const { estimate } = this.#script;
    return { ...usual, ...(estimate !== undefined && !('code' in estimate) && estimate) };
  }
}
