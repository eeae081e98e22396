import { rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import {
  foldersOf,
  makeCheckpoint,
  makePackage,
  shallowModels,
  type Shallow,
} from '../compiler/shallow';
import type { ModelId, Quantization } from '../src/core/catalog';
import { createSiteServer } from '../tools/serve/server';
import { FaultyServer } from '../testing/server/faultyServer';
import { listen } from '../tools/serve/listen';
import { withProfile } from '../testing/browser/profile';
import { expect, test } from './support/fixtures';
import { buildShallowApp } from './support/shallowApp';

/** From the official checkpoint to a chat, in the app itself: full width, two layers. */

const root = fileURLToPath(new URL('..', import.meta.url));
const name = 'BayLing-3-8B';
const files = '/ICTNLP/bayling-2-llama-3-8b/resolve/main/';
/** For one and a half gigabytes of weights, read two and a half times, and an emulated GPU. */
const long = 600_000;

const card = (page: Page, model = name) => page.getByRole('article', { name: model });
const percent = async (bar: Locator) => Number(await bar.getAttribute('aria-valuenow'));

async function startDownload(page: Page, hub: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Download site' }).fill(hub);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Models' }).click();
  await card(page).getByRole('button', { name: 'Load' }).click();
  await card(page).getByRole('radio', { name: 'The official model' }).check();
  await card(page).getByRole('checkbox', { name: 'I accept' }).check();
  await expect(card(page)).toContainText('Kept on this device');
  await card(page).getByRole('button', { name: 'Start' }).click();
}

/** What the app makes of the checkpoint on this GPU. */
function shallowOf(id: ModelId, quantization: Quantization): Shallow {
  return shallowModels.find((one) => one.model.id === id && one.quantization === quantization)!;
}

async function expectReady(page: Page, model = name): Promise<void> {
  const status = page.getByRole('status', { name: 'Model status' });
  await expect(status).toContainText(model, { timeout: long });
  await expect(status).toContainText('ready', { timeout: long });
}

/** Random weights say nothing sensible, but text comes, and stops on request. */
async function expectAnswer(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Chat' }).click();
  await page.getByRole('button', { name: 'New chat' }).click();
  const message = page.getByRole('textbox', { name: 'Message' });
  await message.fill('Hello');
  await message.press('Enter');
  const answer = page.getByRole('log', { name: 'Conversation' }).getByRole('article').nth(1);
  await expect(answer).toHaveText(/\S/, { timeout: long });
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByRole('button', { name: 'Stop' })).toBeHidden({ timeout: long });
}

let site: Server;
let address: string;

test.beforeAll(async () => {
  site = createSiteServer({ folder: await buildShallowApp(), base: '/' });
  address = `http://127.0.0.1:${await listen(site)}/`;
});

test.afterAll(() => {
  site.close();
  if (process.env['BAYLING_KEEP_SHALLOW'] !== undefined) return;
  for (const shallow of shallowModels) {
    const { checkpoint, package: folder } = foldersOf(root, shallow);
    for (const path of [checkpoint, folder]) rmSync(path, { recursive: true, force: true });
  }
});

/** Counts the shaders with subgroup additions in every worker of a page that opens a GPU. */
function watchSubgroups(page: Page): () => Promise<number> {
  page.on('worker', (worker) => {
    void worker.evaluate(() => {
      const { prototype } = GPUDevice;
      const { createShaderModule } = prototype;
      prototype.createShaderModule = function (wanted) {
        if (/acc.*subgroupShuffle/.test(wanted.code)) {
          const counted = globalThis as { subgroupShaders?: number };
          counted.subgroupShaders = (counted.subgroupShaders ?? 0) + 1;
        }
        return createShaderModule.call(this, wanted);
      };
    });
  });
  return async () => {
    const counts = page
      .workers()
      .map((worker) =>
        worker.evaluate(() => (globalThis as { subgroupShaders?: number }).subgroupShaders ?? 0),
      );
    return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
  };
}

/** Drops a folder as if from the system's file manager: the browser reads it from disk. */
async function drop(page: Page, onto: Locator, path: string): Promise<void> {
  const { x, y, width, height } = (await onto.boundingBox())!;
  const session = await page.context().newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', {
      ...{ type, x: x + width / 2, y: y + height / 2 },
      data: { items: [], files: [path], dragOperationsMask: 1 },
    });
  }
}

test('a folder that is dropped becomes a model, with official weights or a package', async ({
  quantization,
}) => {
  test.setTimeout(3 * long);
  const shallow = shallowOf('bayling-2-7b', quantization);
  makePackage(root, shallow);
  const { checkpoint, package: ready } = foldersOf(root, shallow);
  await withProfile(async (context) => {
    const page = await context.newPage();
    const countSubgroups = watchSubgroups(page);
    await page.goto(`${address}models`);
    const model = card(page, shallow.model.displayName);
    for (const folder of [checkpoint, ready]) {
      await model.scrollIntoViewIfNeeded();
      await drop(page, model, folder);
      await expect(model).toContainText('Kept on this device');
      const accept = model.getByRole('checkbox', { name: 'I accept' });
      if (await accept.isVisible()) await accept.check();
      await model.getByRole('button', { name: 'Start' }).click();
      await expectReady(page, shallow.model.displayName);
      expect(await countSubgroups()).toBe(5);
      await model.getByRole('button', { name: 'Remove' }).click();
      await expect(model).toContainText('Not on this device yet.');
      const { usage } = await page.evaluate(() => navigator.storage.estimate());
      expect(usage).toBeLessThan(50e6);
    }
  });
});

test('a checkpoint becomes a model, over a closed tab, and then needs no network', async ({
  quantization,
}) => {
  test.setTimeout(3 * long);
  const hub = new FaultyServer();
  const shallow = shallowOf('bayling-3-8b', quantization);
  hub.folder(files, makeCheckpoint(root, shallow));
  const hubAddress = await hub.start();

  await withProfile(async (context) => {
    let page = await context.newPage();
    await page.goto(`${address}settings`);
    await startDownload(page, hubAddress);
    const bar = () => card(page).getByRole('progressbar');
    await expect.poll(() => percent(bar()), { timeout: long }).toBeGreaterThan(20);
    await page.close();
    const sent = hub.sentBytes;

    page = await context.newPage();
    await page.goto(`${address}models`);
    await expect(card(page)).toContainText('Paused at');
    // Data in transit is lost, and the last half second may not have been recorded.
    expect(await percent(bar())).toBeGreaterThan(10);
    await card(page).getByRole('button', { name: 'Resume' }).click();
    await expectReady(page);
    const whole = await card(page).evaluate(() => navigator.storage.estimate());
    expect(whole.usage).toBeLessThan(1.1e9);
    // What the closed tab had is not fetched again, except for data in transit and the tokenizer.
    expect(hub.sentBytes).toBeLessThan(checkpointBytes + 8 * 16 * 2 ** 20 + 20e6);
    expect(hub.sentBytes - sent).toBeLessThan(0.85 * checkpointBytes);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await expectAnswer(page);

    await hub.stop();
    site.closeAllConnections();
    site.close();
    await page.reload();
    await expectAnswer(page);
  });
});

/** (2 × 128,256 × 4,096 + 2 layers) × 2 bytes. */
const checkpointBytes = 2 * (2 * 128_256 * 4_096 + 2 * 218_112_000);
