import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { createSiteServer } from '../../tools/serve/server';
import { listen } from '../../tools/serve/listen';

/** The folders that pages were built into, by their addresses; tests of one process share them. */
const built = new Map<string, Promise<string>>();

/** A page of e2e/support, built and served as the app is, with the app's models beside it. */
export interface BuiltPage {
  /** Ends with "/". */
  readonly address: string;
  /** Makes the network unavailable to the page and its worker. */
  readonly stop: () => Promise<void>;
}

/**
 * @param page A folder beside this file. `bench`: bare web-llm beside the app's engine; `engine`: the latter
 *   alone; `library`: web-llm without either; `memory`: the translation memory; `recovery`: the engine, with a
 *   GPU that fails; `weights`: what brings and keeps the models' files.
 * @param beside Folders to serve besides the app's, by their path from the page.
 */
export async function buildPage(
  page: URL,
  beside: Readonly<Record<string, string>> = {},
): Promise<BuiltPage> {
  const folder = await (built.get(page.href) ?? buildOnce(page));
  const links = Object.entries(beside).map(([path, target]) => {
    const link = join(folder, path);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(target, link);
    return link;
  });
  const base = '/under/a/path/';
  const server = createSiteServer({ folder, base, beside: Object.values(beside) });
  const port = await listen(server);
  return {
    // By name, which web-llm treats specially, but the app must not.
    address: `http://localhost:${port}${base}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      for (const link of links) rmSync(link);
    },
  };
}

function buildOnce(page: URL): Promise<string> {
  const folder = buildInto(fileURLToPath(page));
  built.set(page.href, folder);
  return folder;
}

async function buildInto(root: string): Promise<string> {
  const to = new URL(`../../test-results/${basename(root)}-page`, import.meta.url);
  const folder = fileURLToPath(to);
  rmSync(folder, { recursive: true, force: true });
  await build({
    ...{ root, configFile: false, base: './', logLevel: 'error' },
    publicDir: fileURLToPath(new URL('../../public', import.meta.url)),
    worker: { format: 'es' },
    build: { target: 'es2023', outDir: folder, modulePreload: { polyfill: false } },
  });
  return folder;
}
