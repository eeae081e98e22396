import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { createSiteServer } from '../../tools/serve/server';
import { listen } from '../../tools/serve/listen';

/** A page of e2e/support, built and served as the app is, with the app's models beside it. */
export interface BuiltPage {
  /** Ends with "/". */
  readonly address: string;
  /** Makes the network unavailable to the page and its worker. */
  readonly stop: () => Promise<void>;
}

/**
 * @param name `bench`: bare web-llm beside the app's engine; `engine`: only the latter; `library`: web-llm
 *   without the engine; `recovery`: the engine, with a GPU that fails; `weights`: what fetches and keeps the
 *   models' files.
 * @param beside More folders to serve, by their path from the page.
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
    // By name, which web-llm treats specially, but the app must not.
    address: `http://localhost:${port}${base}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
