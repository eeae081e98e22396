import type { ModelId, Quantization } from '../core/catalog';
import type { HubLayout } from '../core/hub';
import type { PackageLocation } from '../core/readyPackage';

/** Where the files of a model come from. */
export type ModelSource =
  /** A host of quantized packages, laid out as `<address><model id>/<quantization>/resolve/main/`. */
  | { readonly kind: 'host'; readonly address: string }
  /**
   * The official checkpoint at a hub, where its layout has it; quantized here, and only the package is kept.
   */
  | {
      readonly kind: 'hub';
      readonly address: string;
      /** A commit; left out: what the hub's branch leads to. */
      readonly revision?: string;
      /** See `TokenizerOptions`. */
      readonly dropTokens?: boolean;
      /** Left out: as Hugging Face has it. */
      readonly layout?: HubLayout;
      /** Reads again what could not be checked on its way, which may be all of it. */
      readonly checkWhole?: boolean;
    }
  /** Files that the user chose: a package, or a checkpoint in the layout of Hugging Face. */
  | { readonly kind: 'disk'; readonly files: readonly File[]; readonly dropTokens?: boolean };

/** How far the files of a model are. Every number but the speed only grows. */
export interface TransferProgress {
  /** Bytes read from the source so far, and in all; those of earlier runs count as read. */
  readonly doneBytes: number;
  readonly totalBytes: number;
  /** Over the last seconds; 0 until it is known. */
  readonly bytesPerSecond: number;
  readonly secondsLeft: number | undefined;
}

/** What a source would cost, before it is taken. */
export interface DownloadEstimate {
  /** Still to be read from the source. */
  readonly downloadBytes: number;
  /** What the model takes on this device in the end. */
  readonly keptBytes: number;
  /** Room that is needed beyond what is already taken, to get there. */
  readonly neededBytes: number;
  /** Room that the browser offers; undefined where it does not say. */
  readonly availableBytes: number | undefined;
  /** Weights per second that this device quantizes, measured; undefined where nothing is quantized. */
  readonly weightsPerSecond: number | undefined;
  /** Seconds at the measured speed of the network and of quantizing. */
  readonly seconds: number | undefined;
}

/** What of a model is on this device. Sizes are in bytes. */
export interface StoredState {
  /** `partial`: some of it is here; the source it came from can go on. */
  readonly kind: 'absent' | 'partial' | 'stored';
  readonly bytes: number;
  /** Of a partial one: where it was coming from (without the files of a disk), and how far it got. */
  readonly source?: 'host' | 'hub' | 'disk' | undefined;
  readonly quantization?: Quantization | undefined;
  readonly doneBytes?: number | undefined;
  readonly totalBytes?: number | undefined;
}

/** How a package is made complete, and what is reported meanwhile. */
export interface EnsureOptions {
  /** Pauses: what has been read is kept, and the next call goes on from there. */
  readonly signal: AbortSignal;
  /** Called at least once. */
  readonly onProgress: (progress: TransferProgress) => void;
  /** Left out: as it began; for a new one, the app's own address. */
  readonly source?: ModelSource | undefined;
}

/** The models on this device: brings, checks, keeps and removes them. All of it happens in a worker. */
export interface Packages {
  /**
   * Makes a package whole and current; joins a run that is under way, in this tab or another.
   *
   * @throws AppError `source-needed` for a model that the app does not bring itself when no source was given
   *   and none was begun; `address-refused`, `network`, `http-status`, `redirect-refused`, `local-network`,
   *   `hash-mismatch`, `source-damaged`, `package-invalid`, `other-model`, `source-changed`, `storage-full`,
   *   `checkpoint-invalid`, `checkpoint-unsupported`, `manifest-invalid`, `aborted`.
   */
  ensure(
    modelId: ModelId,
    quantization: Quantization,
    options: EnsureOptions,
  ): Promise<PackageLocation>;
  /** What a source costs; looks at the source. @throws AppError as {@link ensure}. */
  estimate(
    modelId: ModelId,
    quantization: Quantization,
    source: ModelSource,
  ): Promise<DownloadEstimate>;
  state(modelId: ModelId): Promise<StoredState>;
  /** Frees everything that a model takes, unfinished parts too. */
  remove(modelId: ModelId): Promise<void>;
}
