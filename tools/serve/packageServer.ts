import type { Server } from 'node:http';
import { createLastingServer, refuse } from './lastingServer';
import type { ServedFile, ServedFiles } from './packages';
import { openFile, sendFile, type OpenFile } from './sendFile';

const METHODS = 'GET, HEAD, OPTIONS';

/** Sent with every answer: any page may read these files, because they contain nothing personal. */
const openToAll = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'Accept-Ranges, Content-Length, Content-Range, ETag',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'X-Content-Type-Options': 'nosniff',
};

/** Sent to a browser that asks for permission first. */
const permission = {
  'Access-Control-Allow-Methods': METHODS,
  'Access-Control-Allow-Headers': 'Range, If-Range, If-None-Match',
  // For a public page that asks for something in this network.
  'Access-Control-Allow-Private-Network': 'true',
  'Access-Control-Max-Age': '86400',
};

/** A server for packages. It serves only the files on its list. */
export function createPackageServer(files: ServedFiles): Server {
  return createLastingServer(async (request, response) => {
    for (const [name, value] of Object.entries(openToAll)) response.setHeader(name, value);
    const { method = '', url = '' } = request;
    const file = files.get(url.replace(/\?.*/s, ''));
    if (method === 'OPTIONS') response.writeHead(204, permission).end();
    else if (method !== 'GET' && method !== 'HEAD') refuse(response, 405, { Allow: METHODS });
    else if (file === undefined) refuse(response, 404);
    else {
      const opened = await openUnchanged(file);
      if (opened === undefined) refuse(response, 500);
      else await sendFile(opened, describe(file), request, response);
    }
  });
}

/** Undefined if the file has changed since its tag was made. */
async function openUnchanged({ place, bytes, mtimeMs }: ServedFile): Promise<OpenFile | undefined> {
  const file = await openFile(place).catch(() => undefined);
  if (file?.stats.size === bytes && file.stats.mtimeMs === mtimeMs) return file;
  await file?.handle.close();
  return undefined;
}

function describe({ etag, type }: ServedFile) {
  return {
    // Cached, but revalidated each time: tomorrow there may be another package at the same address.
    'Cache-Control': 'no-cache',
    'Content-Type': type,
    ETag: etag,
  };
}
