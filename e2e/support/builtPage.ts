import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { createSiteServer } from '../../tools/serve/server';
import { listen } from '../../testing/server/listen';

/** A page of e2e/support, built and served as the app is, with the app's models beside it. */
export interface BuiltPage {
  /** Ends with "/". */
  readonly address: string;
  /** As if the network were gone, for the page and its worker alike. */
  readonly stop: () => Promise<void>;
}

/**
 * @param name `bench`: bare web-llm beside the app's engine; `engine`: the latter alone; `library`: web-llm
 *   without either; `recovery`: the engine, with a GPU that fails; `weights`: what brings and keeps the
 *   models' files.
 * @param beside Folders to serve besides the app's, by their path from the page.
 */
export async function buildPage(
  name: 'bench' | 'engine' | 'library' | 'recovery' | 'weights',
  beside: Readonly<Record<string, string>> = {},
): Promise<BuiltPage> {
  const folder = fileURLToPath(new URL(`../../test-results/${name}-page`, import.meta.url));
  rmSync(folder, { recursive: true, force: true });
  await build({
    configFile: false,
    root: fileURLToPath(new URL(`./${name}/`, import.meta.url)),
    base: './',
    publicDir: fileURLToPath(new URL('../../public', import.meta.url)),
    logLevel: 'error',
    worker: { format: 'es' },
    build: { target: 'es2023', outDir: folder, modulePreload: { polyfill: false } },
  });
  for (const [path, target] of Object.entries(beside)) {
    const link = join(folder, path);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(target, link);
  }
  const base = '/under/a/path/';
  const server = createSiteServer({ folder, base });
  const port = await listen(server);
  return {
    // By name, which web-llm treats specially: the app must not care.
    address: `http://localhost:${port}${base}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
