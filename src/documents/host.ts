import type { ParentPort } from '../rpc/protocol';
import { serve, transferred } from '../rpc/serve';
import { openDocument } from './formats';
import type { DocumentsCommands } from './protocol';

/** The worker's side: opens files, and writes them. */
export function serveDocuments(port: ParentPort): void {
  serve<DocumentsCommands>(
    {
      open: async (file) => {
        const { write: _, ...content } = await openDocument(file);
        return content;
      },
      write: async ({ file, translations, options }) => {
        const bytes = (await openDocument(file)).write(translations, options);
        return transferred(bytes, [bytes.buffer]);
      },
      toXliff: async (document) => {
        const { writeXliff } = await import('./exchange/write');
        const bytes = new TextEncoder().encode(writeXliff(document));
        return transferred(bytes, [bytes.buffer]);
      },
      fromXliff: async (file) => (await import('./exchange/read')).readXliff(file),
    },
    port,
  );
}
