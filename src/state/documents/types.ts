import type { StoreApi } from 'zustand/vanilla';
import type { Bytes } from '../../core/bytes';
import type { ModelId } from '../../core/catalog';
import type { AppError } from '../../core/errors';
import type { GlossaryIndex } from '../../core/terms/glossaryIndex';
import type { SetTimer } from '../../core/timer';
import type { Translation } from '../../core/translation/types';
import type { DocumentFiles } from '../../documents/client';
import type { ExchangeMatch } from '../../documents/exchange/match';
import type { DocumentContent } from '../../documents/protocol';
import type { DocumentRecord, Documents } from '../../storage/documents';
import type { Memory } from '../../storage/memory';
import type { DocumentPlan, PlanRequest } from '../../tasks/documents/plan';
import type { DocumentRequest } from '../../tasks/documents/translate';
import type { Checker } from '../translate/watch';

/** A document in the list. */
export interface DocumentItem extends DocumentRecord {
  /** Why it could not be read, or its translation ended. */
  readonly error?: AppError | undefined;
  /** Seconds that are left, as measured; undefined until it was. */
  readonly secondsLeft?: number | undefined;
  /** Another tab is translating it. */
  readonly isElsewhere?: boolean | undefined;
}

/** A document that is looked at. */
export interface OpenedDocument {
  readonly id: string;
  /** Undefined until it is read. */
  readonly content: DocumentContent | undefined;
  /** One for each unit. */
  readonly translations: readonly Translation[];
}

export interface DocumentsState {
  /** Of all formats that can be opened, without dots. */
  readonly extensions: readonly string[];
  /** Undefined until the list is read. */
  readonly documents: readonly DocumentItem[] | undefined;
  readonly opened: OpenedDocument | undefined;
  /** Files that could not be added, with the reason. */
  readonly refused: readonly { readonly name: string; readonly error: AppError }[];
}

/** A file that a user gives. */
export interface GivenFile {
  readonly name: string;
  readonly size: number;
  bytes(): Promise<Bytes>;
}

/** A text of the user's for a sentence. */
export interface SentenceEdit {
  /** Number of its unit. */
  readonly unit: number;
  /** Id of the segment. */
  readonly segment: string;
  readonly target: string;
}

/** What a document is saved as: its translation, both languages, or XLIFF for a CAT tool. */
export type ResultForm = 'translation' | 'bilingual' | 'xliff';

/** What came of an XLIFF file for a document. */
export interface TakenXliff {
  /** Sentences that have another translation now. */
  readonly taken: number;
  /** Those that do not fit, and stay as they are. */
  readonly misfits: ExchangeMatch['misfits'];
  /** Brings back what was there. */
  readonly undo: () => Promise<void>;
}

/** What a document becomes. */
export interface SavedDocument {
  readonly name: string;
  readonly bytes: Bytes;
}

/** None of them rejects but `save` and `takeXliff`. */
export interface DocumentsActions {
  /** Reads what is kept, and goes on with what was under way. */
  start(): Promise<void>;
  /** @param from FLORES code; undefined where it is to be found out. */
  add(files: readonly GivenFile[], from: string | undefined, to: string): Promise<void>;
  resume(id: string): void;
  pause(id: string): void;
  remove(id: string): Promise<void>;
  forgetRefused(): void;
  open(id: string): Promise<void>;
  close(): void;
  /**
   * Takes texts of the user's for sentences of the open document, which then stay.
   *
   * @returns What brings back those that were not changed again since.
   */
  setTargets(id: string, edits: readonly SentenceEdit[]): Promise<() => Promise<void>>;
  /** @throws AppError what reading and writing the file throw. */
  save(id: string, form: ResultForm): Promise<SavedDocument>;
  /**
   * Takes translations of an XLIFF file that was saved of this document.
   *
   * @throws AppError what reading the file throws; `aborted` where the document is not open any more.
   */
  takeXliff(id: string, file: GivenFile): Promise<TakenXliff>;
}

export type DocumentsStore = StoreApi<DocumentsState & DocumentsActions>;

export interface DocumentsPorts {
  readonly documents: () => Promise<Documents>;
  readonly files: DocumentFiles;
  readonly plan: (request: PlanRequest) => Promise<DocumentPlan>;
  readonly translate: (request: DocumentRequest) => Promise<void>;
  readonly model: () => ModelId;
  /** Calls the listener when another model was chosen. */
  readonly onModel: (listener: () => void) => void;
  /** The glossaries in use for a pair of languages. */
  readonly glossary: (from: string | undefined, to: string) => Promise<GlossaryIndex | undefined>;
  readonly checker: () => Promise<Checker>;
  readonly memory: () => Promise<Pick<Memory, 'addAll' | 'find' | 'delete'>>;
  /** Runs while no other tab runs under the name; undefined, without running, while one does. */
  readonly exclusively: <T>(name: string, run: () => Promise<T>) => Promise<T | undefined>;
  /** Told when a document is done that nobody looks at. */
  readonly onDone: (document: DocumentRecord) => void;
  /** BCP-47 tags of the user, for old files. */
  readonly languages: readonly string[];
  readonly newId: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly setTimer: SetTimer;
}
