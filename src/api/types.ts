/** The shapes of `window.bayling`: those of the W3C Translator, Language Detector and Prompt APIs. */
import type { ModelId } from '../core/catalog';
import type { JudgedConfidence } from '../core/confidence';
import type { EngineClient, RequestStats } from '../engine/client';
import type { Quality, SentenceAlternatives } from '../tasks/translate/types';

export type { Quality, SentenceAlternatives };

/** What the API needs from the page that hosts it. */
export interface ApiPorts {
  readonly engine: EngineClient;
  /** Whether a model's files are all on this device. */
  readonly isStored: (modelId: ModelId) => Promise<boolean>;
}

export type Availability = 'unavailable' | 'downloadable' | 'downloading' | 'available';

/** Dispatches `downloadprogress`, a `ProgressEvent` with `loaded` from 0 to 1 and `total` 1. */
export type Monitor = (monitor: EventTarget) => void;

export interface CreateOptions {
  /** The demo, unless said otherwise. */
  readonly model?: ModelId | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly monitor?: Monitor | undefined;
}

/** There is more to read. */
export interface SentenceProgress {
  /** The last sentence that is in the text so far, from 0. */
  readonly index: number;
  /** Number of sentences. */
  readonly total: number;
  /** All of the translation so far. Only ever grows at its end. */
  readonly text: string;
}

/** How sure the model was of one sentence. Logarithms of probabilities are natural. */
export interface SentenceConfidence extends JudgedConfidence {
  /** The sentence, from 0. */
  readonly sentence: number;
  readonly source: string;
}

export interface TranslateOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: SentenceProgress) => void) | undefined;
  /** With `best`: called in the order of the text. */
  readonly onAlternatives?: ((alternatives: SentenceAlternatives) => void) | undefined;
  /** Called in the order of the text, once for every sentence that the model translated. */
  readonly onConfidence?: ((confidence: SentenceConfidence) => void) | undefined;
  /** Whether lines that were only wrapped, as in mails and PDFs, are joined first. */
  readonly joinLines?: boolean | undefined;
  /** Whether numbers stay as they are. */
  readonly keepNumbers?: boolean | undefined;
}

export interface TranslatorOptions extends CreateOptions, TranslatorLanguages {
  /** Fast, unless said otherwise. */
  readonly quality?: Quality | undefined;
}

export interface TranslatorLanguages {
  /** BCP-47 tag or FLORES code. The model does not need it; it helps to find the sentences. */
  readonly sourceLanguage?: string | undefined;
  readonly targetLanguage: string;
  readonly model?: ModelId | undefined;
}

export interface BayLingTranslator {
  /** As given; empty when it was not. */
  readonly sourceLanguage: string;
  readonly targetLanguage: string;
  readonly quality: Quality;
  readonly inputQuota: number;
  translate(input: string, options?: TranslateOptions): Promise<string>;
  /** The translation in pieces, to be strung together. */
  translateStreaming(input: string, options?: TranslateOptions): ReadableStream<string>;
  measureInputUsage(input: string, options?: { signal?: AbortSignal }): Promise<number>;
  destroy(): void;
}

export interface DetectionResult {
  /** BCP-47 tag; `und` for the share that no language has. */
  readonly detectedLanguage: string;
  /** 0 to 1; all of them together make 1. */
  readonly confidence: number;
}

export interface BayLingLanguageDetector {
  readonly expectedInputLanguages: readonly string[] | null;
  readonly inputQuota: number;
  /** Most likely first; `und` last. */
  detect(input: string, options?: { signal?: AbortSignal }): Promise<DetectionResult[]>;
  measureInputUsage(input: string, options?: { signal?: AbortSignal }): Promise<number>;
  destroy(): void;
}

export interface PromptMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

export type Prompt = string | readonly PromptMessage[];

export interface LanguageModelOptions extends CreateOptions {
  readonly initialPrompts?: readonly PromptMessage[] | undefined;
  /** 0 is greedy; the model's own unless said otherwise. */
  readonly temperature?: number | undefined;
}

export interface BayLingLanguageModel extends EventTarget {
  readonly inputQuota: number;
  /** Tokens that the conversation takes so far, estimated. */
  readonly inputUsage: number;
  readonly temperature: number;
  prompt(input: Prompt, options?: { signal?: AbortSignal }): Promise<string>;
  promptStreaming(input: Prompt, options?: { signal?: AbortSignal }): ReadableStream<string>;
  /** Adds turns without asking for an answer. */
  append(input: Prompt): Promise<void>;
  measureInputUsage(input: Prompt): Promise<number>;
  /** A session that goes on from here by itself. */
  clone(): Promise<BayLingLanguageModel>;
  destroy(): void;
}

/** `window.bayling`. Rejections are DOMExceptions whose `cause` is the app's own typed error. */
export interface BayLing {
  readonly Translator: {
    availability(options: TranslatorLanguages): Promise<Availability>;
    create(options: TranslatorOptions): Promise<BayLingTranslator>;
  };
  readonly LanguageDetector: {
    availability(options?: { expectedInputLanguages?: readonly string[] }): Promise<Availability>;
    create(
      options?: { expectedInputLanguages?: readonly string[] } & CreateOptions,
    ): Promise<BayLingLanguageDetector>;
  };
  readonly LanguageModel: {
    availability(options?: { model?: ModelId }): Promise<Availability>;
    create(options?: LanguageModelOptions): Promise<BayLingLanguageModel>;
  };
  /** Resolves when the model answers, loading it if need be. The demo unless said otherwise. */
  ready(modelId?: ModelId): Promise<void>;
  /** Of the last finished request; its confidence is that of the whole text it was a part of. */
  stats(): RequestStats | undefined;
}
