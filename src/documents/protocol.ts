import type { Bytes } from '../core/bytes';
import type { Command } from '../rpc/protocol';
import type { ExchangeDocument, ExchangeEntry } from './exchange/types';
import type { OpenDocument, SourceFile, WriteOptions } from './types';

/** What is known of an open file, without what writes it. */
export type DocumentContent = Omit<OpenDocument, 'write'>;

/** A file, and what it is to become. */
export interface DocumentTranslation {
  readonly file: SourceFile;
  /** By id of the unit. */
  readonly translations: ReadonlyMap<string, string>;
  readonly options: WriteOptions;
}

/** What the page asks of a worker that reads files. */
export interface DocumentsCommands {
  readonly open: Command<SourceFile, DocumentContent>;
  readonly write: Command<DocumentTranslation, Bytes>;
  readonly toXliff: Command<ExchangeDocument, Bytes>;
  readonly fromXliff: Command<SourceFile, readonly ExchangeEntry[]>;
}
