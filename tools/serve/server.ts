import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import sirv from 'sirv';
import { destination } from '../../src/core/site';
import { cacheControl, cacheControlOf, ownPolicy, securityHeaders } from './headers';

/** What to serve, and under which path. */
export interface SiteOptions {
  /** The built folder. It is read once: after a new build, restart the server. */
  readonly folder: string;
  /** The path the site lies under, with a slash at both ends. */
  readonly base: string;
}

/** The one form of Range that the file server below reads correctly; others get the whole file. */
const plainRange = /^bytes=(\d+)-(\d*)$/;

/** A server for a built site that behaves as production does: headers, caching, ranges, real 404s. */
export function createSiteServer({ folder, base }: SiteOptions): Server {
  const files = sirv(folder, {
    etag: true,
    setHeaders(response, path) {
      response.setHeader('Accept-Ranges', 'bytes');
      response.setHeader('Cache-Control', cacheControlOf(path));
      if (ownPolicy.path.test(path)) {
        response.setHeader('Content-Security-Policy', ownPolicy.policy);
      }
    },
  });
  return createServer((request, response) => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    answer(request, response, base, files);
  });
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  base: string,
  files: ReturnType<typeof sirv>,
): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    end(response.setHeader('Allow', 'GET, HEAD'), 405);
    return;
  }
  // Not with `new URL`, which finds a host in `//host/path` and throws on some requests.
  const [, pathname = '/', search = ''] = /^([^?]*)(.*)$/s.exec(request.url ?? '/') ?? [];
  if (`${pathname}/` === base) {
    redirect(response, base + search);
    return;
  }
  if (!pathname.startsWith(base)) {
    end(response, 404);
    return;
  }
  const path = pathname.slice(base.length);
  const target = destination(path);
  if (target.kind === 'redirect') {
    redirect(response, base + target.page + search);
    return;
  }
  request.url = target.kind === 'page' ? '/index.html' : `/${path}`;
  if (!isPlainRange(request.headers.range)) delete request.headers.range;
  files(request, response, () => {
    end(response, 404);
  });
}

function isPlainRange(range: string | undefined): boolean {
  const [, first, last] = plainRange.exec(range ?? '') ?? [];
  return first !== undefined && (!last || Number(first) <= Number(last));
}

function redirect(response: ServerResponse, location: string): void {
  end(response.setHeader('Location', location), 308);
}

function end(response: ServerResponse, status: number): void {
  response.statusCode = status;
  response.setHeader('Cache-Control', cacheControl.none);
  response.end();
}
