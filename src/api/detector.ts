import { findLanguage } from '../core/languages';
import { loadDetector, type Detector } from '../core/languages/detect';
import { estimateTokens } from '../core/text';
import { monitorProgress } from './create';
import { Lifetime } from './exceptions';
import type { BayLing, BayLingLanguageDetector, CreateOptions, DetectionResult } from './types';

interface DetectorOptions extends CreateOptions {
  readonly expectedInputLanguages?: readonly string[];
}

class LanguageDetector implements BayLingLanguageDetector {
  readonly expectedInputLanguages: readonly string[] | null;
  /** No limit: a long text is judged by its beginning. */
  readonly inputQuota = Infinity;
  readonly #detect: Detector;
  readonly #life = new Lifetime();

  constructor(detect: Detector, expected: readonly string[] | undefined) {
    this.#detect = detect;
    this.expectedInputLanguages = expected ?? null;
  }

  detect(input: string, { signal }: { signal?: AbortSignal } = {}): Promise<DetectionResult[]> {
    return this.#life.run(signal, () => {
      const found = this.#detect(input).map(({ language, confidence }) => ({
        detectedLanguage: language.tag,
        confidence,
      }));
      const known = found.reduce((sum, { confidence }) => sum + confidence, 0);
      const unknown = { detectedLanguage: 'und', confidence: Math.max(0, 1 - known) };
      return Promise.resolve([...found, unknown]);
    });
  }

  measureInputUsage(input: string, { signal }: { signal?: AbortSignal } = {}): Promise<number> {
    return this.#life.run(signal, () => Promise.resolve(estimateTokens(input)));
  }

  destroy(): void {
    this.#life.destroy();
  }
}

function isSupported({ expectedInputLanguages = [] }: DetectorOptions): boolean {
  return expectedInputLanguages.every((tag) => findLanguage(tag) !== undefined);
}

/** `bayling.LanguageDetector`. It needs no model, and its tables come with the page. */
export const languageDetector: BayLing['LanguageDetector'] = {
  availability: (options = {}) =>
    Promise.resolve(isSupported(options) ? 'available' : 'unavailable'),
  async create(options: DetectorOptions = {}): Promise<BayLingLanguageDetector> {
    if (!isSupported(options)) {
      throw new DOMException('The detector does not know this language.', 'NotSupportedError');
    }
    const detect = await new Lifetime().run(options.signal, loadDetector);
    monitorProgress(options.monitor)(1);
    return new LanguageDetector(detect, options.expectedInputLanguages);
  },
};
