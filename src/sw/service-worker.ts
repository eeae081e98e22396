import { securityHeadersOf } from '../core/policy';
import { watchRequests, type RequestsMessage } from '../core/requests';
import type { ShellFile } from '../core/shellFile';
import { destination } from '../core/site';
import { answerShare, sharePath } from './share';
import { Shell } from './shell';

declare const self: ServiceWorkerGlobalScope & {
  /** Filled in by the build: every file of the app shell. */
  readonly __WB_MANIFEST: readonly ShellFile[];
};

const { scope } = self.registration;
const base = new URL(scope).pathname;

// The whole shell, including lazy chunks and the engine's worker: after one visit nothing needs the network.
// Anything else, above all the models, has no route here and is left to the network.
const shell = new Shell(self.__WB_MANIFEST, {
  scope,
  fetch: (input, init) => fetch(input, init),
  caches,
  digest: sha256,
  headersOf: securityHeadersOf,
});

// No page's own list has what is requested here; every tab is told, as all of them are served.
watchRequests('service-worker', self, (requests) => void tellTabs({ type: 'requests', requests }));

async function tellTabs(message: RequestsMessage): Promise<void> {
  const tabs = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  for (const tab of tabs) tab.postMessage(message);
}

self.addEventListener('install', (event) => {
  // When it fails, this version is dropped, and the next visit tries again.
  event.waitUntil(shell.keep());
});

self.addEventListener('activate', (event) => {
  // The first visit came from the network; its later requests are now served from here as well.
  event.waitUntil(Promise.all([shell.clean(), self.clients.claim()]));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { pathname, search } = new URL(request.url);
  if (request.method === 'POST' && request.url === scope + sharePath) {
    event.respondWith(answerShare(request, scope, self.navigator.languages));
    return;
  }
  if (request.method !== 'GET' || !request.url.startsWith(scope)) return;
  const path = pathname.slice(base.length);
  const target = destination(path);
  if (request.mode === 'navigate' && target.kind === 'redirect') {
    event.respondWith(Response.redirect(`${scope}${target.page}${search}`));
  } else if (request.mode === 'navigate' && target.kind === 'page') {
    event.respondWith(shell.answer('index.html', request));
    event.waitUntil(mendOnce());
  } else if (shell.has(path)) event.respondWith(shell.answer(path, request));
});

self.addEventListener('message', (event) => {
  // Sent only when the user has agreed: taking over reloads the page, and would end a generation.
  if (event.data === 'take-over') void self.skipWaiting();
});

let mending: Promise<void> | undefined;

/** What is broken or gone must be there again before the network is not; tried until it has worked once. */
function mendOnce(): Promise<void> {
  mending ??= shell.keep().catch(() => {
    mending = undefined;
  });
  return mending;
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
