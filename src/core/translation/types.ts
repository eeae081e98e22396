import type { JudgedConfidence } from '../confidence';
import type { Span } from '../text/spans/types';

/**
 * `running`: its translation is being written; `withheld`: the model does not know it, so nothing is
 * shown; `verbatim`: it holds nothing to translate; `outdated`: its source or the target changed since.
 */
export type SegmentState =
  'untranslated' | 'running' | 'done' | 'withheld' | 'verbatim' | 'outdated';

/** Where a translation comes from. What is not the model's stays when the text is translated again. */
export type Origin = 'model' | 'memory' | 'edited' | 'pinned';

/** Another translation of a segment. */
export interface Alternative {
  readonly text: string;
  /** Mean of the log-probabilities, of a beam search; undefined where nothing was ranked. */
  readonly score?: number | undefined;
}

/** What may be wrong with a translation. */
export const checkKinds = [
  'script',
  'language',
  'leftover',
  'number',
  'date',
  'unit',
  'placeholder',
  'mark',
  'placed',
  'term-missing',
  'term-forbidden',
  'too-short',
  'too-long',
  'cut-off',
  'repetition',
  'unsure',
  'inconsistent',
] as const;
/** One of these. */
export type CheckKind = (typeof checkKinds)[number];

/** Something that may be wrong with a translation, for a reader to judge. */
export interface Check {
  readonly kind: CheckKind;
  /** What it is about: the number that is missing, the word that was left over. */
  readonly about: readonly string[];
}

/** A term of a glossary that a segment's source has. */
export interface TermUse {
  readonly source: string;
  /** What the translation is to have, or not to have; for `keep`, the source itself. */
  readonly target: string;
  readonly kind: 'term' | 'keep' | 'forbidden';
  /** Whether the translation is as the term asks. */
  readonly kept: boolean;
}

/** A sentence and its translation. */
export interface TranslationSegment {
  /** Unique in its translation, and the same as long as the source is. */
  readonly id: string;
  readonly source: string;
  /** What in the source is to come out as it is. */
  readonly spans: readonly Span[];
  /** What follows the source and is no language: spaces, line breaks, quotes, list signs. */
  readonly gap: string;
  readonly state: SegmentState;
  /** Empty until something is written. */
  readonly target: string;
  /** FLORES code of what `target` is in. */
  readonly language: string;
  /** Best first; the first is what the model would choose. */
  readonly alternatives: readonly Alternative[];
  readonly checks: readonly Check[];
  readonly confidence: JudgedConfidence | undefined;
  readonly terms: readonly TermUse[];
  readonly origin: Origin;
}

/** A text as sentences. The lead, then each source and gap, strung together are the text. */
export interface Translation {
  readonly lead: string;
  readonly segments: readonly TranslationSegment[];
}
