import type { JudgedConfidence } from '../confidence';
import type { Detector } from '../languages/detect';
import type { Language } from '../languages';
import type { Span } from '../text/spans/types';
import type { Check, TermUse } from '../translation/types';

/** A sentence, its translation, and what is known of both. */
export interface CheckInput {
  readonly source: string;
  readonly target: string;
  /** Undefined if it is unknown. */
  readonly from: Language | undefined;
  readonly to: Language;
  /** What in the source is to come out as it is; looked for if undefined. */
  readonly spans?: readonly Span[] | undefined;
  readonly terms?: readonly TermUse[] | undefined;
  readonly confidence?: JudgedConfidence | undefined;
  /** `length`: the model was cut off. */
  readonly finishReason?: 'stop' | 'length' | undefined;
  /** Without it, a wrong language is noticed by its script alone. */
  readonly detect?: Detector | undefined;
}

/** One side of a pair. */
export interface Side {
  readonly text: string;
  readonly language: Language | undefined;
  readonly spans: readonly Span[];
  /** The text with spaces in place of its spans, and without points and joiners: what is language. */
  readonly prose: string;
  /** Its runs of letters and marks, as they are written. */
  readonly words: readonly string[];
}

/** What a check is given. */
export interface Pair {
  readonly source: Side;
  readonly target: Side & { readonly language: Language };
  readonly input: CheckInput;
}

/** Looks for one kind of fault. */
export type CheckOf = (pair: Pair) => Check | undefined;
