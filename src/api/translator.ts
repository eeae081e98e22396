import { defaultModelId, type ModelId } from '../core/catalog';
import { AppError } from '../core/errors';
import { estimateTokens } from '../core/text';
import { loadFor, modelAvailability, modelKnows } from './create';
import { Lifetime, toDomException } from './exceptions';
import { translateText } from '../tasks';
import type {
  ApiPorts,
  Availability,
  BayLing,
  BayLingTranslator,
  Quality,
  TranslateOptions,
  TranslatorLanguages,
  TranslatorOptions,
} from './types';

const qualities: readonly unknown[] = ['fast', 'best'] satisfies Quality[];

function unknownLanguage(options: TranslatorLanguages, modelId: ModelId): string | undefined {
  return [options.targetLanguage, options.sourceLanguage]
    .filter((tag) => tag !== undefined)
    .find((tag) => !modelKnows(modelId, tag));
}

class Translator implements BayLingTranslator {
  readonly sourceLanguage: string;
  readonly targetLanguage: string;
  readonly quality: Quality;
  /** No limit: a long text is taken a sentence at a time. */
  readonly inputQuota = Infinity;
  readonly #ports: ApiPorts;
  readonly #options: TranslatorOptions;
  readonly #life = new Lifetime();

  constructor(ports: ApiPorts, options: TranslatorOptions) {
    this.#ports = ports;
    this.#options = options;
    this.sourceLanguage = options.sourceLanguage ?? '';
    this.targetLanguage = options.targetLanguage;
    this.quality = options.quality ?? 'fast';
  }

  translate(input: string, { signal, ...listeners }: TranslateOptions = {}): Promise<string> {
    return this.#life.run(signal, (either) => this.#translate(input, either, listeners));
  }

  translateStreaming(
    input: string,
    { signal, onProgress, ...listeners }: TranslateOptions = {},
  ): ReadableStream<string> {
    return this.#life.stream(signal, async (either, onText) => {
      const text = await this.#translate(input, either, {
        ...listeners,
        onProgress: (progress) => {
          onText(progress.text);
          onProgress?.(progress);
        },
      });
      // A text without any sentence is all space, of which no progress is told.
      onText(text);
    });
  }

  measureInputUsage(input: string, { signal }: { signal?: AbortSignal } = {}): Promise<number> {
    return this.#life.run(signal, () => Promise.resolve(estimateTokens(input)));
  }

  destroy(): void {
    this.#life.destroy();
  }

  #translate(
    text: string,
    signal: AbortSignal,
    { onConfidence, ...listeners }: Omit<TranslateOptions, 'signal'>,
  ): Promise<string> {
    const { sourceLanguage: from, targetLanguage: to, model } = this.#options;
    const { quality } = this;
    return translateText(this.#ports.engine, {
      ...{ text, from, to, model, quality, signal },
      ...listeners,
      onSegment: ({ index: sentence, source, confidence }) =>
        confidence && onConfidence?.({ sentence, source, ...confidence }),
    });
  }
}

/** `bayling.Translator`. */
export function translatorFactory(ports: ApiPorts): BayLing['Translator'] {
  return {
    async availability(options): Promise<Availability> {
      const modelId = options.model ?? defaultModelId;
      if (unknownLanguage(options, modelId) !== undefined) return 'unavailable';
      return modelAvailability(ports, modelId);
    },
    async create(options: TranslatorOptions): Promise<BayLingTranslator> {
      if (options.quality !== undefined && !qualities.includes(options.quality)) {
        throw new TypeError(`quality is neither fast nor best: ${options.quality as string}`);
      }
      const modelId = options.model ?? defaultModelId;
      const language = unknownLanguage(options, modelId);
      if (language !== undefined) {
        throw toDomException(new AppError('unsupported-language', { language }));
      }
      await loadFor(ports, modelId, options);
      return new Translator(ports, options);
    },
  };
}
