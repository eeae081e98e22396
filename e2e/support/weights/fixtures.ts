import type { BrowserContext } from '@playwright/test';
import { FaultyServer } from '../../../testing/server/faultyServer';
import { buildPage, type BuiltPage } from '../builtPage';
import { expect, test as base } from '../fixtures';
import { RANGE } from './packages';
import type { Setup } from './setup';
import { Tab } from './tab';

interface TestFixtures {
  /** A server without files. */
  host: FaultyServer;
  /** Its address. */
  hostAddress: string;
  /** Opens a tab; all tabs of a test share an origin, and so storage, locks and quota, with no other test. */
  openTab: (setup?: Setup, context?: BrowserContext) => Promise<Tab>;
}

interface WorkerFixtures {
  site: BuiltPage;
}

let origins = 0;

/** Tests of the app's weights without the app, in real Cache storage. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  site: [
    async ({}, use) => {
      const site = await buildPage(new URL('./', import.meta.url));
      await use(site);
      await site.stop();
    },
    { scope: 'worker' },
  ],

  host: async ({}, use) => {
    const host = new FaultyServer();
    await use(host);
    await host.stop();
  },

  hostAddress: async ({ host }, use) => use(await host.start()),

  openTab: async ({ site, profile }, use) => {
    const address = site.address.replace('//localhost', `//test-${++origins}.localhost`);
    const tabs: Tab[] = [];
    await use(async (setup = {}, context = profile) => {
      const tab = await Tab.open(context, address, { rangeBytes: RANGE, ...setup });
      tabs.push(tab);
      return tab;
    });
    for (const { page } of tabs) await page.close();
    expect(tabs.flatMap(({ problems }) => problems)).toEqual([]);
  },
});

export { expect } from '../fixtures';
