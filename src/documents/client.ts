import type { Bytes } from '../core/bytes';
import { AppError } from '../core/errors';
import { connect, type Client } from '../rpc/connect';
import type { WorkerPort } from '../rpc/protocol';
import type { ExchangeDocument, ExchangeEntry } from './exchange/types';
import type { DocumentContent, DocumentsCommands, DocumentTranslation } from './protocol';
import type { SourceFile } from './types';

/** Reads and writes files beside the thread that paints. */
export interface DocumentFiles {
  /** @throws AppError as `openDocument` does; `aborted` after the signal, `document-too-large` for a worker that died. */
  open(file: SourceFile, signal?: AbortSignal): Promise<DocumentContent>;
  /** @throws AppError as `open`, and `document-marks`. */
  write(translation: DocumentTranslation, signal?: AbortSignal): Promise<Bytes>;
  /** For a CAT tool, in UTF-8. @throws AppError as `open`. */
  toXliff(document: ExchangeDocument): Promise<Bytes>;
  /** What a CAT tool made of that. @throws AppError as `open`. */
  fromXliff(file: SourceFile): Promise<readonly ExchangeEntry[]>;
}

/** Each call has a worker of its own: it ends at once when it is given up, and takes no other with it. */
export function createDocumentFiles(startWorker: () => WorkerPort): DocumentFiles {
  const withWorker = async <T>(
    use: (client: Client<DocumentsCommands>) => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<T> => {
    if (signal?.aborted === true) throw new AppError('aborted');
    const client = connect<DocumentsCommands>(startWorker(), {
      // What a worker ends of that reads a file is want of memory.
      crash: (detail) => new AppError('document-too-large', { what: 'memory', detail }),
    });
    const stop = () => client.close(new AppError('aborted'));
    signal?.addEventListener('abort', stop);
    try {
      return await use(client);
    } finally {
      signal?.removeEventListener('abort', stop);
      stop();
    }
  };
  return {
    open: (file, signal) => withWorker((client) => client.call('open', file), signal),
    write: (translation, signal) =>
      withWorker((client) => client.call('write', translation), signal),
    toXliff: (document) => withWorker((client) => client.call('toXliff', document), undefined),
    fromXliff: (file) => withWorker((client) => client.call('fromXliff', file), undefined),
  };
}
