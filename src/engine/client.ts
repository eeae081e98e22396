import {
  getModel,
  stopStrings,
  withSettings,
  type Model,
  type ModelId,
  type ModelSettings,
  type Quantization,
} from '../core/catalog';
import { AppError, fromWire, toWire } from '../core/errors';
import { cacheTokens } from '../core/compatibility';
import type { WorkerPort } from '../rpc/protocol';
import { Connection } from './connection';
import { chooseRun, type GpuReport, type Run } from './gpu';
import { Flight } from './flight';
import type { GpuLease } from './gpuLease';
import { LastStats } from './lastStats';
import { OpenRequest } from './openRequest';
import { noProgress, ProgressBar } from './progress';
import type {
  EngineClient,
  EngineStatus,
  GenerateOptions,
  GenerateRequest,
  GenerateResult,
  LoadOptions,
  LoadProgress,
  RequestStats,
} from './types';

export type * from './types';

/** Where the files of models are. */
export interface PackageProvider {
  /** Makes a package whole on this device, and gives its addresses in Cache storage. */
  ensure(
    modelId: ModelId,
    quantization: Quantization,
    options: {
      readonly signal: AbortSignal;
      readonly onProgress: (progress: {
        readonly doneBytes: number;
        readonly totalBytes: number;
      }) => void;
    },
  ): Promise<{ readonly modelUrl: string; readonly libraryUrl: string }>;
  /** In which form the model is here already, if it is. */
  state(modelId: ModelId): Promise<{ readonly quantization?: Quantization | undefined }>;
}

export interface EnginePorts {
  readonly packages: PackageProvider;
  /** What the reader chose about a model. */
  readonly settings: (modelId: ModelId) => Partial<ModelSettings>;
  readonly checkGpu: () => Promise<GpuReport>;
  readonly createWorker: () => WorkerPort;
  /** Which tab may have a large model on the GPU. */
  readonly lease: Pick<GpuLease, 'take' | 'release'>;
  /** Any integer of 32 bits, for requests without a seed. */
  readonly newSeed: () => number;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
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

/**
 * After so much time without another loss, the next one has a cause of its own, and the model comes back by
 * itself again. Chromium blocks a site for two minutes, and does without the GPU after a few crashes in an
 * hour.
 */
const HEALED_MS = 10 * 60_000;

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
  /** The load that brings a lost model back. */
  #recovery: Flight | undefined;
  #stopHealing: (() => void) | undefined;
  readonly #lastStats = new LastStats();

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

  lastStats(): RequestStats | undefined {
    return this.#lastStats.get();
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
    await this.#flightTo(modelId, options.takeOver).join(options);
  }

  async generate(request: GenerateRequest, options: GenerateOptions = {}): Promise<GenerateResult> {
    const { signal } = options;
    if (signal?.aborted === true) throw new AppError('aborted');
    const open = new OpenRequest(request, this.#ports.newSeed);
    for (;;) {
      // Who asks while a lost model comes back waits for it like those who asked before.
      if (this.#recovery !== undefined) await this.#recovered(this.#recovery, signal);
      const session = this.#session;
      if (session === undefined) throw new AppError('model-not-loaded');
      try {
        return await this.#ask(session, open, options);
      } catch (error) {
        if (!isLoss(error) || this.#recovery?.modelId !== session.modelId) throw error;
      }
    }
  }

  async #recovered(recovery: Flight, signal: AbortSignal | undefined): Promise<void> {
    try {
      await recovery.join(signal ? { signal } : {});
    } catch (error) {
      // Another model was loaded instead, or none.
      const isOther = asAppError(error).code === 'aborted' && signal?.aborted !== true;
      throw isOther ? new AppError('model-not-loaded') : error;
    }
  }

  async #ask(
    { connection, model }: Session,
    open: OpenRequest,
    { signal, onDelta, partOf }: GenerateOptions,
  ): Promise<GenerateResult> {
    this.#generating++;
    this.#showActivity();
    const show = (delta: string, tokensPerSecond: number) => {
      this.#showActivity(tokensPerSecond);
      onDelta?.(delta);
    };
    try {
      const result = await connection.generate(open, show, signal);
      this.#lastStats.note(result, model, partOf);
      return result;
    } finally {
      this.#generating--;
      this.#showActivity();
    }
  }

  unload(): Promise<void> {
    this.#drop();
    this.#ports.lease.release();
    this.#setStatus({ kind: 'idle' });
    return Promise.resolve();
  }

  #flightTo(modelId: ModelId, takeOver = false): Flight {
    const current = this.#flight;
    if (current?.modelId === modelId && !current.signal.aborted) return current;
    this.#recoveriesLeft = AUTOMATIC_RECOVERIES;
    return this.#start(this.#configured(modelId), takeOver);
  }

  #start(wanted: Model, takeOver = false): Flight {
    this.#drop();
    const flight = new Flight(wanted.id);
    this.#flight = flight;
    flight.begin(this.#run(flight, wanted, takeOver));
    return flight;
  }

