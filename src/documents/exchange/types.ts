import type { Unit } from '../types';

/** How far a translation is. */
export type ExchangeState = 'machine' | 'done' | 'none';

/** A sentence for another tool. */
export interface ExchangeSentence extends Pick<Unit, 'marks' | 'notes' | 'context' | 'limit'> {
  readonly id: string;
  /** With the marks of its unit. */
  readonly source: string;
  readonly target: string | undefined;
  readonly state: ExchangeState;
  /** Whether there is nothing to translate in it. */
  readonly isKept: boolean;
  /** What may be wrong with the translation. */
  readonly remarks: readonly string[];
}

/** A document for another tool. */
export interface ExchangeDocument {
  /** Of the file. */
  readonly name: string;
  /** BCP-47. */
  readonly from: string;
  readonly to: string;
  readonly sentences: readonly ExchangeSentence[];
}

/** What another tool says of a sentence. */
export interface ExchangeEntry {
  readonly id: string;
  readonly source: string;
  /** Undefined where it has none. */
  readonly target: string | undefined;
}
