import type { ModelId } from '../../core/catalog';
import type { JudgedConfidence } from '../../core/confidence';
import type { Template } from '../../core/text/index';

/** `fast` takes the likeliest word each time; `best` compares whole sentences, at several times the work. */
export type Quality = 'fast' | 'best';

/** A text to translate, and who listens. */
export interface TranslationRequest {
  readonly text: string;
  /** FLORES code or BCP-47 tag. The model finds it out by itself; it helps to find the sentences. */
  readonly from?: string | undefined;
  /** FLORES code or BCP-47 tag. */
  readonly to: string;
  /** The demo, unless said otherwise. */
  readonly model?: ModelId | undefined;
  /** Fast, unless said otherwise. */
  readonly quality?: Quality | undefined;
  /** Whether lines that were only wrapped are joined first. Left out, every line is by itself. */
  readonly joinLines?: boolean | undefined;
  /** Whether numbers of digits stay as they are. Left out, they are the model's. */
  readonly keepNumbers?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called whenever there is more to read. */
  readonly onProgress?: ((progress: TranslationProgress) => void) | undefined;
  /** With `best`: called in the order of the text for sentences that have several translations. */
  readonly onAlternatives?: ((alternatives: SentenceAlternatives) => void) | undefined;
  /**
   * Whether a sentence's translation may be in the text: one that may not leaves nothing, and none is
   * shown before all of it is known. Left out, all may.
   */
  readonly mayShow?: ((answer: SentenceAnswer) => boolean) | undefined;
  /** Called in the order of the text for every sentence that was translated. */
  readonly onSegment?: ((segment: TranslatedSegment) => void) | undefined;
}

/** The model's answer to one sentence. */
export type SentenceAnswer = Pick<TranslatedSegment, 'text' | 'confidence'>;

/** The translation so far. */
export interface TranslationProgress {
  /** The last sentence that is in the text so far, from 0, and how many there are. */
  readonly index: number;
  readonly total: number;
  /** All of the translation so far. Only ever grows at its end. */
  readonly text: string;
}

/** The translations of one sentence that were compared. */
export interface SentenceAlternatives {
  /** The sentence, from 0, and how many there are. */
  readonly index: number;
  readonly total: number;
  /** Where it begins in the translation. */
  readonly start: number;
  /** Best first; the first is in the translation. */
  readonly texts: readonly string[];
}

/** A sentence that the model translated, once all of it is in the text. */
export interface TranslatedSegment {
  /** The sentence, from 0, and how many there are. */
  readonly index: number;
  readonly total: number;
  readonly source: string;
  /** Where its translation begins in that of the text. */
  readonly start: number;
  readonly text: string;
  /** Undefined where the engine gave none. */
  readonly confidence: JudgedConfidence | undefined;
  /** Its translation may not be shown: `text` is empty. */
  readonly withheld: boolean;
  /** With `best`: all translations that were compared, best first. */
  readonly alternatives: readonly string[];
}

/** How the translation of one sentence ended, with places for its protected spans. */
export interface SentenceEnd extends Pick<TranslatedSegment, 'confidence' | 'withheld'> {
  readonly template: Template;
  readonly alternatives: readonly Template[];
}
