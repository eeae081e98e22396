import { defaultModelId } from '../core/catalog';
import type { ApiPorts, BayLing, ObjectType } from './types';

/** What a module of its own has of a name of `window.bayling`. */
type Methods<T> = Record<'availability' | 'create', (...given: never[]) => Promise<T>>;

/**
 * Fetches a class with the first call: most pages are opened by people, not by scripts. What stands for it until
 * then, and after, is known to `instanceof`.
 */
function fetched<T extends ObjectType<unknown> & Methods<unknown>>(load: () => Promise<T>): T {
  function type(): never {
    throw new TypeError('Illegal constructor');
  }
  const call =
    (name: keyof Methods<unknown>) =>
    async (...given: never[]) => {
      const module = await load();
      type.prototype = module.prototype;
      return module[name](...given);
    };
  return Object.assign(type, {
    availability: call('availability'),
    create: call('create'),
  }) as unknown as T;
}

/** Makes `window.bayling`. Holds no state of its own but the objects it creates. */
export function createApi(ports: ApiPorts): BayLing {
  return {
    Translator: fetched(async () => (await import('./translator')).translatorFactory(ports)),
    LanguageDetector: fetched(async () => (await import('./detector')).languageDetector),
    LanguageModel: fetched(async () =>
      (await import('./language-model')).languageModelFactory(ports),
    ),
    ready: async (modelId = defaultModelId) => {
      const { createObject, loadModel } = await import('./create');
      await createObject({}, loadModel(ports, modelId), () => undefined);
    },
    stats: () => ports.engine.lastStats(),
  };
}
