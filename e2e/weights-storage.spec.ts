import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getModel } from '../src/core/catalog';
import { renderChat, translationInstruction } from '../src/core/prompts';
import { buildPage } from './support/builtPage';
import { openProfile } from '../testing/browser/profile';
import {
  deleteFile,
  evict,
  fillWithZeros,
  setQuota,
  truncateInProfile,
} from './support/weights/damage';
import { expect, test } from './support/weights/fixtures';
import { expectWhole } from './support/weights/packages';
import type { Halt } from './support/weights/setup';
import { sources } from './support/weights/sources';

/** Faults of Cache storage, for a model that is copied and for one that is converted here. */

const SHARD = 'params_shard_0.bin';
const record: Halt = { when: 'before', cache: 'bayling/packages', key: '/record.json' };
const part: Halt = { when: 'before', cache: 'bayling/parts', key: '', nth: 10 };

for (const [name, create] of Object.entries(sources)) {
  for (const [moment, halt] of [
    ['a part', part],
    ['the record', record],
  ] as const) {
    test(`${name}: no room for ${moment}`, async ({ host, hostAddress, openTab }) => {
      const { quantization, whole, setup, source, again, lost } = create(host, hostAddress);
      const tab = await openTab(setup);
      await tab.change({ halt });
      const full = tab.ensure(quantization, source);
      await tab.halted();
      await setQuota(tab, 1);
      await tab.goOn();

      expect(await full).toMatchObject({ code: 'storage-full', data: { available: 0 } });
      expect((await tab.state()).kind).toBe('partial');
      await setQuota(tab, undefined);
      const ended = await tab.ensure(quantization, source);
      expectWhole(await tab.hold(), ended, whole);
      expect(again()).toBeLessThanOrEqual(halt === part ? lost : 0);
    });
  }

  test(`${name}: a truncated file`, async ({ host, hostAddress, openTab }) => {
    const { quantization, whole, setup, source, again, ofShard } = create(host, hostAddress);
    const folder = mkdtempSync(join(tmpdir(), 'bayling-truncated-'));
    let tab = await openTab(setup, await openProfile(folder));
    await tab.ensure(quantization, source);
    await tab.page.context().close();
    truncateInProfile(folder, whole.files.find(({ path }) => path === SHARD)!.bytes);

    tab = await openTab(setup, await openProfile(folder));
    expect((await tab.state()).kind).toBe('partial');
    const ended = await tab.ensure(quantization, source);
    expectWhole(await tab.hold(), ended, whole);
    expect(again()).toBe(ofShard);
    await tab.page.context().close();
    rmSync(folder, { recursive: true, force: true });
  });

  test(`${name}: a file of zeros`, async ({ host, hostAddress, openTab }) => {
    const { quantization, whole, setup, source, again, ofShard } = create(host, hostAddress);
    const tab = await openTab(setup);
    await tab.change({ halt: record });
    void tab.ensure(quantization, source);
    await tab.halted();
    for (const times of [1, 2]) {
      // First in a model that is not recorded as complete, then in one that is.
      await fillWithZeros(tab, SHARD);
      await tab.change({});
      const ended = await tab.ensure(quantization, source);
      expectWhole(await tab.hold(), ended, whole);
      expect(again()).toBe(times * ofShard);
    }
  });

  test(`${name}: a record without its file`, async ({ host, hostAddress, openTab }) => {
    const { quantization, whole, setup, source, again, ofShard } = create(host, hostAddress);
    const tab = await openTab(setup);
    await tab.ensure(quantization, source);
    await deleteFile(tab, SHARD);

    expect((await tab.state()).kind).toBe('partial');
    const ended = await tab.ensure(quantization, source);
    expectWhole(await tab.hold(), ended, whole);
    expect(again()).toBe(ofShard);
  });

  test(`${name}: a second writer`, async ({ host, hostAddress, openTab }) => {
    const { quantization, whole, setup, source, again, bytesPerSecond } = create(host, hostAddress);
    host.manners.bytesPerSecond = bytesPerSecond;
    const tabs = [await openTab(setup), await openTab(setup)];
    const ends = tabs.map((tab) => tab.ensure(quantization, source));
    const third = await openTab(setup);
    const left = third.ensure(quantization, source);
    await third.hears();
    await third.page.evaluate(() => window.weightsBench.pause());

    expect(await left).toMatchObject({ code: 'aborted' });
    for (const ended of await Promise.all(ends)) {
      expectWhole(await third.hold(), ended, whole);
      const done = ended.progress.map(({ doneBytes }) => doneBytes);
      expect(done).toEqual(done.toSorted((a, b) => a - b));
      // Both saw the progress, whichever of them did the work.
      expect(new Set(done).size).toBeGreaterThan(4);
    }
    expect(again()).toBe(0);
  });
}

/** A running model is in graphics memory, so this does not depend on how its files came. */
test('evicted under a running model', async ({ profile }) => {
  const site = await buildPage(new URL('./support/engine/', import.meta.url));
  const page = await profile.newPage();
  await page.goto(site.address);
  await page.waitForFunction(() => 'bench' in window);
  const text = translationInstruction('French', 'in 3 days');
  const prompt = renderChat(getModel('demo'), [{ role: 'user', text }]);
  const translate = () =>
    page.evaluate(async (asked) => {
      const request = { prompt: asked, maxTokens: 24, temperature: 0, topP: 1 };
      return (await window.bench.engine.generate(request)).text;
    }, prompt);
  const state = () => page.evaluate(() => window.bench.packages.state('demo'));
  await page.evaluate(() => window.bench.engine.load('demo'));
  const stored = await state();
  expect(stored.kind).toBe('stored');

  await evict(page);
  expect(await state()).toEqual({ kind: 'absent', bytes: 0 });
  expect(await translate()).toBe('dans 3 jours');
  await page.evaluate((quantization) => {
    const { signal } = new AbortController();
    const onProgress = () => undefined;
    return window.bench.packages.ensure('demo', quantization, { signal, onProgress });
  }, stored.quantization!);
  expect(await state()).toEqual(stored);
  await page.close();
  await site.stop();
});
