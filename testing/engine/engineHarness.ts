import type { ModelSettings } from '../../src/core/catalog';
import { AppError } from '../../src/core/errors';
import { setTimer } from '../../src/core/timer';
import type { StoredState } from '../../src/models/packages';
import {
  createEngineClient,
  type EngineClient,
  type EngineStatus,
  type GenerateRequest,
} from '../../src/engine/client';
import type { GpuReport } from '../../src/engine/gpu';
import { EngineHost } from '../../src/engine/host';
import type { FromWorker, RuntimeModel, ToWorker } from '../../src/engine/protocol';
import { ScriptedRuntime, type Script } from './scriptedRuntime';

export const gpu: Extract<GpuReport, { ok: true }> = {
  ok: true,
  adapter: {
    vendor: 'test',
    architecture: '',
    description: '',
    fallback: true,
    handheld: false,
    shaderF16: false,
    limits: {
      maxBufferSize: 2 ** 30,
      maxStorageBufferBindingSize: 2 ** 30,
      maxComputeWorkgroupStorageSize: 2 ** 15,
      maxStorageBuffersPerShaderStage: 10,
      maxComputeInvocationsPerWorkgroup: 256,
    },
  },
};

const bytesDone = (doneBytes: number) => ({
  doneBytes,
  totalBytes: 1e9,
  bytesPerSecond: 0,
  secondsLeft: undefined,
});

/** The real client and the real host, with a channel in place of a thread and a script for a model. */
export class Bench {
  readonly client: EngineClient;
  readonly statuses: EngineStatus[] = [];
  readonly packages = { calls: 0, hold: undefined as Promise<void> | undefined };
  /** One for each worker started. */
  readonly workers: {
    terminated: boolean;
    crash: (detail: string) => void;
    /** Called just after the page was told something. */
    onTold?: (message: FromWorker) => void | Promise<void>;
    readonly asked: Extract<ToWorker, { type: 'generate' }>[];
  }[] = [];
  /** The other tab that has the GPU, or how this one is told that it is taken from it. */
  readonly lease: { holder?: string | undefined; onTaken?: (() => void) | undefined } = {};
  gpu: GpuReport = gpu;
  settings: Partial<ModelSettings> = {};
  stored: StoredState = { kind: 'absent', bytes: 0 };
  /** The models that workers were told to load. */
  readonly loaded: RuntimeModel[] = [];
  /** What the next worker does. */
  script: Script;
  #time = 0;
  readonly #timers = new Set<{ readonly at: number; readonly run: () => void }>();

  constructor(script: Script = {}) {
    this.script = script;
    this.client = createEngineClient({
      checkGpu: () => Promise.resolve(this.gpu),
      createWorker: () => this.#startWorker(),
      settings: () => this.settings,
      packages: {
        state: () => Promise.resolve(this.stored),
        ensure: async (_model, _quantization, { onProgress }) => {
          this.packages.calls++;
          onProgress(bytesDone(0));
          await this.packages.hold;
          onProgress(bytesDone(1e9));
          return { modelUrl: 'https://model.invalid/', libraryUrl: 'https://library.invalid/' };
        },
      },
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

  /** Turns the page's clock, in which nothing comes from the worker meanwhile. */
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

  #startWorker() {
    let toPage: ((message: FromWorker) => void) | undefined;
    const worker: Bench['workers'][number] = {
      terminated: false,
      crash: () => undefined,
      asked: [],
    };
    this.workers.push(worker);
    const host = new EngineHost({
      runtime: new ScriptedRuntime(this.script, (ms) => new Promise((r) => setTimeout(r, ms))),
      send: (message) => {
        const copy = structuredClone(message);
        if (worker.terminated) return;
        queueMicrotask(() => {
          if (worker.terminated) return;
          toPage?.(copy);
          void worker.onTold?.(copy);
        });
      },
      now: () => performance.now(),
      setTimer,
    });
    return {
      post: (message: Parameters<EngineHost['receive']>[0]) => {
        const copy = structuredClone(message);
        if (copy.type === 'load') this.loaded.push(copy.model);
        if (copy.type === 'generate') worker.asked.push(copy);
        queueMicrotask(() => worker.terminated || host.receive(copy));
      },
      listen: (onMessage: (message: FromWorker) => void, onCrash: (detail: string) => void) => {
        toPage = onMessage;
        worker.crash = onCrash;
      },
      terminate: () => (worker.terminated = true),
    };
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
