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

/** Of an event target: what is called for each event of a type, after it is set. */
export type EventHandler = ((event: Event) => unknown) | null;

/** Dispatches `downloadprogress`, a `ProgressEvent` with `loaded` from 0 to 1 and `total` 1. */
export interface CreateMonitor extends EventTarget {
  ondownloadprogress: EventHandler;
}

export type Monitor = (monitor: CreateMonitor) => void;

export interface CreateOptions {
  /** Ends the creation, and later the object. */
  readonly signal?: AbortSignal | undefined;
  readonly monitor?: Monitor | undefined;
}

/** Beyond the drafts. */
export interface ModelOptions {
  /** The demo, unless said otherwise. */
  readonly model?: ModelId | undefined;
}

/** Of one call. */
export interface MeasureOptions {
  readonly signal?: AbortSignal | undefined;
}

export interface Destroyable {
  /** Everything under way, and every later call, rejects with an `AbortError`. */
  destroy(): void;
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

/** All but the signal is beyond the drafts. */
export interface TranslateOptions extends MeasureOptions {
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

export interface TranslatorLanguages extends ModelOptions {
  /** BCP-47 tag or FLORES code. Beyond the draft: may be left out, as it only helps to find the sentences. */
  readonly sourceLanguage?: string | undefined;
  readonly targetLanguage: string;
}

export interface TranslatorOptions extends CreateOptions, TranslatorLanguages {
  /** Fast, unless said otherwise. */
  readonly quality?: Quality | undefined;
}

export interface BayLingTranslator extends Destroyable {
  /** In its canonical form; empty when it was not given. */
  readonly sourceLanguage: string;
  readonly targetLanguage: string;
  readonly quality: Quality;
  readonly inputQuota: number;
  translate(input: string, options?: TranslateOptions): Promise<string>;
  /** The translation in pieces, to be strung together. */
  translateStreaming(input: string, options?: TranslateOptions): ReadableStream<string>;
  measureInputUsage(input: string, options?: MeasureOptions): Promise<number>;
}

export interface DetectionResult {
  /** BCP-47 tag; `und` for the share that no language has. */
  readonly detectedLanguage: string;
  /** 0 to 1; all of them together make 1 at most. */
  readonly confidence: number;
}

export interface DetectorLanguages {
  readonly expectedInputLanguages?: readonly string[] | undefined;
}

export interface BayLingLanguageDetector extends Destroyable {
  /** In their canonical form, frozen; null for none. */
  readonly expectedInputLanguages: readonly string[] | null;
  readonly inputQuota: number;
  /** Most likely first; `und` last. */
  detect(input: string, options?: MeasureOptions): Promise<DetectionResult[]>;
  measureInputUsage(input: string, options?: MeasureOptions): Promise<number>;
}

export type MessageType = 'text' | 'image' | 'audio' | 'tool-call' | 'tool-response';
export type Role = 'system' | 'user' | 'assistant';

export interface MessageContent {
  readonly type: MessageType;
  /** A string, of the type `text`; the others reject. */
  readonly value: unknown;
}

export interface PromptMessage {
  readonly role: Role;
  readonly content: string | readonly MessageContent[];
  /** Of the last message, if it is the assistant's: the answer goes on from it. */
  readonly prefix?: boolean | undefined;
}

export type Prompt = string | readonly PromptMessage[];

export interface Expected {
  readonly type: MessageType;
  readonly languages?: readonly string[] | undefined;
}

export interface Tool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: object;
  readonly execute: (...given: unknown[]) => Promise<string>;
}

/** From what is likeliest to what is unlike; `balanced` is the model's own way. */
export type SamplingMode =
  | 'most-predictable'
  | 'predictable'
  | 'slightly-predictable'
  | 'balanced'
  | 'slightly-creative'
  | 'creative'
  | 'most-creative';

export interface LanguageModelCoreOptions extends ModelOptions {
  readonly samplingMode?: SamplingMode | undefined;
  /** 0 is greedy. Not read beside a sampling mode. */
  readonly temperature?: number | undefined;
  /** Only so many of the likeliest tokens. Not read beside a sampling mode. */
  readonly topK?: number | undefined;
  readonly expectedInputs?: readonly Expected[] | undefined;
  readonly expectedOutputs?: readonly Expected[] | undefined;
  /** No model of ours can use any. */
  readonly tools?: readonly Tool[] | undefined;
}

export interface LanguageModelOptions extends LanguageModelCoreOptions, CreateOptions {
  /** Never left out when the context is full. */
  readonly initialPrompts?: readonly PromptMessage[] | undefined;
}

export interface PromptOptions extends MeasureOptions {
  /** A JSON schema, or an expression that the whole answer matches. */
  readonly responseConstraint?: object | undefined;
  /** Does not show the constraint to the model. */
  readonly omitResponseConstraintInput?: boolean | undefined;
}

/** Dispatches `contextoverflow`, and `quotaoverflow` as it was called before. */
export interface BayLingLanguageModel extends EventTarget, Destroyable {
  /** Tokens that the dialogue may take, beside the room for an answer. */
  readonly contextWindow: number;
  /** Tokens that it takes so far. */
  readonly contextUsage: number;
  readonly samplingMode: SamplingMode | null;
  /** As given. */
  readonly temperature: number | undefined;
  readonly topK: number | undefined;
  oncontextoverflow: EventHandler;
  prompt(input: Prompt, options?: PromptOptions): Promise<string>;
  promptStreaming(input: Prompt, options?: PromptOptions): ReadableStream<string>;
  /** Adds messages without asking for an answer. */
  append(input: Prompt, options?: MeasureOptions): Promise<undefined>;
  measureContextUsage(input: Prompt, options?: PromptOptions): Promise<number>;
  /** A session that goes on from here by itself. */
  clone(options?: MeasureOptions): Promise<BayLingLanguageModel>;

  /** Former names. */
  readonly inputQuota: number;
  readonly inputUsage: number;
  onquotaoverflow: EventHandler;
  measureInputUsage(input: Prompt, options?: PromptOptions): Promise<number>;
}

/** What stands at a name of `window.bayling`: a class that scripts cannot construct. */
export interface ObjectType<T> {
  readonly prototype: T;
}

/** `window.bayling`. Rejections are DOMExceptions whose `cause` is the app's own typed error. */
export interface BayLing {
  readonly Translator: ObjectType<BayLingTranslator> & {
    availability(options: TranslatorLanguages): Promise<Availability>;
    create(options: TranslatorOptions): Promise<BayLingTranslator>;
  };
  readonly LanguageDetector: ObjectType<BayLingLanguageDetector> & {
    availability(options?: DetectorLanguages): Promise<Availability>;
    create(options?: DetectorLanguages & CreateOptions): Promise<BayLingLanguageDetector>;
  };
  readonly LanguageModel: ObjectType<BayLingLanguageModel> & {
    availability(options?: LanguageModelCoreOptions): Promise<Availability>;
    create(options?: LanguageModelOptions): Promise<BayLingLanguageModel>;
  };
  /** Resolves when the model answers, loading it if need be. The demo unless said otherwise. */
  ready(modelId?: ModelId): Promise<void>;
  /** Of the last finished request; its confidence is that of the whole text it was a part of. */
  stats(): RequestStats | undefined;
}
