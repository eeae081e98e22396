import { fileURLToPath } from 'node:url';
import type { BrowserContextOptions, Page } from '@playwright/test';
import { build, type Rolldown } from 'vite';
import type { BayLing } from '../../src/api/index';
import type { Script } from '../engine/scriptedRuntime';
import { withPrivateWindow } from './profile';
import type { WeightsScript } from './scriptedPackages';

declare global {
  interface Window {
    bayling: BayLing;
  }
}

/** A page of the app, and what its engine, and that of other pages, does from the next load on. */
export interface ScriptedPage {
  readonly page: Page;
  script: Script;
  /** Script for the worker that fetches models, from the next visit on; left out: the real worker. */
  weights?: WeightsScript;
}

/**
 * Gives `use` the built app, unchanged except for one answer of the server: instead of the engine's worker,
 * it gets one that follows a script. So the app never contains a switch for tests.
 */
export async function withScriptedEngine(
  use: (scripted: ScriptedPage) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const [worker, modelsWorker] = await (workers ??= Promise.all([
    bundle(new URL('engineWorker.ts', import.meta.url)),
    bundle(new URL('packagesWorker.ts', import.meta.url)),
  ]));
  await withPrivateWindow(async (context) => {
    const scripted: ScriptedPage = { page: await context.newPage(), script: {} };
    // A service worker would answer with the real worker, bypassing the network.
    await context.addInitScript(() => {
      ServiceWorkerContainer.prototype.register = () => new Promise(() => {});
    });
    await context.route(/\/assets\/worker-[\w-]+\.js$/, (route) =>
      route.fulfill({
        contentType: 'text/javascript',
        body: `const script = ${JSON.stringify(scripted.script)};\n${worker}`,
      }),
    );
    await context.route(/\/assets\/modelsWorker-[\w-]+\.js$/, (route) =>
      scripted.weights === undefined
        ? route.fallback()
        : route.fulfill({
            contentType: 'text/javascript',
            body: `const script = ${JSON.stringify(scripted.weights)};\n${modelsWorker}`,
          }),
    );
    await use(scripted);
  }, options);
}

/** They differ in their script alone, which is written before them. */
let workers: Promise<[string, string]> | undefined;

async function bundle(file: URL): Promise<string> {
  const [built] = (await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: { entry: fileURLToPath(file), formats: ['es'] },
    },
  })) as Rolldown.RolldownOutput[];
  if (built === undefined) throw new Error('the scripted worker was not built');
  return built.output[0].code;
}
