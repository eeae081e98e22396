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
  /** A different integer each time, so that prompts made from it are in no cache. */
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
  /** `gpu`: the GPU's timestamps; `wall`: measured on the page, until the work is done. */
  readonly clock: Memory['clock'];
}

/** Figures with several samples are medians. */
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
  /** Bytes of weights that one forward pass reads, for any number of sequences. */
  readonly bytesPerPass: number;
  readonly decode: readonly DecodeSpeed[];
  readonly prefill: readonly PrefillSpeed[];
  readonly firstToken: { readonly fresh: FirstToken; readonly reused: FirstToken };
}

export interface DecodeSpeed {
  readonly sequences: number;
  /** Tokens that each sequence generated. */
  readonly tokens: number;
  /** Of all sequences together. */
  readonly tokensPerSecond: number;
  readonly samples: readonly number[];
  /** Share of the measured bandwidth that reading the weights takes; above 1, they come from a cache. */
  readonly bandwidthShare: number | undefined;
}

export interface PrefillSpeed {
  /** Tokens of the prompt that were computed. */
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
  /** Prompts with a wrong answer. */
  readonly wrong: number;
  /** Between log-probabilities that should be equal. */
  readonly largestDeviation: number;
  /** Largest deviation that passes. */
  readonly tolerance: number;
}
