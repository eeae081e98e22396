import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
} from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';
import { destination } from '../core/site';

declare const self: ServiceWorkerGlobalScope & {
  /** Filled in by the build: every file of the app shell, with a revision if its name has no hash. */
  readonly __WB_MANIFEST: { url: string; revision: string | null }[];
};

// The whole shell, including lazy chunks and the engine's worker: after one visit nothing needs the network.
// Anything else, above all the models, has no route here and is left to the network.
precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();

const { scope } = self.registration;
const shell = createHandlerBoundToURL('index.html');
const within = (url: URL) => destination(url.pathname.slice(new URL(scope).pathname.length));

registerRoute(
  ({ request, url }) => request.mode === 'navigate' && within(url).kind !== 'file',
  async (options) => {
    const target = within(options.url);
    return target.kind === 'redirect'
      ? Response.redirect(`${scope}${target.page}${options.url.search}`)
      : shell(options);
  },
);

self.addEventListener('activate', (event) => {
  // The first visit came from the network; its later requests are now served from here as well.
  event.waitUntil(self.clients.claim());
});

self.addEventListener('message', (event) => {
  // Sent only when the user has agreed: taking over reloads the page, and would end a generation.
  if (event.data === 'take-over') void self.skipWaiting();
});
