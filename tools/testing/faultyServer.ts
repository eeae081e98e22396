import { createServer, type ServerResponse } from 'node:http';
import { listen } from './listen';

/** One way in which an answer can go wrong. `undefined` is the right answer. */
export type Fault =
  | { readonly kind: 'status'; readonly status: number }
  /** A page instead of the file, with status 200. */
  | { readonly kind: 'html' }
  /** Promises the whole length, sends a part and hangs up. */
  | { readonly kind: 'reset'; readonly after: number }
  /** Promises the shorter length, and keeps that promise. */
  | { readonly kind: 'short'; readonly length: number }
  | { readonly kind: 'flipped-bit'; readonly at: number }
  /** Sends a part and then nothing any more. */
  | { readonly kind: 'stall'; readonly after: number };

/** A real server on this machine whose answers can be made to fail, file by file. */
export class FaultyServer {
  readonly files = new Map<string, Uint8Array>();
  /** Every path asked for, in order. */
  readonly requests: string[] = [];
  /** Bytes of bodies sent so far. */
  sentBytes = 0;
  readonly #faults = new Map<string, Fault[]>();
  readonly #server = createServer((request, response) => {
    this.#answer(request.url ?? '/', response);
  });

  /** Starts at a free port; returns the address, which ends with "/". */
  async start(): Promise<string> {
    return `http://127.0.0.1:${await listen(this.#server)}/`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** The next answers for a path go wrong in these ways, one after the other. */
  fail(path: string, ...faults: readonly Fault[]): void {
    this.#faults.set(path, [...faults]);
  }

  #answer(path: string, response: ServerResponse): void {
    this.requests.push(path);
    const fault = this.#faults.get(path)?.shift();
    const file = this.files.get(path);
    if (fault?.kind === 'status') return void response.writeHead(fault.status).end();
    if (fault?.kind === 'html') return this.#send(response, Buffer.from('<!doctype html><p>Hello'));
    if (file === undefined) return void response.writeHead(404).end();
    if (fault?.kind === 'flipped-bit') return this.#send(response, flip(file, fault.at));
    if (fault?.kind === 'short') return this.#send(response, file.subarray(0, fault.length));
    if (fault === undefined) return this.#send(response, file);
    response.writeHead(200, { 'content-length': file.length });
    const part = file.subarray(0, fault.after);
    this.sentBytes += part.length;
    response.write(part, () => {
      if (fault.kind === 'reset') response.destroy();
    });
  }

  #send(response: ServerResponse, body: Uint8Array): void {
    this.sentBytes += body.length;
    response.writeHead(200, { 'content-length': body.length }).end(body);
  }
}

function flip(file: Uint8Array, at: number): Uint8Array {
  const bytes = file.slice();
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes;
}
