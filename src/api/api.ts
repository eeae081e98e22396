import { defaultModelId } from '../core/catalog';
import { loadFor } from './create';
import { languageDetector } from './detector';
import { languageModelFactory } from './language-model';
import { translatorFactory } from './translator';
import type { ApiPorts, BayLing } from './types';

/** Makes `window.bayling`. Holds no state of its own but the objects it creates. */
export function createApi(ports: ApiPorts): BayLing {
  return {
    Translator: translatorFactory(ports),
    LanguageDetector: languageDetector,
    LanguageModel: languageModelFactory(ports),
    ready: (modelId = defaultModelId) => loadFor(ports, modelId, {}),
    stats: () => ports.engine.lastStats(),
  };
}
