import { fileURLToPath } from 'node:url';
import type { BrowserContextOptions, Page } from '@playwright/test';
import { build, type Rolldown } from 'vite';
import type { BayLing } from '../../../src/api';
import type { Script } from '../../../src/engine/runtime/scripted';
import { withPrivateWindow } from '../fixtures';
import type { WeightsScript } from './scriptedWeights';

declare global {
  interface Window {
    bayling: BayLing;
  }
}

/** A page of the app, and what its engine, and that of other pages beside it, does from the next load on. */
export interface ScriptedPage {
  readonly page: Page;
  script: Script;
  /** Of the worker that brings models, from the next visit on; left out: the true one. */
  weights?: WeightsScript;
}

/**
 * Gives `use` the built app, unchanged but for one answer of the server: in place of the engine's
 * worker it gets one that follows a script. So the app never contains a switch for tests.
 */
export async function withScriptedEngine(
  use: (scripted: ScriptedPage) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const [worker, weightsWorker] = await (workers ??= Promise.all([
    bundle(new URL('./worker.ts', import.meta.url)),
    bundle(new URL('./weightsWorker.ts', import.meta.url)),
  ]));
  await withPrivateWindow(async (context) => {
    const scripted: ScriptedPage = { page: await context.newPage(), script: {} };
    // A service worker would answer with the true one, out of the network's sight.
    await context.addInitScript(() => {
      ServiceWorkerContainer.prototype.register = () => new Promise(() => {});
    });
    await context.route(/\/assets\/worker-[\w-]+\.js$/, (route) =>
      route.fulfill({
        contentType: 'text/javascript',
        body: `const script = ${JSON.stringify(scripted.script)};\n${worker}`,
      }),
    );
    await context.route(/\/assets\/weightsWorker-[\w-]+\.js$/, (route) =>
      scripted.weights === undefined
        ? route.fallback()
        : route.fulfill({
            contentType: 'text/javascript',
            body: `const script = ${JSON.stringify(scripted.weights)};\n${weightsWorker}`,
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
