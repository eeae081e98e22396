import { createServer, type Server, type ServerResponse } from 'node:http';
import { readdirSync } from 'node:fs';
import type { BrowserContext, Page } from '@playwright/test';
import { withProfile } from '../testing/browser/profile';
import { securityHeaders } from '../src/core/policy';
import { listen } from '../tools/serve/listen';
import { createSiteServer } from '../tools/serve/server';
import { expect, test } from './support/fixtures';
import { expectOpened, pages } from './support/pages';

/** A host of the built app with somebody in between, who may answer in its place. */
class Between {
  /** The paths that are answered by a page, with 200. */
  portal: (path: string) => boolean = () => false;
  /** As a static host that knows nothing of headers. */
  bare = false;
  readonly #site = createSiteServer({ folder: 'dist', base: '/' });
  readonly #server: Server = createServer((request, response) => {
    if (this.portal(request.url ?? '')) {
      response.setHeader('Content-Type', 'text/html').end('<title>Please log in</title>');
      return;
    }
    if (this.bare) strip(response);
    this.#site.emit('request', request, response);
  });

  async start(): Promise<string> {
    return `http://127.0.0.1:${await listen(this.#server)}/`;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

/** What is sent has no header of ours. */
function strip(response: ServerResponse): void {
  const ours = new Set(Object.keys(securityHeaders).map((name) => name.toLowerCase()));
  const [set, write] = [response.setHeader.bind(response), response.writeHead.bind(response)];
  response.setHeader = (name, value) =>
    ours.has(name.toLowerCase()) ? response : set(name, value);
  response.writeHead = ((status: number, headers: Record<string, string> = {}) =>
    write(
      status,
      Object.fromEntries(Object.entries(headers).filter(([name]) => !ours.has(name.toLowerCase()))),
    )) as typeof response.writeHead;
}

async function withHost(
  use: (host: Between, address: string, context: BrowserContext) => Promise<void>,
): Promise<void> {
  const host = new Between();
  const address = await host.start();
  try {
    await withProfile((context) => use(host, address, context));
  } finally {
    host.stop();
  }
}

async function visit(page: Page, address: string): Promise<void> {
  // A page that loads no model: the scripts of the others come with the service worker alone.
  await page.goto(`${address}settings`);
  await expectOpened(page, 'Settings');
}

test('a page in the place of a script is not kept, and the next visit mends it', async () => {
  await withHost(async (host, address, context) => {
    const chunk = readdirSync('dist/assets').find((name) => /^ChatPage.*\.js$/.test(name));
    host.portal = (path) => path === `/assets/${chunk}`;
    const page = await context.newPage();
    await visit(page, address);
    const ended = page.evaluate(async () => {
      const { installing } = await navigator.serviceWorker.register('./service-worker.js');
      return new Promise<string>((resolve) => {
        installing?.addEventListener('statechange', () => {
          if (installing.state !== 'installed') resolve(installing.state);
        });
      });
    });
    expect(await ended).toBe('redundant');

    host.portal = () => false;
    await visit(page, address);
    await page.evaluate(() => navigator.serviceWorker.ready);
    host.stop();
    for (const [route, heading] of [['', 'Translate'], ...pages] as const) {
      await page.goto(address + route);
      await expectOpened(page, heading);
    }
  });
});

test('what was spoilt on this device is mended before the network goes', async () => {
  await withHost(async (host, address, context) => {
    const page = await context.newPage();
    await visit(page, address);
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
          await cache.put(
            request,
            new Response('<title>Please log in</title>', {
              headers: { 'Content-Type': 'text/html' },
            }),
          );
        }
      }
    });
    await visit(page, address);
    await expect
      .poll(() =>
        page.evaluate(async () => {
          const spoilt = async (name: string) => {
            const cache = await caches.open(name);
            const kept = await Promise.all((await cache.keys()).map((one) => cache.match(one)));
            const texts = await Promise.all(kept.map(async (one) => one?.text()));
            return texts.filter((text) => text?.includes('Please log in')).length;
          };
          const counts = await Promise.all((await caches.keys()).map(spoilt));
          return counts.reduce((sum, count) => sum + count, 0);
        }),
      )
      .toBe(0);
    host.stop();
    await page.goto(`${address}chat`);
    await expectOpened(page, 'Chat');
  });
});

test('a host without headers has them by the service worker: the engine’s worker is closed', async () => {
  await withHost(async (host, address, context) => {
    host.bare = true;
    const page = await context.newPage();
    expect((await page.goto(`${address}settings`))?.headers()).not.toHaveProperty(
      'content-security-policy',
    );
    await page.evaluate(() => navigator.serviceWorker.ready);
    const started = page.waitForEvent('worker', (worker) => worker.url().includes('/worker-'));
    const response = await page.goto(`${address}translate`);
    expect(response?.headers()['content-security-policy']).toContain("frame-ancestors 'none'");
    const reached = (await started).evaluate(
      (elsewhere) =>
        fetch(elsewhere, { mode: 'no-cors' }).then(
          () => 'reached',
          () => 'refused',
        ),
      address.replace('127.0.0.1', 'localhost'),
    );
    expect(await reached).toBe('refused');
  });
});
