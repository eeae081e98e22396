import type { BrowserContext, Page } from '@playwright/test';
import { buildPage } from './builtPage';

export interface EnginePage {
  readonly page: Page;
  readonly close: () => Promise<void>;
}

/** A page with the app's engine as `window.bench.engine`, and the demo loaded. */
export async function openEnginePage(context: BrowserContext): Promise<EnginePage> {
  const site = await buildPage(new URL('./engine/', import.meta.url));
  const page = await context.newPage();
  await page.goto(site.address);
  await page.waitForFunction(() => 'bench' in window);
  await page.evaluate(() => window.bench.engine.load('demo'));
  const close = async () => {
    await page.close();
    await site.stop();
  };
  return { page, close };
}
