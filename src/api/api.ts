import { defaultModelId } from '../core/catalog';
import type { ApiPorts, Availability, BayLing } from './types';

/** What stands at each of the three names of `window.bayling`. */
interface Factory<Question, Options, T> {
  availability(options: Question): Promise<Availability>;
  create(options: Options): Promise<T>;
}

/** Fetches the factory with the first call: most pages are opened by people, not by scripts. */
function fetched<Question, Options, T>(
  load: () => Promise<Factory<Question, Options, T>>,
): Factory<Question, Options, T> {
  return {
    availability: async (options) => (await load()).availability(options),
    create: async (options) => (await load()).create(options),
  };
}

/** Makes `window.bayling`. Holds no state of its own but the objects it creates. */
export function createApi(ports: ApiPorts): BayLing {
  return {
    Translator: fetched(async () => (await import('./translator')).translatorFactory(ports)),
    LanguageDetector: fetched(async () => (await import('./detector')).languageDetector),
    LanguageModel: fetched(async () =>
      (await import('./language-model')).languageModelFactory(ports),
    ),
    ready: async (modelId = defaultModelId) =>
      (await import('./create')).loadFor(ports, modelId, {}),
    stats: () => ports.engine.lastStats(),
  };
}
