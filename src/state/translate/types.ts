import type { StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../core/errors';
import type { Segmented } from '../../core/text/index';
import type { SetTimer } from '../../core/timer';
import type { Changes } from '../../core/translation/changes';
import type { Translation, TranslationSegment } from '../../core/translation/types';
import type { KeyValue } from '../../storage/keyValue';
import type { SegmentsRequest } from '../../tasks/translate/segments';
import type { Quality, SegmentResult, SentenceOptions } from '../../tasks/translate/types';
import type { OnFrame } from '../frames';

export type TranslatePhase = 'idle' | 'waiting' | 'running' | 'done' | 'stopped' | 'failed';

/** What an undo brings back. */
export interface Snapshot {
  readonly source: string;
  /** FLORES code; undefined means detect. */
  readonly from: string | undefined;
  readonly to: string;
  readonly translation: Translation;
}

export interface TranslateState extends Snapshot {
  /** The language that the source seems to be in, while `from` is undefined. */
  readonly detected: string | undefined;
  /** Original length of a text that was cut to `maxDocumentLength`. */
  readonly cutFrom: number | undefined;
  readonly phase: TranslatePhase;
  /** How many segments the running translation has done, and how many it was asked for. */
  readonly position: { readonly done: number; readonly total: number } | undefined;
  readonly error: AppError | undefined;
  /** Characters of the sentences that wait for somebody to ask for their translation. */
  readonly awaiting: number;
  /** Characters a second that the awaiting ones may take, as measured; undefined until it was. */
  readonly speed: number | undefined;
  /** The segment whose card is open. */
  readonly selected: string | undefined;
  readonly changes: Changes<Snapshot>;
}

/** How a segment is asked for again. */
export interface AgainOptions extends SentenceOptions {
  readonly quality?: Quality | undefined;
}

/** How a segment is asked for by another way. */
export interface AttemptOptions extends AgainOptions {
  /** Whether the sentences before it are given with it, whatever the user chose. */
  readonly neighbours?: boolean | undefined;
  /** Whether numbers of digits stay as they are. */
  readonly keepNumbers?: boolean | undefined;
}

/** Segments to translate. */
export interface TranslateRequest extends SegmentsRequest {
  /** Those of the segments, in their order. */
  readonly ids: readonly string[];
  /** As in {@link AttemptOptions}. */
  readonly neighbours?: boolean | undefined;
}

export interface TranslateActions {
  /** @param isStep Whether the change is undone by itself, not with what was typed around it. */
  setSource(source: string, isStep?: boolean): void;
  /** Choosing the other side's language swaps the two. */
  setFrom(code: string | undefined): void;
  setTo(code: string): void;
  /** The translation becomes the source, and vice versa. */
  swap(): void;
  clear(): void;
  /** Shows a past translation, as one step. One that is only known as texts is made anew. */
  open(
    past: Omit<Snapshot, 'translation'> & { readonly translation: Translation | undefined },
  ): void;
  undo(): void;
  redo(): void;
  /** Translates a short text again, as after an edit. A long one continues as it began. */
  again(): void;
  /** How texts are asked for has changed: what is the model's is outdated, and made anew if it is short. */
  askAnew(): void;
  /**
   * Settles when the translation is done, stopped or failed. Never rejects.
   *
   * @param anew Whether all is translated again where nothing is missing; left out, it is.
   */
  run(anew?: boolean): Promise<void>;
  /** Keeps what was written so far. */
  stop(): void;
  select(id: string | undefined): void;
  /** Takes a text of the user's, or one that was offered, for a segment's translation. */
  setTarget(id: string, target: string, origin: TranslationSegment['origin']): void;
  /** The same for several segments, by id, in one step. */
  setTargets(targets: ReadonlyMap<string, string>, origin: TranslationSegment['origin']): void;
  /** Another sentence in the place of a segment's source, in the text as well. */
  editSource(id: string, source: string): void;
  /** Whether a segment stays as it is when the text is translated again. */
  pin(id: string, pinned: boolean): void;
  /** Translates one segment anew. Settles when that is done, or was given up. Never rejects. */
  translateAgain(id: string, options?: AttemptOptions): Promise<void>;
  /** Asks for other translations of a segment, which stays as it is. Never rejects. */
  findAlternatives(id: string, options?: AgainOptions): Promise<void>;
  /**
   * Translates a segment once more behind the scenes, by another way; it stays as it is. Undefined if that was
   * given up, or failed. Never rejects.
   */
  attempt(id: string, options: AttemptOptions): Promise<SegmentResult | undefined>;
  /** Puts what is known of segments beside their translations: checks, terms. No step of its own. */
  annotate(notes: ReadonlyMap<string, Partial<TranslationSegment>>): void;
  /** Keeps what is there at once, before the page goes. */
  keep(): void;
}

export type TranslateStore = StoreApi<TranslateState & TranslateActions>;

export interface TranslatePorts {
  readonly cut: (request: {
    readonly text: string;
    readonly from: string | undefined;
    readonly to: string;
    readonly signal: AbortSignal;
  }) => Promise<Segmented>;
  readonly translate: (request: TranslateRequest) => Promise<void>;
  /** Which model translates, now. */
  readonly modelId: () => string;
  /** FLORES code of the language that a text seems to be in. */
  readonly detect: (text: string) => Promise<string | undefined>;
  /** FLORES code of the target to propose in place of one that the text is already in. */
  readonly otherTarget: (than: string) => string;
  readonly draft: KeyValue;
  /** Characters a second of the model in use; undefined until it has translated something longer. */
  readonly speed: { readonly get: () => number | undefined; readonly set: (value: number) => void };
  readonly onFrame: OnFrame;
  readonly setTimer: SetTimer;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
  /** Unique over all tabs and times. */
  readonly newId: () => string;
  readonly initial: {
    readonly from?: string;
    readonly to: string;
    readonly text?: string;
    /** Nobody chose `to`: it is not worth saving until something is written. */
    readonly guessed?: boolean;
  };
}
