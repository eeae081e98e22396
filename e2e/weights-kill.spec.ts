import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from '@playwright/test';
import { openProfile } from '../testing/browser/profile';
import { drawPairs } from '../tools/test/cases';
import { expect, test } from './support/weights/fixtures';
import { expectWhole, LOST, publishDemo, sentAgain } from './support/weights/packages';
import type { Halt } from './support/weights/setup';
import type { Tab } from './support/weights/tab';

/*
 * A download that ends without warning, at any point. What follows shows that it continues from there: the
 * server counts what it sends.
 */

const part = { cache: 'bayling/parts', key: '', nth: 30 };
const shard = { cache: 'webllm/model', key: '/params_shard_0.bin' };
const record = { cache: 'bayling/packages', key: '/record.json' };

/** When it ends, what is left, and how much is lost at most. */
const moments: readonly (readonly [string, Halt, 'partial' | 'stored', number])[] = [
  ['before a part is written', { when: 'before', ...part }, 'partial', LOST],
  ['with half of a part written', { when: 'middle', ...part }, 'partial', LOST],
  ['after a whole file is written', { when: 'after', ...shard }, 'partial', LOST],
  ['before the record is written', { when: 'before', ...record }, 'partial', 0],
  ['after the record is written', { when: 'after', ...record }, 'stored', 0],
];

interface Scene {
  readonly tab: Tab;
  readonly context: BrowserContext;
  /** Opens the same page again. */
  readonly reopen: (context: BrowserContext) => Promise<Tab>;
  /** Folder of the browser's profile. */
  readonly folder: string;
}

/** Ways in which it ends, each with the tab that continues. */
const ends: Readonly<Record<string, (scene: Scene) => Promise<Tab>>> = {
  'the page is closed': async ({ tab, context, reopen }) => {
    await tab.page.close();
    return reopen(context);
  },
  'the worker ends': async ({ tab }) => {
    await tab.page.evaluate(() => window.weightsBench.endWorker());
    await tab.change({});
    return tab;
  },
  'the browser is killed': async ({ context, reopen, folder }) => {
    await kill(context);
    return reopen(await openProfile(folder));
  },
};

async function kill(context: BrowserContext): Promise<void> {
  const devtools = await context.browser()!.newBrowserCDPSession();
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
  const closed = new Promise((resolve) => context.once('close', resolve));
  process.kill(processInfo.find(({ type }) => type === 'browser')!.id, 'SIGKILL');
  await closed;
}

for (const [[end, happens], [moment, halt, left, lost]] of drawPairs(
  Object.entries(ends),
  moments,
  2,
)) {
  test(`${end} ${moment}`, async ({ host, hostAddress, openTab, profile }) => {
    const published = publishDemo(host, 'q4f16_1');
    const { quantization, library } = published;
    const setup = { base: hostAddress, libraries: { [library.path]: library } };
    const folder = mkdtempSync(join(tmpdir(), 'bayling-killed-'));
    const own = end === 'the browser is killed';
    const context = own ? await openProfile(folder) : profile;
    const reopen = (again: BrowserContext) => openTab(setup, again);
    let tab = await reopen(context);
    await tab.change({ halt });
    const cut = tab.ensure(quantization).catch(() => undefined);
    await tab.halted();

    tab = await happens({ tab, context, reopen, folder });
    expect((await cut)?.location).toBeUndefined();
    expect((await tab.state()).kind).toBe(left);
    const ended = await tab.ensure(quantization);
    expectWhole(await tab.hold(), ended, published);
    expect((await tab.state()).kind).toBe('stored');
    const again = Object.values(sentAgain(host, published));
    expect(again.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(lost);

    if (own) await tab.page.context().close();
    rmSync(folder, { recursive: true, force: true });
  });
}
