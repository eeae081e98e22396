/** Where an entry of the translation memory comes from. */
export type EntryOrigin = 'accepted' | 'edited' | 'imported';

/** What another tool said of an entry; kept for it, so that an export gives it back. */
export interface EntryNotes {
  readonly tuid?: string | undefined;
  /** What the languages were called, where that says more than their codes: `en-US`. */
  readonly sourceTag?: string | undefined;
  readonly targetTag?: string | undefined;
  /** `sentence`, `paragraph`, `phrase` or `block`. */
  readonly segtype?: string | undefined;
  readonly creator?: string | undefined;
  readonly changer?: string | undefined;
  readonly notes?: readonly string[] | undefined;
  /** Pairs of type and text. */
  readonly props?: readonly (readonly [string, string])[] | undefined;
}

/** A sentence and a translation of it, to be offered again. */
export interface MemoryEntry {
  /** Rises with each entry. */
  readonly id: number;
  /** FLORES codes. */
  readonly from: string;
  readonly to: string;
  readonly source: string;
  readonly target: string;
  readonly origin: EntryOrigin;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly changedAt: number;
  /** How often it was taken. */
  readonly uses: number;
  readonly notes?: EntryNotes | undefined;
}

/** Words that two texts share, or that only one of them has. */
export interface DifferencePart {
  readonly kind: 'same' | 'stored' | 'asked';
  readonly text: string;
}

/** An entry whose source is the sentence asked for, or nearly so. */
export interface MemoryMatch {
  readonly entry: MemoryEntry;
  /** 0 to 100; 100 only for the same text. */
  readonly score: number;
  /** From the stored source to the one asked for. */
  readonly difference: readonly DifferencePart[];
}
