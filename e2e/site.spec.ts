import type { AddressInfo } from 'node:net';
import { createSiteServer } from '../tools/serve/server';
import { expect, test, withProfile } from './support/fixtures';
import { sites } from './support/sites';

const routes = ['', 'translate', 'chat', 'documents', 'models', 'diagnostics', 'settings'];

test.describe('policy', () => {
  test('is in the page itself, for hosts that send no headers', async ({ page }) => {
    await page.goto('translate');
    const meta = page.locator('meta[http-equiv="Content-Security-Policy"]');
    await expect(meta).toHaveAttribute('content', /default-src 'none'.*connect-src 'self'/);
  });

  test('lets no request out, no inline script run, and is seen to refuse', async ({
    page,
    watch,
  }) => {
    await page.goto('translate');
    const reached = await page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'window.inlineScriptRan = true';
      document.head.append(script);
      const request = fetch('http://127.0.0.1:9/?text=secret').then(
        () => 'reached',
        () => 'refused',
      );
      return { request: await request, inline: 'inlineScriptRan' in window };
    });
    expect(reached).toEqual({ request: 'refused', inline: false });
    // Were the watch blind, all the tests that rely on it would pass for nothing.
    await expect.poll(() => watch.violations.join('\n')).toContain('http://127.0.0.1:9/');
    expect(watch.violations.join('\n')).toContain('script-src');
    watch.violations.length = 0;
  });

  test('is watched from outside too: a foreign request is noticed', async ({ page, watch }) => {
    await page.goto('http://127.0.0.1:4199/nobody').catch(() => undefined);
    expect(watch.foreignRequests).toEqual(['http://127.0.0.1:4199/nobody']);
    watch.foreignRequests.length = 0;
  });
});

test('every page opens by its address, without a violation or a foreign request', async ({
  page,
}) => {
  for (const route of routes) {
    const response = await page.goto(route);
    expect(response?.status()).toBe(200);
    await expect(page.getByRole('main')).not.toBeEmpty();
  }
});

test('a missing model file is a 404, not the page', async ({ page }) => {
  const response = await page.request.get(`${sites.root.address}models/demo/none/shard.bin`);
  expect(response.status()).toBe(404);
});

test('all of it works under a sub-path', async ({ page }) => {
  await page.goto(`${sites.nested.address}chat`);
  await expect(page.getByRole('main')).not.toBeEmpty();
  const scope = await page.evaluate(async () => (await navigator.serviceWorker.ready).scope);
  expect(scope).toBe(sites.nested.address);
});

test('after the first visit every page opens without the server, by its address too', async () => {
  const server = createSiteServer({ folder: 'dist', base: '/' });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  await withProfile(async (context) => {
    const page = await context.newPage();
    await page.goto(`${address}translate`);
    await page.evaluate(() => navigator.serviceWorker.ready);
    server.close();
    server.closeAllConnections();
    for (const route of routes) {
      await page.goto(address + route);
      await expect(page.getByRole('main')).not.toBeEmpty();
    }
    await page.goto(`${address}chat/?from=en`);
    expect(page.url()).toBe(`${address}chat?from=en`);
    await expect(page.getByRole('main')).not.toBeEmpty();
  });
});
