/**
 * Runs BayLing-3-8B with all its layers and random weights in the app, from a server in the hub's layout to
 * an answer; docs/soak.md has the results. Takes an hour on an emulated GPU, and 40 GB of disk.
 *
 *   npm run soak [-- --tokens 3 --keep]
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { expect, type BrowserContext, type Page } from '@playwright/test';
import { build } from 'vite';
import { createSiteServer } from '../tools/serve/server';
import { FaultyServer } from '../testing/server/faultyServer';
import { listen } from '../tools/serve/listen';
import { runWeights } from '../tools/weights/run';
import { openProfile } from '../testing/browser/profile';

const { values: options } = parseArgs({
  options: {
    /** Tokens to decode after the first. */
    tokens: { type: 'string', default: '3' },
    /** Keeps the checkpoint, 16 GB, for the next time. */
    keep: { type: 'boolean', default: false },
  },
});

const root = fileURLToPath(new URL('..', import.meta.url));
const checkpoint = join(root, '.cache', 'soak', 'checkpoint');
const packageFolder = join(root, '.cache', 'soak', 'package');
const profile = join(root, '.cache', 'soak', 'profile');
const app = join(root, 'test-results', 'soak-app');

const name = 'BayLing-3-8B';
const files = '/ICTNLP/bayling-2-llama-3-8b/resolve/main/';
const hours = 3_600_000;

const start = performance.now();
let last = start;

/** Prints what has been done, and how long it took. */
function mark(done: string): void {
  const now = performance.now();
  const [whole, step] = [now - start, now - last].map((ms) => `${(ms / 1000).toFixed(1)} s`);
  console.log(`| ${done} | ${step} | ${whole} | ${(memory() / 1e9).toFixed(1)} GB |`);
  last = now;
}

/** Bytes that the browser's processes hold; shared memory counts once per process. */
function memory(): number {
  let sum = 0;
  for (const pid of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(profile)) continue;
      const rss = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
      sum += Number(rss ?? 0) * 1024;
    } catch {
      // The process has ended meanwhile.
    }
  }
  return sum;
}

async function weights(...args: readonly string[]): Promise<void> {
  const code = await runWeights(args, { result: () => undefined, say: () => undefined });
  if (code !== 0) throw new Error(`weights ${args.join(' ')}: ${code}`);
}

/** Builds the usual app, but more patient: an emulated GPU is silent for many minutes. */
async function buildApp(): Promise<void> {
  const patience = {
    name: 'patience',
    enforce: 'pre',
    transform(code: string, id: string) {
      if (!id.endsWith('/src/engine/watchdog.ts')) return undefined;
      const changed = code.replace('Math.max(PATIENCE_MS[activity], slow)', `${3 * hours}`);
      if (changed === code) throw new Error('the watchdog was not found');
      return changed;
    },
  } as const;
  await build({
    root,
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'error',
    plugins: [patience],
    build: { outDir: app, emptyOutDir: true },
  });
}

const card = (page: Page) => page.getByRole('article', { name });
const percent = async (page: Page) =>
  Number(await card(page).getByRole('progressbar').getAttribute('aria-valuenow'));

async function startDownload(page: Page, hub: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Download site' }).fill(hub);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Models' }).click();
  await card(page).getByRole('button', { name: 'Load' }).click();
  await card(page).getByRole('radio', { name: 'The official model' }).check();
  await card(page).getByRole('checkbox', { name: 'I accept' }).check();
  await expect(card(page)).toContainText('Kept on this device', { timeout: hours });
  console.log(await card(page).innerText());
  await card(page).getByRole('button', { name: 'Start' }).click();
}

/** SHA-256 of all kept files of the model, by file name. */
function hashKept(page: Page): Promise<Record<string, string>> {
  return page.evaluate(async () => {
    const hashes: Record<string, string> = {};
    for (const scope of ['webllm/model', 'webllm/config']) {
      const cache = await caches.open(scope);
      for (const request of await cache.keys()) {
        const response = await cache.match(request);
        const digest = await crypto.subtle.digest('SHA-256', await response!.arrayBuffer());
        const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0'));
        hashes[new URL(request.url).pathname.split('/').at(-1)!] = hex.join('');
      }
    }
    return hashes;
  });
}

interface Manifest {
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
}

async function answer(page: Page, tokens: number): Promise<void> {
  await page.getByRole('link', { name: 'Chat' }).click();
  await page.getByRole('button', { name: 'New chat' }).click();
  const message = page.getByRole('textbox', { name: 'Message' });
  await message.fill('Hi');
  await message.press('Enter');
  const text = page.getByRole('log', { name: 'Conversation' }).getByRole('article').nth(1);
  await expect(text).toHaveText(/\S/, { timeout: 3 * hours });
  mark('prompt read, first token');
  for (let token = 1; token <= tokens; token++) {
    const before = await text.innerText();
    await expect(text).not.toHaveText(before, { timeout: hours });
    mark(`text grew, ${token} of ${tokens}: ${JSON.stringify(await text.innerText())}`);
  }
  await page.getByRole('button', { name: 'Stop' }).click();
}

async function run(context: BrowserContext, hub: FaultyServer, address: string): Promise<void> {
  let page = await context.newPage();
  await page.goto(`${address}settings`);
  await startDownload(page, await hub.start());
  mark('offer accepted');
  await expect.poll(() => percent(page), { timeout: hours }).toBeGreaterThan(40);
  await page.close();
  mark('40 % converted, tab closed');
  page = await context.newPage();
  await page.goto(`${address}models`);
  await card(page).getByRole('button', { name: 'Resume' }).click();
  await expect(card(page))
    .toContainText('Resume', { timeout: 1 })
    .catch(() => undefined);
  const status = page.getByRole('status', { name: 'Model status' });
  await expect(card(page).getByRole('progressbar')).toBeHidden({ timeout: hours });
  mark('converted, kept');
  await expect(status).toContainText('ready', { timeout: hours });
  mark('loaded');
  console.log(`sent by the hub: ${(hub.sentBytes / 1e9).toFixed(2)} GB`);
  const made = JSON.parse(readFileSync(join(packageFolder, 'manifest.json'), 'utf8')) as Manifest;
  const kept = await hashKept(page);
  const same = made.files.filter(({ path, sha256 }) => kept[path] === sha256).length;
  console.log(
    `${same} of ${made.files.length} files equal those of the command line, byte by byte`,
  );
  mark('hashes compared');
  await answer(page, Number(options.tokens));
}

if (!existsSync(checkpoint)) {
  await weights('synthetic', 'bayling-3-8b', '--out', checkpoint);
  mark('checkpoint written');
}
rmSync(packageFolder, { recursive: true, force: true });
await weights('convert', checkpoint, '--quantization', 'q4f32_1', '--out', packageFolder);
mark('converted by the command line');
await buildApp();
execFileSync('sync');

const site = createSiteServer({ folder: app, base: '/' });
const address = `http://127.0.0.1:${await listen(site)}/`;
const hub = new FaultyServer();
hub.folder(files, checkpoint);
rmSync(profile, { recursive: true, force: true });
const context = await openProfile(profile);
try {
  await run(context, hub, address);
} finally {
  await context.close();
  await hub.stop();
  site.close();
  rmSync(profile, { recursive: true, force: true });
  rmSync(packageFolder, { recursive: true, force: true });
  if (!options.keep) rmSync(checkpoint, { recursive: true, force: true });
}
