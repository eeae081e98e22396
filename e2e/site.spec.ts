import { createSiteServer } from '../tools/serve/server';
import { withProfile } from '../testing/browser/profile';
import { expect, test } from './support/fixtures';
import { listen } from '../tools/serve/listen';
import { expectOpened, pages } from './support/pages';
import { sites } from '../testing/browser/sites';

/** Another origin that would answer. */
const elsewhere = `${sites.nested.address}?text=secret`;

const reach = (address: string) =>
  fetch(address, { mode: 'no-cors' }).then(
    () => 'reached',
    () => 'refused',
  );

test.describe('policy', () => {
  test('is in the page itself, for hosts that send no headers', async ({ page }) => {
    await page.goto('translate');
    const meta = page.locator('meta[http-equiv="Content-Security-Policy"]');
    await expect(meta).toHaveAttribute('content', /default-src 'none'.*connect-src 'self'/);
  });

  test('runs no inline script, and is seen to refuse', async ({ page, watch }) => {
    await page.goto('translate');
    const ran = await page.evaluate(async () => {
      const script = document.createElement('script');
      script.append('window.inlineScriptRan = true');
      document.head.append(script);
      const address = 'data:text/javascript,window.inlineScriptRan = true';
      await import(address as string).catch(() => undefined);
      return 'inlineScriptRan' in window;
    });
    expect(ran).toBe(false);
    // If the watch saw nothing, all tests that rely on it would pass for no reason.
    await expect.poll(() => watch.violations.join()).toContain('script-src');
    await expect.poll(() => watch.violations.join()).toContain('TrustedScript');
    watch.violations.length = 0;
  });

  test('lets no request out of the page, and is seen to refuse', async ({ page, watch }) => {
    await page.goto('translate');
    expect(await page.evaluate(reach, elsewhere)).toBe('refused');
    await expect.poll(() => watch.violations.join()).toContain(elsewhere);
    watch.violations.length = 0;
  });

  test('nor out of the worker that runs the model', async ({ page, watch }) => {
    const started = page.waitForEvent('worker', (worker) => worker.url().includes('/worker-'));
    await page.goto('translate');
    const worker = await started;
    expect(await worker.evaluate(reach, elsewhere)).toBe('refused');
    await expect.poll(() => watch.violations.join()).toContain(elsewhere);
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
  for (const [route, heading] of [['', 'Translate'], ...pages] as const) {
    const response = await page.goto(route);
    expect(response?.status()).toBe(200);
    await expectOpened(page, heading);
  }
});

test('a missing model file is a 404, not the page', async ({ page }) => {
  const response = await page.request.get(`${sites.root.address}models/demo/none/shard.bin`);
  expect(response.status()).toBe(404);
});

test('all of it works under a sub-path', async ({ page }) => {
  await page.goto(`${sites.nested.address}chat`);
  await expectOpened(page, 'Chat');
  const scope = await page.evaluate(async () => (await navigator.serviceWorker.ready).scope);
  expect(scope).toBe(sites.nested.address);
});

test('after the first visit every page opens without the server, by its address too', async () => {
  const server = createSiteServer({ folder: 'dist', base: '/' });
  const address = `http://127.0.0.1:${await listen(server)}/`;
  await withProfile(async (context) => {
    const page = await context.newPage();
    // A page that loads no model: unvisited pages must still be there.
    await page.goto(`${address}settings`);
    await page.evaluate(() => navigator.serviceWorker.ready);
    server.close();
    server.closeAllConnections();
    for (const [route, heading] of [['', 'Translate'], ...pages] as const) {
      await page.goto(address + route);
      await expectOpened(page, heading);
    }
    await page.goto(`${address}chat/?from=en`);
    expect(new URL(page.url()).pathname).toBe('/chat');
    await expectOpened(page, 'Chat');
  });
});
