import type { ModelId, Quantization } from '../core/catalog';
import type { WireError } from '../core/errors';
import type {
  DownloadEstimate,
  PackageLocation,
  StoredState,
  TransferProgress,
  ModelSource,
} from './packages';

/** Every message between the page and the worker that keeps the weights. */

/** Names one request; unique for the life of a worker. */
export type RequestId = number;

interface Asked<Type extends string> {
  readonly type: Type;
  readonly id: RequestId;
  readonly modelId: ModelId;
}

export type ToWeights =
  | (Asked<'ensure'> & {
      readonly quantization: Quantization;
      readonly source: ModelSource | undefined;
    })
  | (Asked<'estimate'> & { readonly quantization: Quantization; readonly source: ModelSource })
  | Asked<'state'>
  | Asked<'remove'>
  /** Pauses the request with this id. */
  | { readonly type: 'stop'; readonly id: RequestId };

/** What each request is answered with. */
export interface Answers {
  readonly ensure: PackageLocation;
  readonly estimate: DownloadEstimate;
  readonly state: StoredState;
  readonly remove: undefined;
}

export type FromWeights =
  | { readonly type: 'progress'; readonly id: RequestId; readonly progress: TransferProgress }
  | { readonly type: 'done'; readonly id: RequestId; readonly value: Answers[keyof Answers] }
  | { readonly type: 'failed'; readonly id: RequestId; readonly error: WireError };
