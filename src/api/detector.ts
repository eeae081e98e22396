import { findLanguage } from '../core/languages';
import { loadDetector, type Detection, type Detector } from '../core/languages/detect';
import { estimateTokens } from '../core/text';
import { createObject } from './create';
import type { Lifetime } from './lifetime';
import { toTags } from './tags';
import type { BayLing, BayLingLanguageDetector, DetectionResult, MeasureOptions } from './types';
import { requireFirst, toDictionary, toSignal, toText } from './webidl';

class LanguageDetector implements BayLingLanguageDetector {
  readonly [Symbol.toStringTag] = 'LanguageDetector';
  readonly expectedInputLanguages: readonly string[] | null;
  /** No limit: a long text is judged by its beginning. */
  readonly inputQuota = Infinity;
  readonly #detect: Detector;
  readonly #life: Lifetime;

  constructor(detect: Detector, expected: readonly string[], life: Lifetime) {
    this.#detect = detect;
    this.#life = life;
    this.expectedInputLanguages = expected.length === 0 ? null : Object.freeze([...expected]);
  }

  async detect(...given: [input: string, options?: MeasureOptions]): Promise<DetectionResult[]> {
    const { input, signal } = readRequest(given);
    return this.#life.run(signal, () => Promise.resolve(toResults(this.#detect(input))));
  }

  async measureInputUsage(...given: [input: string, options?: MeasureOptions]): Promise<number> {
    const { input, signal } = readRequest(given);
    return this.#life.run(signal, () => Promise.resolve(estimateTokens(input)));
  }

  destroy(): void {
    this.#life.destroy();
  }
}

/** Beyond this much of the whole, languages are noise. */
const ENOUGH = 0.99;

/** As the draft says: no language that is less likely than that it is none of them, and none that is noise. */
function toResults(found: readonly Detection[]): DetectionResult[] {
  const unknown = Math.max(0, 1 - found.reduce((sum, { confidence }) => sum + confidence, 0));
  let sum = 0;
  const likely = found.filter(({ confidence }) => {
    const isNoise = sum >= ENOUGH || confidence < unknown;
    sum += confidence;
    return !isNoise;
  });
  const results = likely.map(({ language, confidence }) => ({
    detectedLanguage: language.tag,
    confidence,
  }));
  return [...results, { detectedLanguage: 'und', confidence: unknown }];
}

function readRequest(given: readonly unknown[]) {
  const input = toText(requireFirst(given, 'input'));
  return { input, signal: toSignal(toDictionary(given[1])) };
}

function readExpected(value: unknown): readonly string[] {
  const { expectedInputLanguages = [] } = toDictionary(value);
  return toTags(expectedInputLanguages, 'expectedInputLanguages');
}

const isSupported = (expected: readonly string[]) =>
  expected.every((tag) => findLanguage(tag) !== undefined);

/** `bayling.LanguageDetector`. It needs no model, and its tables come with the page. */
export const languageDetector: BayLing['LanguageDetector'] = {
  prototype: LanguageDetector.prototype,
  availability(options) {
    const supported = isSupported(readExpected(options));
    return Promise.resolve(supported ? 'available' : 'unavailable');
  },
  create(options) {
    const expected = readExpected(options);
    return createObject(
      toDictionary(options),
      () => {
        if (isSupported(expected)) return loadDetector();
        throw new DOMException('The detector does not know this language.', 'NotSupportedError');
      },
      async (life) => new LanguageDetector(await loadDetector(), expected, life),
    );
  },
};
