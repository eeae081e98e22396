import { getModel, type ModelSettings } from '../../src/core/catalog';
import { AppError } from '../../src/core/errors';
import { ModelLoader } from '../../src/models/loader';
import { setTimer } from '../../src/core/timer';
import type { StoredState } from '../../src/models/packages';
import {
  createEngineClient,
  type EngineClient,
  type EngineStatus,
  type GenerateRequest,
} from '../../src/engine/client';
import type { GpuReport } from '../../src/core/compatibility';
import { serveEngine } from '../../src/engine/host';
import type { GenerateParams, RuntimeModel } from '../../src/engine/protocol';
import type { FromWorker, ToWorker, WorkerPort } from '../../src/rpc/protocol';
import { softwareGpu } from '../gpu';
import { ScriptedRuntime, type Script } from './scriptedRuntime';

const bytesDone = (doneBytes: number) => ({
  doneBytes,
  totalBytes: 1e9,
  bytesPerSecond: 0,
  secondsLeft: undefined,
});

/**
 * The real client and the real host, with a channel in place of a thread and a script in place of a model.
 */
export class Bench {
  readonly client: EngineClient;
  readonly statuses: EngineStatus[] = [];
  readonly packages = {
    calls: 0,
    /** After the first step. */
    hold: undefined as Promise<void> | undefined,
    /** Bytes on this device, of 1e9, as they are reported. */
    steps: [0, 1e9] as readonly number[],
  };
  /** One for each worker started. */
  readonly workers: {
    terminated: boolean;
    crash: (detail: string) => void;
    /** Called just after the page got a message. */
    onTold?: (message: FromWorker) => void | Promise<void>;
    readonly asked: GenerateParams[];
  }[] = [];
  /** The other tab that has the GPU, and how this tab is told that the GPU is taken from it. */
  readonly lease: { holder?: string | undefined; onTaken?: (() => void) | undefined } = {};
  gpu: GpuReport = softwareGpu;
  settings: Partial<ModelSettings> = {};
  stored: StoredState = { kind: 'absent', bytes: 0 };
  /** The models that workers were told to load. */
  readonly loaded: RuntimeModel[] = [];
  /** What the next worker does. */
  script: Script;
  /** The real one, of packages that a test moves. */
  readonly #loader = new ModelLoader({
    packages: {
      state: () => Promise.resolve(this.stored),
      ensure: async (_model, _quantization, { onProgress }) => {
        this.packages.calls++;
        const [first = 0, ...others] = this.packages.steps;
        onProgress(bytesDone(first));
        await this.packages.hold;
        for (const bytes of others) onProgress(bytesDone(bytes));
        return { modelUrl: 'https://model.invalid/', libraryUrl: 'https://library.invalid/' };
      },
      estimate: () => Promise.reject(new AppError('source-needed')),
      remove: () => Promise.resolve(),
    },
    model: getModel,
    checkGpu: () => Promise.resolve(this.gpu),
    network: { isOnline: () => true, onOnline: () => undefined },
    setTimer: () => () => undefined,
  });
  #time = 0;
  readonly #timers = new Set<{ readonly at: number; readonly run: () => void }>();

  constructor(script: Script = {}) {
    this.script = script;
    this.client = createEngineClient({
      prepare: (...request) => this.#loader.prepare(...request),
      createWorker: () => this.#startWorker(),
      settings: () => this.settings,
      newSeed: () => 1,
      lease: {
        take: async ({ takeOver, onTaken }) => {
          if (this.lease.holder !== undefined && !takeOver) {
            throw new AppError('gpu-in-use', { holder: this.lease.holder });
          }
          await Promise.resolve();
          this.lease.holder = undefined;
          this.lease.onTaken = onTaken;
        },
        release: () => (this.lease.onTaken = undefined),
      },
      now: () => this.#time,
      setTimer: (run, ms) => {
        const timer = { at: this.#time + ms, run };
        this.#timers.add(timer);
        return () => this.#timers.delete(timer);
      },
    });
    this.client.subscribe((status) => this.statuses.push(status));
  }

  /** Advances the page's clock, while nothing comes from the worker. */
  pass(seconds: number): void {
    const end = this.#time + seconds * 1000;
    for (;;) {
      const [next] = [...this.#timers].toSorted((a, b) => a.at - b.at);
      if (next === undefined || next.at > end) break;
      this.#timers.delete(next);
      this.#time = next.at;
      next.run();
    }
    this.#time = end;
  }

  kinds(): string[] {
    const kinds = this.statuses.map((status) => status.kind);
    return kinds.filter((kind, index) => kind !== kinds[index - 1]);
  }

  #startWorker(): WorkerPort {
    let toPage: ((message: FromWorker) => void) | undefined;
    let toHost: ((message: ToWorker) => void) | undefined;
    const worker: Bench['workers'][number] = {
      terminated: false,
      crash: () => undefined,
      asked: [],
    };
    this.workers.push(worker);
    serveEngine({
      runtime: new ScriptedRuntime(this.script, (ms) => new Promise((r) => setTimeout(r, ms))),
      port: {
        post: (message) => {
          const copy = structuredClone(message);
          if (worker.terminated) return;
          queueMicrotask(() => {
            if (worker.terminated) return;
            toPage?.(copy);
            void worker.onTold?.(copy);
          });
        },
        listen: (onMessage) => (toHost = onMessage),
      },
      now: () => performance.now(),
      setTimer,
    });
    return {
      post: (message) => {
        const copy = structuredClone(message);
        if (copy.type === 'call') this.#note(copy, worker.asked);
        queueMicrotask(() => worker.terminated || toHost?.(copy));
      },
      listen: (onMessage, onCrash) => {
        toPage = onMessage;
        worker.crash = onCrash;
      },
      terminate: () => (worker.terminated = true),
    };
  }

  #note({ name, params }: Extract<ToWorker, { type: 'call' }>, asked: unknown[]): void {
    if (name === 'load') this.loaded.push(params as RuntimeModel);
    if (name === 'generate') asked.push(params);
  }
}

export const ask = (prompt: string): GenerateRequest => ({
  prompt,
  maxTokens: 100,
  temperature: 0,
  topP: 1,
});
export const code = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'done',
    (error: unknown) => (error as AppError).code,
  );
