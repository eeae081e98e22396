import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Answer, Manners } from './answer';

/** Parts per second of a slow answer. */
const STEPS_PER_SECOND = 20;

export interface Watch {
  readonly onBytes: (bytes: number) => void;
  readonly onSilence: () => void;
}

/** Sends an answer piece by piece, as fast as the client takes it, and ends as the answer says. */
export async function send(
  response: ServerResponse,
  { status, headers, content, span, promised, ending }: Answer,
  manners: Manners,
  { onBytes, onSilence }: Watch,
): Promise<void> {
  const promise = manners.length || content === undefined;
  const length = promise ? { 'content-length': String(promised) } : {};
  response.writeHead(status, { ...headers, ...length });
  if (response.req.method === 'HEAD') return void response.end();
  response.flushHeaders();
  for await (const piece of paced(content?.read(span) ?? [], manners)) {
    if (response.destroyed) return;
    onBytes(piece.length);
    if (!(await written(response, piece))) return;
  }
  if (ending === 'proper') response.end();
  if (ending === 'hang-up') response.destroy();
  if (ending === 'silence') onSilence();
}

/** Pieces at the current speed of the manners, which can change on the way. */
async function* paced(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  manners: Manners,
): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length;) {
      const { bytesPerSecond = Infinity } = manners;
      const part = piece.subarray(at, at + Math.max(1, bytesPerSecond / STEPS_PER_SECOND));
      if (bytesPerSecond < Infinity) await wait((part.length / bytesPerSecond) * 1_000);
      yield part;
      at += part.length;
    }
  }
}

/** Whether the client is still connected. */
function written(response: ServerResponse, piece: Uint8Array): Promise<boolean> {
  return new Promise((resolve) => {
    response.once('close', gone);
    response.write(piece, (error) => {
      response.off('close', gone);
      resolve(!error);
    });
    function gone() {
      resolve(false);
    }
  });
}
