import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { build, type Rolldown } from 'vite';
import type { BayLing } from '../../../src/api';
import type { Script } from '../../../src/engine/runtime/scripted';
import { withProfile } from '../fixtures';

declare global {
  interface Window {
    bayling: BayLing;
  }
}

/** A page of the app, and what its engine does from the next load on. */
export interface ScriptedPage {
  readonly page: Page;
  script: Script;
}

/**
 * Gives `use` the built app, unchanged but for one answer of the server: in place of the engine's
 * worker it gets one that follows a script. So the app never contains a switch for tests.
 */
export async function withScriptedEngine(
  use: (scripted: ScriptedPage) => Promise<void>,
): Promise<void> {
  const worker = await bundleWorker();
  await withProfile(async (context) => {
    const page = await context.newPage();
    const scripted: ScriptedPage = { page, script: {} };
    // A service worker would answer with the true one, out of the network's sight.
    await page.addInitScript(() => {
      ServiceWorkerContainer.prototype.register = () => new Promise(() => {});
    });
    await page.route(/\/assets\/worker-[\w-]+\.js$/, (route) =>
      route.fulfill({
        contentType: 'text/javascript',
        body: `const script = ${JSON.stringify(scripted.script)};\n${worker}`,
      }),
    );
    await use(scripted);
  });
}

async function bundleWorker(): Promise<string> {
  const [built] = (await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: { entry: fileURLToPath(new URL('worker.ts', import.meta.url)), formats: ['es'] },
    },
  })) as Rolldown.RolldownOutput[];
  if (built === undefined) throw new Error('the scripted worker was not built');
  return built.output[0].code;
}
