import {
  getModel,
  stopStrings,
  withSettings,
  type Model,
  type ModelId,
  type ModelSettings,
} from '../core/catalog';
import { AppError, fromWire, toWire } from '../core/errors';
import type { Weights } from '../storage/weights/api';
import { Connection, type WorkerPort } from './connection';
import { chooseRun, type GpuReport, type Run } from './gpu';
import { Flight } from './flight';
import { noProgress, ProgressBar } from './progress';
import type {
  EngineClient,
  EngineStatus,
  GenerateOptions,
  GenerateRequest,
  GenerateResult,
  LoadOptions,
  LoadProgress,
  Usage,
} from './types';

export type * from './types';

export interface EnginePorts {
  /** Brings the files of a model onto this device. */
  readonly packages: Pick<Weights, 'ensure' | 'state'>;
  /** What the reader chose about a model. */
  readonly settings: (modelId: ModelId) => Partial<ModelSettings>;
  readonly checkGpu: () => Promise<GpuReport>;
  readonly createWorker: () => WorkerPort;
  readonly setTimer: (run: () => void, ms: number) => () => void;
}

interface Session {
  readonly modelId: ModelId;
  /** As it was asked for, and as it could be had: with less context perhaps. */
  readonly wanted: Model;
  readonly model: Model;
  readonly connection: Connection;
}

/**
 * Browsers block WebGPU for a site whose device is lost again and again, so a lost model comes back
 * by itself once; after that somebody has to ask for it.
 */
const AUTOMATIC_RECOVERIES = 1;

export function createEngineClient(ports: EnginePorts): EngineClient {
  return new Engine(ports);
}

class Engine implements EngineClient {
  readonly #ports: EnginePorts;
  readonly #listeners = new Set<(status: EngineStatus) => void>();
  #status: EngineStatus = { kind: 'idle' };
  #flight: Flight | undefined;
  #session: Session | undefined;
  #generating = 0;
  #recoveriesLeft = AUTOMATIC_RECOVERIES;
  #lastStats: Usage | undefined;

  constructor(ports: EnginePorts) {
    this.#ports = ports;
  }

  status(): EngineStatus {
    return this.#status;
  }

  subscribe(listener: (status: EngineStatus) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  lastStats(): Usage | undefined {
    return this.#lastStats;
  }

  model(modelId: ModelId): Model {
    if (this.#session?.modelId === modelId) return this.#session.model;
    return this.#configured(modelId);
  }

  isOutdated(modelId: ModelId): boolean {
    if (this.#session?.modelId !== modelId) return false;
    const { wanted } = this.#session;
    const { contextLength, template } = this.#configured(modelId);
    return contextLength !== wanted.contextLength || template !== wanted.template;
  }

  async load(modelId: ModelId, options: LoadOptions = {}): Promise<void> {
    if (options.signal?.aborted === true) throw new AppError('aborted');
    if (this.#session?.modelId === modelId && !this.isOutdated(modelId)) return;
    await this.#flightTo(modelId).join(options);
  }

  async generate(request: GenerateRequest, options: GenerateOptions = {}): Promise<GenerateResult> {
    const { signal, onText } = options;
    if (signal?.aborted === true) throw new AppError('aborted');
    const session = this.#session;
    if (session === undefined) throw new AppError('model-not-loaded');
    const shown = { any: false };
    this.#generating++;
    this.#showActivity();
    try {
      const result = await session.connection.generate(
        request,
        (delta, tokensPerSecond) => {
          shown.any = true;
          this.#showActivity(tokensPerSecond);
          onText?.(delta);
        },
        signal,
      );
      this.#lastStats = result.usage;
      return result;
    } catch (error) {
      // What the reader has not seen any of can be asked again without their noticing.
      if (shown.any || this.#flight?.modelId !== session.modelId || !isLoss(error)) throw error;
    } finally {
      this.#generating--;
      this.#showActivity();
    }
    await this.load(session.modelId, signal ? { signal } : {});
    return this.generate(request, options);
  }

  unload(): Promise<void> {
    this.#drop();
    this.#setStatus({ kind: 'idle' });
    return Promise.resolve();
  }

  #flightTo(modelId: ModelId): Flight {
    const current = this.#flight;
    if (current?.modelId === modelId && !current.signal.aborted) return current;
    this.#recoveriesLeft = AUTOMATIC_RECOVERIES;
    return this.#start(modelId);
  }

  #start(modelId: ModelId): Flight {
    this.#drop();
    const flight = new Flight(modelId);
    this.#flight = flight;
    flight.begin(this.#run(flight));
    return flight;
  }

  async #run(flight: Flight): Promise<void> {
    const { modelId, signal } = flight;
    let connection: Connection | undefined;
    const close = () => connection?.close(new AppError('aborted'));
    signal.addEventListener('abort', close);
    try {
      const wanted = this.#configured(modelId);
      this.#showProgress(flight, noProgress);
      const { quantization, contextLength } = await this.#choose(wanted);
      const model = withSettings(wanted, { contextLength });
      signal.throwIfAborted();
      // Opened before the download, so that the worker's own code arrives meanwhile.
      connection = this.#connect(modelId);
      let bar: ProgressBar | undefined;
      const location = await this.#ports.packages.ensure(modelId, quantization, {
        signal,
        onProgress: ({ doneBytes, totalBytes }) => {
          bar ??= new ProgressBar(doneBytes, totalBytes);
          this.#showProgress(flight, bar.download(doneBytes));
        },
      });
      signal.throwIfAborted();
      await connection.load(
        {
          id: modelId,
          quantization,
          modelUrl: location.modelUrl,
          libraryUrl: location.libraryUrl,
          contextLength,
          stopTokenIds: model.stopTokenIds,
          stopStrings: stopStrings(model),
        },
        ({ phase, fraction }) => {
          if (bar !== undefined) this.#showProgress(flight, bar.runtime(phase, fraction));
        },
      );
      this.#session = { modelId, wanted, model, connection };
      this.#flight = undefined;
      this.#setStatus({ kind: 'ready', modelId });
    } catch (thrown) {
      const error = signal.aborted ? new AppError('aborted') : asAppError(thrown);
      connection?.close(error);
      if (this.#flight === flight) {
        this.#flight = undefined;
        this.#setStatus(signal.aborted ? { kind: 'idle' } : { kind: 'failed', modelId, error });
      }
      throw error;
    } finally {
      signal.removeEventListener('abort', close);
    }
  }

  #configured(modelId: ModelId): Model {
    return withSettings(getModel(modelId), this.#ports.settings(modelId));
  }

  /** Files that are here already are worth more than a better form of them that is not. */
  async #choose(model: Model): Promise<Run> {
    const { checkGpu, packages } = this.#ports;
    const [report, { quantization }] = await Promise.all([checkGpu(), packages.state(model.id)]);
    return chooseRun(report, model, { contextLength: model.contextLength, quantization });
  }

