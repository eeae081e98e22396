import type { ContextStore } from './context';
import type { DialogueStore } from './dialogues';
import type { LookupStore } from './lookups';
import type { TranslateStore } from './types';

/** What goes with a translation: how it is asked for, what can be found out about it, what is said about it. */
export interface TranslateTools {
  readonly context: ContextStore;
  readonly lookups: LookupStore;
  readonly dialogues: DialogueStore;
}

/** A translation, with that. */
export type OpenTranslation = TranslateStore & { readonly tools: TranslateTools };
