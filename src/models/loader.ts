import type { SetTimer } from '../core/timer';
import type { Model, ModelId, Quantization } from '../core/catalog';
import { chooseRun, type GpuReport } from '../core/compatibility';
import { AppError, toAppError } from '../core/errors';
import type { PackageLocation, ReadyPackage } from '../core/readyPackage';
import type { DownloadEstimate, ModelSource, Packages, TransferProgress } from './packages';

/** A model on its way to this device. */
export type Transfer = { readonly progress: TransferProgress | undefined } & (
  | { readonly kind: 'running' | 'paused' }
  | {
      readonly kind: 'failed';
      readonly error: AppError;
      /** When it goes on by itself. */
      readonly goesOn: 'online' | 'soon' | 'never';
    }
);

/** `navigator.onLine` and the event. */
export interface Network {
  isOnline(): boolean;
  onOnline(callback: () => void): void;
}

/** What the loader needs from outside. */
export interface LoaderPorts {
  readonly packages: Packages;
  /** A model as the user wants it. */
  readonly model: (modelId: ModelId) => Model;
  /** Looks at the GPU. Never rejects. */
  readonly checkGpu: () => Promise<GpuReport>;
  readonly network: Network;
  readonly setTimer: SetTimer;
}

/** Where a transfer reads from, and where it stood. */
export interface TransferOptions {
  /** Left out: the source it began with. */
  readonly source?: ModelSource | undefined;
  /** How far it was. */
  readonly progress?: TransferProgress | undefined;
}

/** How a preparation is stopped, and what it reports. */
export interface PrepareOptions {
  readonly signal: AbortSignal;
  /** Called once the model is known to run here, before anything is fetched. */
  readonly onChosen: () => void;
  /** Called at least once, and never with less than before. */
  readonly onProgress: (progress: TransferProgress) => void;
}

/** Called with every step of a transfer; undefined: the model is complete. */
export type TransferListener = (modelId: ModelId, transfer: Transfer | undefined) => void;

/** Pauses between attempts that bring nothing; one that brings something starts again with the first. */
const PAUSES_MS = [5_000, 15_000, 60_000, 120_000, 300_000];

/** A server that wants to be left alone for longer than this is the user's affair. */
const LONGEST_ASKED_MS = 3_600_000;

/** A transfer that goes on until it is stopped: attempts, and pauses between them. */
interface Running {
  readonly abort: AbortController;
  wake: () => void;
  done: Promise<void>;
}

/** What a transfer has just made complete. */
interface Completed {
  readonly quantization: Quantization;
  readonly location: PackageLocation;
  readonly progress: TransferProgress;
}

/**
 * The one place where a model is brought onto this device: chooses its quantization, asks for the package,
 * reports progress that never goes back, and retries by itself what passes.
 */
export class ModelLoader {
  readonly #ports: LoaderPorts;
  readonly #running = new Map<ModelId, Running>();
  readonly #listeners = new Set<TransferListener>();
  /** The engine, which loads what a transfer has brought, need not have it brought again. */
  readonly #completed = new Map<ModelId, Completed>();

