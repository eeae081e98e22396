import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
  chromium,
  expect,
  test as base,
} from '@playwright/test';
import { ensureBrowser } from '../../tools/browser/ensure';
import { sites } from './sites';

/** What WebGPU needs where it has no window and perhaps no GPU. The rest keeps the browser quiet. */
const browserArguments = [
  '--no-sandbox',
  '--enable-unsafe-webgpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Everything that pages of a context did and should not have. */
export interface Watch {
  /** What the Content-Security-Policy refused, in pages and in workers. */
  readonly violations: string[];
  /** Requests to anywhere but the two sites of {@link sites}. */
  readonly foreignRequests: string[];
  /** Exceptions that nothing caught. */
  readonly errors: string[];
}

interface TestFixtures {
  /** A page of `context`, at no address yet. When its test ends, its `watch` must be empty. */
  page: Page;
  /** For a test that breaks the policy on purpose: it empties what it expected. */
  watch: Watch;
}

interface WorkerFixtures {
  /** Nothing; what tests of all files shared ends with it. */
  sharing: undefined;
  /**
   * A profile on disk, as a private window holds too little for real weights. All tests of a file that
   * uses it share it, and so the model that the first of them loaded; `e2e` runs on one worker.
   */
  profile: BrowserContext;
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
    // Playwright reads the dependencies out of the first parameter, so it must be a pattern.
    async ({}, use) => {
      await withProfile(use);
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
  },
});

export { expect } from '@playwright/test';

/**
 * Gives `use` a profile of its own in a browser that is shared by all who ask for no more than this: such a
 * window keeps little, and nothing for longer than it is open.
 */
export async function withPrivateWindow(
  use: (context: BrowserContext) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  sharedBrowser ??= chromium.launch(launch());
  const context = await (await sharedBrowser).newContext({ ...visitor, ...options });
  try {
    await use(context);
  } finally {
    await context.close();
  }
}

let sharedBrowser: Promise<Browser> | undefined;

/** Whoever has used {@link withPrivateWindow} outside a test closes it. */
export async function closePrivateWindows(): Promise<void> {
  const browser = await sharedBrowser;
  sharedBrowser = undefined;
  await browser?.close();
}

/** Gives `use` a browser with a fresh profile, and removes both afterwards. */
export async function withProfile(
  use: (context: BrowserContext) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bayling-profile-'));
  const context = await openProfile(folder, options);
  try {
    await use(context);
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A browser with the profile in a folder, which it makes where there is none. */
export function openProfile(
  folder: string,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, { ...launch(), ...visitor, ...options });
}

const launch = () => ({ executablePath: ensureBrowser(), args: browserArguments });
const visitor = { baseURL: sites.root.address, locale: 'en-US' };

/** Fills `watch` from all pages of `context` until the returned function is called. */
function observe(context: BrowserContext, watch: Watch): () => void {
  const ours = Object.values(sites).map(({ origin }) => `${origin}/`);
  const onRequest = (request: { url(): string }) => {
    const url = request.url();
    if (/^https?:|^wss?:/.test(url) && !ours.some((origin) => url.startsWith(origin))) {
      watch.foreignRequests.push(url);
    }
  };
  // Chromium writes a page's violations to its console, but keeps those of a worker to itself.
  const onPage = (page: Page) => {
    page.on('worker', (worker) => {
      // A worker that has ended already has nothing to tell.
      worker.evaluate(logViolations).catch(() => undefined);
    });
  };
  const onConsole = (message: { text(): string }) => {
    const text = message.text();
    if (/Content Security Policy/i.test(text)) watch.violations.push(text);
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
