import type { Bytes } from '../../../src/core/bytes';
import type { CachePort } from '../../../src/models/cache/modelCache';
import { HALTS, type Halt } from './setup';

/** The browser's caches, with one write at which the worker halts. */
export function haltingCaches({ when, cache: name, key, nth = 1 }: Halt): CachePort {
  let seen = 0;
  const fits = (request: RequestInfo | URL) =>
    new URL(request instanceof Request ? request.url : request).pathname.endsWith(key) &&
    ++seen === nth;
  return {
    open: async (wanted) => {
      const cache = await caches.open(wanted);
      if (wanted !== name) return cache;
      const put = cache.put.bind(cache);
      cache.put = async (request, response) => {
        if (!fits(request)) return put(request, response);
        if (when === 'before') await halt();
        await put(request, when === 'middle' ? await halting(response) : response);
        if (when === 'after') await halt();
      };
      return cache;
    },
  };
}

/** The same answer, but its second half waits. */
async function halting(response: Response): Promise<Response> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const half = bytes.length >> 1;
  const parts = [() => bytes.subarray(0, half), () => halt().then(() => bytes.subarray(half))];
  const body = new ReadableStream<Bytes>(
    {
      pull: async (controller) => {
        const part = parts.shift();
        if (part === undefined) controller.close();
        else controller.enqueue(await part());
      },
    },
    // Nothing is pulled before it is needed: a reader that waits for the second half has the first.
    { highWaterMark: 0 },
  );
  return new Response(body, { headers: response.headers });
}

function halt(): Promise<void> {
  const channel = new BroadcastChannel(HALTS);
  return new Promise((resolve) => {
    channel.onmessage = () => {
      channel.close();
      resolve();
    };
    channel.postMessage('halted');
  });
}
