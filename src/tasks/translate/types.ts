import type { ModelId } from '../../core/catalog';
import type { JudgedConfidence } from '../../core/confidence';
import type { ChatMessage } from '../../core/prompts/index';
import type { Template } from '../../core/text/index';
import type { Alternative } from '../../core/translation/types';
import type { GenerateResult } from '../../engine/client';

/** `fast` takes the likeliest word each time; `best` compares whole sentences, at several times the work. */
export type Quality = 'fast' | 'best';

/** What translating a text and translating its sentences have in common. */
export interface TranslationSettings {
  /** FLORES code or BCP-47 tag. */
  readonly to: string;
  /** The demo, unless said otherwise. */
  readonly model?: ModelId | undefined;
  /** Fast, unless said otherwise. */
  readonly quality?: Quality | undefined;
  readonly signal?: AbortSignal | undefined;
  /**
   * Whether a sentence's translation may be in the text: one that may not leaves nothing, and none is
   * shown before all of it is known. Left out, all may.
   */
  readonly mayShow?: ((answer: SentenceAnswer) => boolean) | undefined;
}

/** A text to translate, and who listens. */
export interface TranslationRequest extends TranslationSettings {
  readonly text: string;
  /** FLORES code or BCP-47 tag. The model finds it out by itself; it helps to find the sentences. */
  readonly from?: string | undefined;
  /** Whether lines that were only wrapped are joined first. Left out, every line is by itself. */
  readonly joinLines?: boolean | undefined;
  /** Whether numbers of digits stay as they are. Left out, they are the model's. */
  readonly keepNumbers?: boolean | undefined;
  /** Called whenever there is more to read. */
  readonly onProgress?: ((progress: TranslationProgress) => void) | undefined;
  /** With `best`: called in the order of the text for sentences that have several translations. */
  readonly onAlternatives?: ((alternatives: SentenceAlternatives) => void) | undefined;
  /** Called in the order of the text for every sentence that was translated. */
  readonly onSegment?: ((segment: TranslatedSegment) => void) | undefined;
}

/** How a sentence is asked for, where it is not the usual way. */
export interface SentenceOptions {
  /** Turns of a dialogue that stand before it: a user's, an answer, and so on. */
  readonly before?: readonly ChatMessage[] | undefined;
  /** Lines that are added to the instruction. */
  readonly wishes?: readonly string[] | undefined;
  /** Language of the instruction; English, unless said otherwise. */
  readonly wording?: 'en' | 'zh' | undefined;
  /** Sentences compared at a time, 2 to 8; left out, as the quality says. */
  readonly beams?: number | undefined;
  /** Words that the translation must have, or must not have. */
  readonly required?: readonly string[] | undefined;
  readonly forbidden?: readonly string[] | undefined;
  /** How the translation begins. It is part of the result. */
  readonly prefix?: string | undefined;
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

/** What became of a segment. */
export interface SegmentResult {
  readonly text: string;
  /** It holds nothing to translate, and is as it was. */
  readonly verbatim: boolean;
  /** Undefined where the engine gave none. */
  readonly confidence: JudgedConfidence | undefined;
  /** Its translation may not be shown: `text` is empty. */
  readonly withheld: boolean;
  /** `length`: it was cut off. */
  readonly finishReason: GenerateResult['finishReason'];
  /** The model did not carry the marks of its spans, which were put into it by rule. */
  readonly isPlaced: boolean;
  /** Where sentences were compared: all of them, best first. */
  readonly alternatives: readonly Alternative[];
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
export interface SentenceEnd extends Pick<
  SegmentResult,
  'confidence' | 'withheld' | 'finishReason' | 'isPlaced'
> {
  readonly template: Template;
  readonly alternatives: readonly {
    readonly template: Template;
    readonly score: number | undefined;
  }[];
}
