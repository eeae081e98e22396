import type { SetTimer } from '../core/timer';
import {
  getModel,
  stopStrings,
  withSettings,
  type Model,
  type ModelId,
  type ModelSettings,
} from '../core/catalog';
import { AppError, toAppError } from '../core/errors';
import { cacheTokens } from '../core/compatibility';
import type { ReadyPackage } from '../core/readyPackage';
import type { WorkerPort } from '../rpc/protocol';
import { Connection, OpenRequest } from './connection';
import { Flight, noProgress, ProgressBar } from './load';
import type { GpuLease } from './gpuLease';
import { LastStats } from './lastStats';
import type {
  EngineClient,
  EngineStatus,
  GenerateOptions,
  GenerateRequest,
  GenerateResult,
  LoadOptions,
  LoadProgress,
  RequestStats,
  TextToken,
} from './types';

export type * from './types';

/** Bytes of a package: on this device, and in all. */
interface PackageProgress {
  readonly doneBytes: number;
  readonly totalBytes: number;
}

export interface EnginePorts {
  /** Makes the package of a model ready; `onProgress` is called at least once. */
  readonly prepare: (
    model: Model,
    options: {
      readonly signal: AbortSignal;
      /** Called once the model is known to run here, before anything is fetched. */
      readonly onChosen: () => void;
      readonly onProgress: (progress: PackageProgress) => void;
    },
  ) => Promise<ReadyPackage>;
  /** What the user chose about a model. */
  readonly settings: (modelId: ModelId) => Partial<ModelSettings>;
  readonly createWorker: () => WorkerPort;
  /** Which tab may have a large model on the GPU. */
  readonly lease: Pick<GpuLease, 'take' | 'release'>;
  /** Any integer of 32 bits, for requests without a seed. */
  readonly newSeed: () => number;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
  readonly setTimer: SetTimer;
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
    const open = new OpenRequest(request, this.#ports.newSeed);
    return this.#withSession((session) => this.#ask(session, open, options), options.signal);
  }

  countTokens(prompt: string, signal?: AbortSignal): Promise<number> {
    return this.#withSession(({ connection }) => connection.count(prompt, signal), signal);
  }

  tokenize(prompt: string, signal?: AbortSignal): Promise<readonly TextToken[]> {
    return this.#withSession(({ connection }) => connection.tokenize(prompt, signal), signal);
  }

  /** Runs a task with the loaded model, and again if that is lost and comes back. */
  async #withSession<T>(
    task: (session: Session) => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    if (signal?.aborted === true) throw new AppError('aborted');
    for (;;) {
      // Who asks while a lost model comes back waits for it like those who asked before.
      if (this.#recovery !== undefined) await this.#recovered(this.#recovery, signal);
      const session = this.#session;
      if (session === undefined) throw new AppError('model-not-loaded');
      try {
        return await task(session);
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
      const isOther = toAppError(error).code === 'aborted' && signal?.aborted !== true;
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
      if (flight.signal.aborted) session.connection.close(toAppError(flight.signal.reason));
      flight.signal.throwIfAborted();
      this.#session = session;
      this.#flight = undefined;
      this.#recovery = undefined;
      this.#setStatus({ kind: 'ready', modelId: wanted.id });
    } catch (thrown) {
      const error = toAppError(thrown);
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
      let bar: ProgressBar | undefined;
      const { contextLength, ...ready } = await this.#ports.prepare(wanted, {
        signal,
        // Before the download, so that the worker's own code arrives meanwhile.
        onChosen: () => (connection = this.#connect()),
        onProgress: ({ doneBytes, totalBytes }) => {
          bar ??= new ProgressBar(doneBytes, totalBytes);
          this.#showProgress(flight, bar.download(doneBytes));
        },
      });
      signal.throwIfAborted();
      const model = withSettings(wanted, { contextLength });
      await this.#takeGpu(flight, wanted, takeOver);
      connection ??= this.#connect();
      await connection.load(
        {
          ...ready,
          id: modelId,
          contextLength,
          cacheTokens: cacheTokens(model, ready.quantization, contextLength),
          stopTokenIds: model.stopTokenIds,
          stopStrings: stopStrings(model),
        },
        ({ phase, fraction }) => {
          if (bar !== undefined) this.#showProgress(flight, bar.runtime(phase, fraction));
        },
      );
      return { modelId, wanted, model, connection };
    } catch (thrown) {
      const error = toAppError(signal.aborted ? signal.reason : thrown);
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
    if (this.#flight !== flight) return;
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
