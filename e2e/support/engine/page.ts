import { siteBase } from '../../../src/core/site';
import { createBrowserEngine } from '../../../src/engine/browser';
import { checkGpu } from '../../../src/engine/gpu';
import { openPackages } from '../../../src/models/browser';

const weights = openPackages(siteBase(location.href));

/** The app's engine without the app. */
export const bench = { weights, engine: createBrowserEngine(weights), checkGpu };

declare global {
  interface Window {
    bench: typeof bench;
  }
}

window.bench = bench;
