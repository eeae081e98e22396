import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { goodManners, refuse, serve, type Answer, type Manners } from './answer';
import { memoryContent } from './content';
import { Faults, type Fault, type Span } from './faults';
import { listen } from '../../tools/serve/listen';
import { send } from './send';
import { Site, type Redirect } from './site';
import { spoil } from './spoil';

/** A request, and what became of it. */
export interface Asked {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: string;
  readonly range: string | undefined;
  readonly ifRange: string | undefined;
  status: number;
  /** Bytes of the body sent so far. */
  sentBytes: number;
}

/**
 * A real server on this machine that can act as a package host, a hub, or the CDN behind one, and whose
 * answers can be made to fail. Supports ranges, If-Range, ETag, HEAD and requests from other origins. Paths
 * begin with "/".
 */
export class FaultyServer {
  readonly #site = new Site();
  /** Files in memory. To change one, set another array. */
  readonly files = this.#site.files;
  /** Every requested path, in order, without the browsers' preflight requests. */
  readonly requests: string[] = [];
  /** The same with all details, and with preflight requests (OPTIONS). */
  readonly log: Asked[] = [];
  readonly manners: Manners = { ...goodManners };
  /** Bytes of bodies sent so far. */
  sentBytes = 0;
  /** Answers that fell silent so far. */
  stalls = 0;
  /** Answers that were made to go wrong so far. */
  struck = 0;
  /** Answers in progress: neither complete, nor aborted by either side. */
  openAnswers = 0;
  readonly #faults = new Faults();
  readonly #server = createServer((request, response) => {
    this.openAnswers++;
    response.on('close', () => this.openAnswers--);
    void this.#answer(request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  });

  /** Starts on a free port; returns the address, which ends with "/". */
  async start(): Promise<string> {
    return `http://127.0.0.1:${await listen(this.#server)}/`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Serves the files of a folder, of any size, under a path that ends with "/". */
  folder(path: string, folder: string): void {
    this.#site.folders.set(path, folder);
  }

  /**
   * Redirects requests under a path that ends with "/", unless the file is there, to an address with a new
   * signature in its query each time, as hubs do for `…/resolve/<revision>/`.
   */
  redirect(path: string, redirect: Redirect): void {
    this.#site.redirects.set(path, redirect);
  }

  /** Makes the next answers for a path fail in these ways, one after the other, whatever is requested. */
  fail(path: string, ...faults: readonly Fault[]): void {
    this.#faults.set(path, undefined, faults);
  }

  /**
   * Makes the next answers that contain a certain byte of a file fail in these ways, one after the other.
   * `fraction` says where the byte is in the file, from 0 up to 1; the file must be on this server, not
   * behind a redirect. HEAD and requests for one byte only ask for the size, and are spared.
   */
  strike(path: string, fraction: number, ...faults: readonly Fault[]): void {
    this.#faults.set(path, fraction, faults);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = readRequest(request);
    this.log.push(asked);
    if (asked.method !== 'OPTIONS') this.requests.push(asked.path);
    const answer = await this.#choose(asked);
    asked.status = answer.status;
    const headers = {
      ...answer.headers,
      ...this.#site.headers(asked.path),
      ...forOtherOrigins(this.manners.expose),
    };
    await send(response, { ...answer, headers }, this.manners, {
      onBytes: (bytes) => {
        asked.sentBytes += bytes;
        this.sentBytes += bytes;
      },
      onSilence: () => this.stalls++,
    });
  }

  async #choose({ method, path, range, ifRange }: Asked): Promise<Answer> {
    if (method === 'OPTIONS') return refuse(204);
    if (method === 'HEAD' && !this.manners.head) return refuse(405);
    const content = await this.#site.find(path);
    const asked = { range: parseRange(range), ifRange };
    const span = method === 'HEAD' ? { start: 0, end: 0 } : asked.range;
    const struck = this.#faults.take(path, content?.bytes ?? 0, span);
    if (struck !== undefined) {
      this.struck++;
      return spoil(struck.fault, struck.at, content ?? nothing, asked, this.manners);
    }
    if (content !== undefined) return serve(content, asked, this.manners);
    return this.#site.elsewhere(path) ?? refuse(404);
  }
}

const nothing = memoryContent('', new Uint8Array());

function readRequest({ method = 'GET', url = '/', headers }: IncomingMessage): Asked {
  const { pathname: path, search: query } = new URL(url, 'http://127.0.0.1');
  const ifRange = headers['if-range']?.toString();
  return { method, path, query, range: headers.range, ifRange, status: 0, sentBytes: 0 };
}

function forOtherOrigins(expose: string): Record<string, string> {
  return {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'GET, HEAD',
    'access-control-allow-headers': 'Range, If-Range',
    'access-control-expose-headers': expose,
  };
}

/** For example `bytes=0-9` or `bytes=10-`. */
function parseRange(text: string | undefined): Span | undefined {
  const match = /^bytes=(\d+)-(\d*)$/.exec(text ?? '');
  if (match === null) return undefined;
  return { start: Number(match[1]), end: match[2] === '' ? Infinity : Number(match[2]) + 1 };
}
