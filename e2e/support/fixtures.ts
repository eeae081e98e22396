import { type BrowserContext, type Page, expect, test as base } from '@playwright/test';
import type { Quantization } from '../../src/core/catalog';
import { closePrivateWindows, withProfile } from '../../testing/browser/profile';
import { sites } from '../../testing/browser/sites';

/** Everything that the pages of a context did but should not have. */
export interface Watch {
  /** What the Content-Security-Policy refused, in pages and in workers. */
  readonly violations: string[];
  /** Requests to anywhere but the two sites of {@link sites}. */
  readonly foreignRequests: string[];
  /** Exceptions that nothing caught. */
  readonly errors: string[];
}

interface TestFixtures {
  /** A page of `context`, without an address yet. When its test ends, its `watch` must be empty. */
  page: Page;
  /** For a test that breaks the policy on purpose, and then clears what it expected. */
  watch: Watch;
}

interface WorkerFixtures {
  /** Nothing; what tests of all files shared ends with it. */
  sharing: undefined;
  /**
   * A profile on disk, because a private window holds too little for real weights. All tests of a file share
   * it, and so the model that the first of them loaded; `e2e` runs on one worker.
   */
  profile: BrowserContext;
  /** What the app runs the demo in here: half precision where the GPU has it. */
  quantization: Quantization;
}

/** Playwright's `test`, in a browser that has WebGPU, watching that nothing leaves the origin. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  sharing: [
    async ({}, use) => {
      await use(undefined);
      await closePrivateWindows();
    },
    { scope: 'worker', auto: true },
  ],

  profile: [
    // Playwright reads the dependencies from the first parameter, so it must be a pattern.
    async ({}, use) => {
      await withProfile(use);
    },
    { scope: 'worker' },
  ],

  quantization: [
    async ({ profile }, use) => {
      const page = await profile.newPage();
      await page.goto(sites.root.address);
      const half = await page.evaluate(async () =>
        (await navigator.gpu.requestAdapter())?.features.has('shader-f16'),
      );
      await page.close();
      await use(half ? 'q4f16_1' : 'q4f32_1');
    },
    { scope: 'worker' },
  ],

  watch: async ({ profile }, use) => {
    const watch: Watch = { violations: [], foreignRequests: [], errors: [] };
    const stop = observe(profile, watch);
    await use(watch);
    stop();
    expect(watch).toEqual({ violations: [], foreignRequests: [], errors: [] });
  },

  page: async ({ profile, watch: _watch }, use) => {
    const page = await profile.newPage();
    await use(page);
    await page.close();
    // All tests of a file and the files after it share the profile, and a test that fails puts nothing back.
    await profile.setOffline(false);
  },
});

export { expect } from '@playwright/test';

/** Fills `watch` from all pages of `context` until the returned function is called. */
function observe(context: BrowserContext, watch: Watch): () => void {
  const ours = Object.values(sites).map(({ origin }) => `${origin}/`);
  const onRequest = (request: { url(): string }) => {
    const url = request.url();
    if (/^https?:|^wss?:/.test(url) && !ours.some((origin) => url.startsWith(origin))) {
      watch.foreignRequests.push(url);
    }
  };
  // Chromium logs a page's violations to the console, but not those of a worker.
  const onPage = (page: Page) => {
    page.on('worker', (worker) => {
      // A worker that has already ended has nothing to report.
      worker.evaluate(logViolations).catch(() => undefined);
    });
  };
  const onConsole = (message: { text(): string }) => {
    const text = message.text();
    if (/Content Security Policy|requires 'Trusted/i.test(text)) watch.violations.push(text);
  };
  const onError = (error: { error(): Error }) => {
    watch.errors.push(error.error().message);
  };
  context.on('page', onPage);
  context.on('request', onRequest);
  context.on('console', onConsole);
  context.on('weberror', onError);
  return () => {
    context.off('page', onPage);
    context.off('request', onRequest);
    context.off('console', onConsole);
    context.off('weberror', onError);
  };
}

/** Runs in a worker. */
function logViolations(): void {
  addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
    console.warn(`Content Security Policy: ${effectiveDirective} refuses ${blockedURI}`);
  });
}
