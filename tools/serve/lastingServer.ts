import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type Server,
  type ServerResponse,
} from 'node:http';
import { cacheControl } from './headers';

/** A connection on which nothing moves for so long is closed, or silent ones would use up all that there are. */
const IDLE_MS = 120_000;

/** Answers one request; what it throws is the server's to answer. */
export type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * A server that no request ends: where the handler fails, the answer is a 500, or a broken connection when a
 * part of another answer is out already.
 */
export function createLastingServer(handle: Handle): Server {
  const server = createServer((request, response) => {
    // The client is gone, which whoever writes to it hears as well.
    response.on('error', () => undefined);
    handle(request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else refuse(response, 500);
    });
  });
  return server.setTimeout(IDLE_MS);
}

/** An answer without content, which nobody keeps. */
export function refuse(
  response: ServerResponse,
  status: number,
  headers: OutgoingHttpHeaders = {},
): void {
  response.writeHead(status, { ...headers, 'Cache-Control': cacheControl.none }).end();
}