  #connect(modelId: ModelId): Connection {
    const connection: Connection = new Connection({
      worker: this.#ports.createWorker(),
      setTimer: this.#ports.setTimer,
      onLost: (error) => {
        if (this.#session?.connection === connection) this.#recover(modelId, error);
      },
    });
    return connection;
  }

  #recover(modelId: ModelId, error: AppError): void {
    this.#session = undefined;
    if (this.#recoveriesLeft > 0 && isLoss(error)) {
      this.#recoveriesLeft--;
      // Counts as its own waiter: it goes on even when those who join it leave.
      this.#start(modelId).keep();
    } else {
      this.#setStatus({ kind: 'failed', modelId, error });
    }
  }

  /** Ends the session or the load that there is. Terminating the worker is what frees the GPU. */
  #drop(): void {
    const { connection } = this.#session ?? {};
    this.#session = undefined;
    connection?.close(new AppError('model-not-loaded'));
    const flight = this.#flight;
    this.#flight = undefined;
    flight?.cancel();
  }

  #showProgress(flight: Flight, progress: LoadProgress): void {
    if (this.#flight !== flight || !isVisibleStep(this.#status, progress)) return;
    this.#setStatus({ kind: 'loading', modelId: flight.modelId, progress });
    flight.report(progress);
  }

  /** @param tokensPerSecond Left out: as before. */
  #showActivity(tokensPerSecond?: number): void {
    if (this.#session === undefined) return;
    const { modelId } = this.#session;
    const before = this.#status.kind === 'generating' ? this.#status.tokensPerSecond : 0;
    this.#setStatus(
      this.#generating > 0
        ? { kind: 'generating', modelId, tokensPerSecond: tokensPerSecond ?? before }
        : { kind: 'ready', modelId },
    );
  }

  #setStatus(status: EngineStatus): void {
    this.#status = status;
    for (const listener of this.#listeners) listener(status);
  }
}

/** A download reports every few kilobytes; nobody can see a bar move by less than this. */
const SMALLEST_STEP = 0.001;

function isVisibleStep(status: EngineStatus, { phase, fraction }: LoadProgress): boolean {
  if (status.kind !== 'loading' || status.progress.phase !== phase) return true;
  const step = fraction - status.progress.fraction;
  return step >= SMALLEST_STEP || (fraction === 1 && step > 0);
}

/** Losses that a fresh worker may well survive; memory that was too small stays too small. */
function isLoss(error: unknown): boolean {
  const losses: readonly string[] = ['gpu-lost', 'engine-crashed', 'engine-stalled'];
  return error instanceof AppError && losses.includes(error.code);
}

function asAppError(thrown: unknown): AppError {
  return thrown instanceof AppError ? thrown : fromWire(toWire(thrown));
}
