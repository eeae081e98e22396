import { defaultModelId, getModel, type ModelId } from '../core/catalog';
import { AppError } from '../core/errors';
import { estimateTokens } from '../core/text';
import { translateText } from '../tasks';
import { createObject, loadModel, modelAvailability } from './create';
import type { Lifetime } from './lifetime';
import { isSameLanguage, modelKnows, toTag } from './tags';
import type {
  ApiPorts,
  BayLing,
  BayLingTranslator,
  MeasureOptions,
  Quality,
  TranslateOptions,
} from './types';
import { requireFirst, toChoice, toDictionary, toFunction, toSignal, toText } from './webidl';

const qualities: readonly Quality[] = ['fast', 'best'];

interface Settings {
  /** Canonical tags. */
  readonly source: string | undefined;
  readonly target: string;
  readonly quality: Quality;
  readonly model: ModelId;
}

function readSettings(given: readonly unknown[]): Settings {
  const options = toDictionary(requireFirst(given, 'options'));
  const { sourceLanguage, targetLanguage, quality = 'fast', model = defaultModelId } = options;
  if (targetLanguage === undefined) throw new TypeError('targetLanguage is missing.');
  return {
    source: sourceLanguage === undefined ? undefined : toTag(sourceLanguage),
    target: toTag(targetLanguage),
    quality: toChoice(quality, qualities, 'quality'),
    model: getModel(toText(model) as ModelId).id,
  };
}

/** Whether each text is its own translation. */
function isIdentity({ source, target }: Settings): boolean {
  return source !== undefined && isSameLanguage(source, target);
}

function unknownLanguage({ source, target, model }: Settings): string | undefined {
  return [target, source].filter((tag) => tag !== undefined).find((tag) => !modelKnows(model, tag));
}

class Translator implements BayLingTranslator {
  readonly [Symbol.toStringTag] = 'Translator';
  readonly sourceLanguage: string;
  readonly targetLanguage: string;
  readonly quality: Quality;
  /** No limit: a long text is taken a sentence at a time. */
  readonly inputQuota = Infinity;
  readonly #ports: ApiPorts;
  readonly #settings: Settings;
  readonly #life: Lifetime;

  constructor(ports: ApiPorts, settings: Settings, life: Lifetime) {
    this.#ports = ports;
    this.#settings = settings;
    this.#life = life;
    this.sourceLanguage = settings.source ?? '';
    this.targetLanguage = settings.target;
    this.quality = settings.quality;
  }

  async translate(...given: [input: string, options?: TranslateOptions]): Promise<string> {
    const { input, signal, options } = readRequest(given);
    return this.#life.run(signal, (either) => this.#translate(input, either, options));
  }

  translateStreaming(
    ...given: [input: string, options?: TranslateOptions]
  ): ReadableStream<string> {
    const { input, signal, options } = readRequest(given);
    return this.#life.stream(signal, async (either, onText) => {
      const text = await this.#translate(input, either, {
        ...options,
        onProgress: (progress) => {
          onText(progress.text);
          options.onProgress?.(progress);
        },
      });
      // A text without any sentence is all space, of which no progress is told.
      onText(text);
    });
  }

  async measureInputUsage(...given: [input: string, options?: MeasureOptions]): Promise<number> {
    const { input, signal } = readRequest(given);
    return this.#life.run(signal, () => Promise.resolve(estimateTokens(input)));
  }

  destroy(): void {
    this.#life.destroy();
  }

  #translate(text: string, signal: AbortSignal, options: Options): Promise<string> {
    if (isIdentity(this.#settings)) return Promise.resolve(text);
    const { source: from, target: to, model, quality } = this.#settings;
    const { onConfidence, ...rest } = options;
    return translateText(this.#ports.engine, {
      ...{ text, from, to, model, quality, signal },
      ...rest,
      onSegment: ({ index: sentence, source, confidence }) =>
        confidence && onConfidence?.({ sentence, source, ...confidence }),
    });
  }
}

type Options = Omit<TranslateOptions, 'signal'>;

function readRequest(given: readonly unknown[]) {
  const input = toText(requireFirst(given, 'input'));
  const members = toDictionary(given[1]);
  const listener = <Name extends 'onProgress' | 'onAlternatives' | 'onConfidence'>(name: Name) =>
    toFunction(members[name], name) as Options[Name];
  return {
    input,
    signal: toSignal(members),
    options: {
      joinLines: Boolean(members['joinLines']),
      keepNumbers: Boolean(members['keepNumbers']),
      onProgress: listener('onProgress'),
      onAlternatives: listener('onAlternatives'),
      onConfidence: listener('onConfidence'),
    },
  };
}

/** `bayling.Translator`. */
export function translatorFactory(ports: ApiPorts): BayLing['Translator'] {
  return {
    prototype: Translator.prototype,
    async availability(...given) {
      const settings = readSettings(given);
      if (isIdentity(settings)) return 'available';
      if (unknownLanguage(settings) !== undefined) return 'unavailable';
      return modelAvailability(ports, settings.model);
    },
    create(...given) {
      const settings = readSettings(given);
      const load = loadModel(ports, settings.model);
      return createObject(
        toDictionary(given[0]),
        async (signal, onProgress) => {
          if (isIdentity(settings)) return;
          const language = unknownLanguage(settings);
          if (language !== undefined) throw new AppError('unsupported-language', { language });
          await load(signal, onProgress);
        },
        (life) => new Translator(ports, settings, life),
      );
    },
  };
}