  async #run(flight: Flight, wanted: Model, takeOver: boolean): Promise<void> {
    try {
      const session = await this.#open(flight, wanted, takeOver);
      // Cancelled in the very moment in which the worker was ready.
      if (flight.signal.aborted) session.connection.close(asAppError(flight.signal.reason));
      flight.signal.throwIfAborted();
      this.#session = session;
      this.#flight = undefined;
      this.#recovery = undefined;
      this.#setStatus({ kind: 'ready', modelId: wanted.id });
    } catch (thrown) {
      const error = asAppError(thrown);
      if (this.#flight !== flight) throw error;
      if (this.#recoveriesLeft > 0 && isPassing(error)) {
        this.#recoveriesLeft--;
        this.#heal();
        return this.#run(flight, wanted, takeOver);
      }
      this.#flight = undefined;
      this.#recovery = undefined;
      this.#ports.lease.release();
      const isFailure = error.code !== 'aborted';
      this.#setStatus(isFailure ? { kind: 'failed', modelId: wanted.id, error } : { kind: 'idle' });
      throw error;
    }
  }

  /** One try of a load. */
  async #open(flight: Flight, wanted: Model, takeOver: boolean): Promise<Session> {
    const { modelId, signal } = flight;
    let connection: Connection | undefined;
    const close = () => connection?.close(new AppError('aborted'));
    signal.addEventListener('abort', close);
    try {
      this.#showProgress(flight, noProgress);
      const { quantization, contextLength } = await this.#choose(wanted);
      const model = withSettings(wanted, { contextLength });
      signal.throwIfAborted();
      // Opened before the download, so that the worker's own code arrives meanwhile.
      connection = this.#connect();
      let bar: ProgressBar | undefined;
      const location = await this.#ports.packages.ensure(modelId, quantization, {
        signal,
        onProgress: ({ doneBytes, totalBytes }) => {
          bar ??= new ProgressBar(doneBytes, totalBytes);
          this.#showProgress(flight, bar.download(doneBytes));
        },
      });
      signal.throwIfAborted();
      await this.#takeGpu(flight, wanted, takeOver);
      await connection.load(
        {
          id: modelId,
          quantization,
          modelUrl: location.modelUrl,
          libraryUrl: location.libraryUrl,
          contextLength,
          cacheTokens: cacheTokens(model, quantization, contextLength),
          stopTokenIds: model.stopTokenIds,
          stopStrings: stopStrings(model),
        },
        ({ phase, fraction }) => {
          if (bar !== undefined) this.#showProgress(flight, bar.runtime(phase, fraction));
        },
      );
      return { modelId, wanted, model, connection };
    } catch (thrown) {
      const error = asAppError(signal.aborted ? signal.reason : thrown);
      connection?.close(error);
      throw error;
    } finally {
      signal.removeEventListener('abort', close);
    }
  }

  /** Small models do no harm beside others. */
  async #takeGpu({ signal }: Flight, model: Model, takeOver: boolean): Promise<void> {
    const { lease } = this.#ports;
    if (model.bundled) lease.release();
    else await lease.take({ takeOver, signal, onTaken: () => this.#giveUp() });
  }

  /** Another tab takes over: what is open here ends, and the worker, which frees the GPU. */
  #giveUp(): void {
    const modelId = this.#session?.modelId ?? this.#flight?.modelId;
    if (modelId === undefined) return;
    const error = new AppError('gpu-taken');
    this.#drop(error);
    this.#setStatus({ kind: 'failed', modelId, error });
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

  #connect(): Connection {
    const connection: Connection = new Connection({
      worker: this.#ports.createWorker(),
      now: this.#ports.now,
      setTimer: this.#ports.setTimer,
      onLost: (error) => {
        const session = this.#session;
        if (session?.connection === connection) this.#recover(session, error);
      },
    });
    return connection;
  }

  #recover({ modelId, wanted }: Session, error: AppError): void {
    this.#session = undefined;
    if (this.#recoveriesLeft > 0 && isLoss(error)) {
      this.#recoveriesLeft--;
      // With the settings it had: they are those of the prompts that wait for it.
      this.#recovery = this.#start(wanted);
      // Counts as its own waiter: it goes on even when those who join it leave.
      this.#recovery.keep();
      this.#heal();
    } else {
      this.#ports.lease.release();
      this.#setStatus({ kind: 'failed', modelId, error });
    }
  }

  #heal(): void {
    this.#stopHealing?.();
    const healed = () => (this.#recoveriesLeft = AUTOMATIC_RECOVERIES);
    this.#stopHealing = this.#ports.setTimer(healed, HEALED_MS);
  }

  /** Ends the session or the load that there is. Terminating the worker is what frees the GPU. */
  #drop(error?: AppError): void {
    const { connection } = this.#session ?? {};
    this.#session = undefined;
    connection?.close(error ?? new AppError('model-not-loaded'));
    const flight = this.#flight;
    this.#flight = undefined;
    this.#recovery = undefined;
    flight?.cancel(error);
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

const passing: readonly string[] = ['gpu-lost', 'engine-crashed'];
const losses: readonly string[] = [...passing, 'engine-stalled', 'out-of-memory'];

/** What a load may well not meet a second time, and is told of soon. */
function isPassing(error: AppError): boolean {
  return passing.includes(error.code);
}

/**
 * What a fresh worker may well survive. There was memory enough when the model was loaded; if it is gone for
 * good, loading it again says so.
 */
function isLoss(error: unknown): boolean {
  return error instanceof AppError && losses.includes(error.code);
}

function asAppError(thrown: unknown): AppError {
  return thrown instanceof AppError ? thrown : fromWire(toWire(thrown));
}