  constructor(ports: LoaderPorts) {
    this.#ports = ports;
    ports.network.onOnline(() => {
      for (const { wake } of this.#running.values()) wake();
    });
  }

  subscribe(listener: TransferListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Makes a model ready to run. A download that is not under way stays as it is, however the request came:
   * whoever paused it resumes it.
   *
   * @throws AppError `source-needed` for a model whose download is paused; `gpu-limit-too-small` or another of the GPU's report; see also {@link Packages.ensure}.
   */
  async prepare(
    model: Model,
    { signal, onChosen, onProgress }: PrepareOptions,
  ): Promise<ReadyPackage> {
    const { packages, checkGpu } = this.#ports;
    const [report, stored] = await Promise.all([checkGpu(), packages.state(model.id)]);
    // Files that are stored are worth more than a better quantization that is not.
    const run = chooseRun(report, model, {
      contextLength: model.contextLength,
      quantization: stored.quantization,
    });
    if (signal.aborted) throw new AppError('aborted');
    onChosen();
    const isPaused = stored.kind === 'partial' && !model.bundled && !this.#running.has(model.id);
    if (isPaused) throw new AppError('source-needed', { modelId: model.id });
    const completed = this.#completed.get(model.id);
    this.#completed.delete(model.id);
    if (completed?.quantization === run.quantization) {
      onProgress(completed.progress);
      return { ...run, ...completed.location };
    }
    const options = { signal, onProgress: forwardOnly(undefined, onProgress) };
    return { ...run, ...(await packages.ensure(model.id, run.quantization, options)) };
  }

  /** What a source costs. @throws AppError: see {@link Packages.estimate}. */
  async estimate(modelId: ModelId, source: ModelSource): Promise<DownloadEstimate> {
    return this.#ports.packages.estimate(modelId, await this.#quantization(modelId), source);
  }

  /** Starts or resumes a transfer; one that waits for its next attempt makes it at once. */
  start(modelId: ModelId, options: TransferOptions): void {
    const current = this.#running.get(modelId);
    if (current !== undefined && !current.abort.signal.aborted) {
      current.wake();
      return;
    }
    const running: Running = {
      abort: new AbortController(),
      wake: () => undefined,
      done: Promise.resolve(),
    };
    this.#running.set(modelId, running);
    running.done = Promise.resolve(current?.done)
      .then(() => this.#transfer(modelId, running, options))
      .finally(() => {
        if (this.#running.get(modelId) === running) this.#running.delete(modelId);
      });
  }

  /** What was read is kept. Resolves when nothing of the transfer runs any more. */
  async stop(modelId: ModelId): Promise<void> {
    this.#completed.delete(modelId);
    const running = this.#running.get(modelId);
    if (running === undefined) return;
    running.abort.abort();
    running.wake();
    await running.done;
  }

  async #transfer(
    modelId: ModelId,
    running: Running,
    { source, progress }: TransferOptions,
  ): Promise<void> {
    const { packages, network } = this.#ports;
    const { signal } = running.abort;
    const tell = (transfer: Transfer | undefined) => {
      if (signal.aborted) return;
      for (const listener of this.#listeners) listener(modelId, transfer);
    };
    let latest = progress;
    let failures = 0;
    while (!signal.aborted) {
      const before = latest?.doneBytes ?? 0;
      tell({ kind: 'running', progress: latest });
      const onProgress = forwardOnly(latest, (next) => {
        latest = next;
        tell({ kind: 'running', progress: next });
      });
      try {
        const quantization = await this.#quantization(modelId);
        signal.throwIfAborted();
        const options = { signal, onProgress, source };
        const location = await packages.ensure(modelId, quantization, options);
        if (latest !== undefined) {
          this.#completed.set(modelId, { quantization, location, progress: latest });
        }
        tell(undefined);
        return;
      } catch (cause) {
        const error = toAppError(cause);
        if ((latest?.doneBytes ?? 0) > before) failures = 0;
        const online = network.isOnline();
        const pause =
          askedPauseMs(error) ?? (error.retry === 'auto' ? PAUSES_MS[failures] : undefined);
        const goesOn = pause === undefined ? 'never' : online ? 'soon' : 'online';
        tell({ kind: 'failed', error, progress: latest, goesOn });
        if (goesOn === 'never') return;
        // Without a network no moment is better than that of its return.
        if (online) failures++;
        await this.#pause(running, online ? pause : undefined);
      }
    }
  }

  /** @param ms Left out: until it is woken. */
  #pause(running: Running, ms: number | undefined): Promise<void> {
    return new Promise((resolve) => {
      // Who stopped it meanwhile has woken it already, and waits for its end.
      if (running.abort.signal.aborted) {
        resolve();
        return;
      }
      const cancel = ms === undefined ? undefined : this.#ports.setTimer(() => running.wake(), ms);
      running.wake = () => {
        cancel?.();
        running.wake = () => undefined;
        resolve();
      };
    });
  }

  /** That of what is stored, complete or not, or else the one that this device runs best. */
  async #quantization(modelId: ModelId): Promise<Quantization> {
    const { packages, checkGpu, model } = this.#ports;
    const { quantization } = await packages.state(modelId);
    if (quantization !== undefined) return quantization;
    const { contextLength } = model(modelId);
    return chooseRun(await checkGpu(), model(modelId), { contextLength }).quantization;
  }
}

/** How long a busy server wants to be left alone, if it says so. */
function askedPauseMs({ data }: AppError): number | undefined {
  const { retryAfterSeconds: seconds } = data;
  if (typeof seconds !== 'number' || seconds * 1_000 > LONGEST_ASKED_MS) return undefined;
  return seconds * 1_000;
}

/** A run that begins again may count anew from the last byte it is sure of; progress does not. */
function forwardOnly(
  before: TransferProgress | undefined,
  report: (progress: TransferProgress) => void,
): (progress: TransferProgress) => void {
  let last = before;
  return (next) => {
    const goesBack = last?.totalBytes === next.totalBytes && next.doneBytes < last.doneBytes;
    last = goesBack && last !== undefined ? { ...next, doneBytes: last.doneBytes } : next;
    report(last);
  };
}
