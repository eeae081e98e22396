import type { Model, ModelId, Quantization, Template } from '../core/catalog';
import type { WireError } from '../core/errors';
import type { EngineClient } from '../engine/client';
import type { Memory } from './memory';

export interface BenchPorts {
  readonly generate: EngineClient['generate'];
  /** The model that is loaded. @throws AppError `model-not-loaded` */
  readonly subject: () => Promise<Subject>;
  /** A piece of the GPU's memory to read. @throws AppError */
  readonly openMemory: () => Promise<Memory>;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
  /** Another integer each time: prompts made of it meet nothing in a cache. */
  readonly newSalt: () => number;
}

/** What is measured. */
export interface Subject {
  readonly model: Model;
  readonly quantization: Quantization;
}

type Step = 'selfTest' | 'memory' | 'warmUp' | 'decode' | 'prefill' | 'firstToken';

export interface BenchProgress {
  readonly step: Step;
  /** 0 to 1 over the whole measurement. */
  readonly fraction: number;
}

export interface Bandwidth {
  /** Median. */
  readonly bytesPerSecond: number;
  readonly samples: readonly number[];
  readonly bufferBytes: number;
  /** `gpu`: its own time stamps; `wall`: from the page, until the work is done. */
  readonly clock: Memory['clock'];
}

/** Everything with several samples is their median. */
export interface Measurement {
  readonly model: {
    readonly id: ModelId;
    readonly quantization: Quantization;
    readonly contextLength: number;
    readonly template: Template;
  };
  readonly selfTest: SelfTest;
  /** Or why it could not be measured. */
  readonly bandwidth: Bandwidth | { readonly error: WireError };
  /** Bytes of weights that one forward pass reads, whatever the number of sequences in it. */
  readonly bytesPerPass: number;
  readonly decode: readonly DecodeSpeed[];
  readonly prefill: readonly PrefillSpeed[];
  readonly firstToken: { readonly fresh: FirstToken; readonly reused: FirstToken };
}

export interface DecodeSpeed {
  readonly sequences: number;
  /** Each sequence was given so many. */
  readonly tokens: number;
  /** Of all sequences together. */
  readonly tokensPerSecond: number;
  readonly samples: readonly number[];
  /** Of the measured bandwidth, what the reading of weights takes; above 1 they come from a cache. */
  readonly bandwidthShare: number | undefined;
}

export interface PrefillSpeed {
  /** Of the prompt, as far as it was computed. */
  readonly tokens: number;
  readonly tokensPerSecond: number;
  readonly samples: readonly number[];
}

export interface FirstToken {
  readonly promptTokens: number;
  readonly reusedTokens: number;
  readonly seconds: number;
  readonly samples: readonly number[];
}

export interface SelfTest {
  /** `golden`: against the reference's answers; `batch`: several at once against each alone. */
  readonly kind: 'golden' | 'batch';
  readonly passed: boolean;
  readonly prompts: number;
  /** Prompts with another answer than it should have been. */
  readonly wrong: number;
  /** Between log-probabilities that should be the same. */
  readonly largestDeviation: number;
  /** What is let pass of it. */
  readonly tolerance: number;
}
