import type { ModelId, Quantization } from '../core/catalog';
import type { PackageLocation } from '../core/readyPackage';
import type { Command } from '../rpc/protocol';
import type { DownloadEstimate, ModelSource, StoredState, TransferProgress } from './packages';

/** What the page asks of the worker that keeps the models: `Packages`, each call a command. */
export interface PackagesCommands {
  readonly ensure: Command<Wanted<ModelSource | undefined>, PackageLocation, TransferProgress>;
  readonly estimate: Command<Wanted<ModelSource>, DownloadEstimate>;
  readonly state: Command<ModelId, StoredState>;
  readonly remove: Command<ModelId, void>;
}

interface Wanted<Source> {
  readonly modelId: ModelId;
  readonly quantization: Quantization;
  readonly source: Source;
}
