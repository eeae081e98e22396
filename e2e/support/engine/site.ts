import { rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { createSiteServer } from '../../../tools/serve/server';

const folder = fileURLToPath(new URL('../../../test-results/engine-site', import.meta.url));

/** A page that has the engine and nothing else, built and served as the app is. */
export interface EngineSite {
  /** Ends with "/". */
  readonly address: string;
  /** As if the network were gone, for the page and its worker alike. */
  readonly stop: () => Promise<void>;
}

export async function startEngineSite(): Promise<EngineSite> {
  rmSync(folder, { recursive: true, force: true });
  await build({
    configFile: false,
    root: fileURLToPath(new URL('.', import.meta.url)),
    base: './',
    publicDir: fileURLToPath(new URL('../../../public', import.meta.url)),
    logLevel: 'error',
    worker: { format: 'es' },
    build: { target: 'es2023', outDir: folder, modulePreload: { polyfill: false } },
  });
  const base = '/under/a/path/';
  const server = createSiteServer({ folder, base });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    // By name, which web-llm treats specially: the app must not care.
    address: `http://localhost:${port}${base}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
