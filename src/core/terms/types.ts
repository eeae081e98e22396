/** A row of a glossary. */
export interface GlossaryEntry {
  readonly source: string;
  /** For `keep`, the same as the source; for `forbidden`, what a translation must not have. */
  readonly target: string;
  readonly kind: 'term' | 'keep' | 'forbidden';
  readonly note?: string | undefined;
}

/** Terms for one pair of languages. A glossary never concerns another pair. */
export interface Glossary {
  readonly id: string;
  readonly name: string;
  /** FLORES codes. */
  readonly from: string;
  readonly to: string;
  readonly active: boolean;
  readonly entries: readonly GlossaryEntry[];
  /** Milliseconds since 1970. */
  readonly changedAt: number;
}

/** The glossaries on this device. Rejects as IndexedDB does. */
export interface GlossaryStore {
  list(): Promise<readonly Glossary[]>;
  put(glossary: Glossary): Promise<void>;
  delete(id: string): Promise<void>;
}
