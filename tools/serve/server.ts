import type { Server } from 'node:http';
import { securityHeaders, securityHeadersOf } from '../../src/core/policy';
import { destination } from '../../src/core/site';
import { cacheControlOf } from './headers';
import { createLastingServer, refuse } from './lastingServer';
import { sendFile, type OpenFile } from './sendFile';
import { openSiteFile, typeOf } from './siteFile';

/** What to serve, and under which path. */
export interface SiteOptions {
  /** The built folder; may change meanwhile. */
  readonly folder: string;
  /** The path the site lies under, with a slash at both ends. */
  readonly base: string;
  /** Folders that links in it may lead into. */
  readonly beside?: readonly string[];
}

/**
 * A server for a built site that behaves as production does: headers, caching, ranges, real 404s. No request,
 * and nothing that happens to the folder, ends it.
 */
export function createSiteServer({ folder, base, beside }: SiteOptions): Server {
  return createLastingServer(async (request, response) => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      refuse(response, 405, { Allow: 'GET, HEAD' });
      return;
    }
    // Not with `new URL`, which finds a host in `//host/path` and throws on some requests.
    const [, pathname = '/', search = ''] = /^([^?]*)(.*)$/s.exec(request.url ?? '/') ?? [];
    const target = destination(pathname.slice(base.length));
    if (`${pathname}/` === base) refuse(response, 308, { Location: encode(base + search) });
    else if (!pathname.startsWith(base)) refuse(response, 404);
    else if (target.kind === 'redirect') {
      refuse(response, 308, { Location: encode(base + target.page + search) });
    } else {
      const path = target.kind === 'page' ? 'index.html' : decode(pathname.slice(base.length));
      const file = path === undefined ? 404 : await openSiteFile(folder, path, beside);
      if (path === undefined || typeof file === 'number') refuse(response, Number(file));
      else await sendFile(file, headersOf(path, file), request, response);
    }
  });
}

function headersOf(path: string, { stats: { size, mtimeMs, mtime } }: OpenFile) {
  return {
    ...securityHeadersOf(`/${path}`),
    'Cache-Control': cacheControlOf(`/${path}`),
    'Content-Type': typeOf(path),
    ETag: `"${size}-${mtimeMs}"`,
    'Last-Modified': mtime.toUTCString(),
  };
}

/** Undefined for what is no encoding. */
function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/** A query may hold characters that a parser lets in but a header may not have. */
function encode(address: string): string {
  return address.replace(/[^\x21-\x7e]/g, encodeURIComponent);
}
