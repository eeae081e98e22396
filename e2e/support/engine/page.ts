import { getModel } from '../../../src/core/catalog';
import { siteBase } from '../../../src/core/site';
import { createBrowserEngine } from '../../../src/engine/browser';
import { checkGpu } from '../../../src/engine/gpu';
import { openPackages } from '../../../src/models/browser';
import { openLoader } from '../../../src/models/openLoader';

const packages = openPackages(siteBase(location.href));
const loader = openLoader({ packages, model: getModel, checkGpu });
const prepare = loader.prepare.bind(loader);

/** The app's engine without the app. */
export const bench = { packages, engine: createBrowserEngine(prepare), checkGpu };

declare global {
  interface Window {
    bench: typeof bench;
  }
}

window.bench = bench;
