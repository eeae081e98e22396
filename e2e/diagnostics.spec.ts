import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import type { Measurement } from '../src/diagnostics/types';
import type { GpuDetails } from '../src/features/diagnostics/gpuDetails';
import { expect, test } from './support/fixtures';

/** The diagnostics page, with the real demo model. */

interface Report {
  readonly model: { readonly id: string; readonly contextLength: number; readonly state: string };
  readonly gpu: GpuDetails & { readonly usable: boolean };
  readonly browser: { readonly userAgent: string };
  readonly storage: { readonly usage: number };
  readonly measurement?: Measurement;
}

const section = (page: Page) => page.getByRole('region', { name: 'Measurement' });
const measure = (page: Page) => section(page).getByRole('button', { name: /^Measure/ });
const stop = (page: Page) => section(page).getByRole('button', { name: 'Stop' });

async function openWithModel(page: Page) {
  await page.goto('translate');
  const status = page.getByRole('status', { name: 'Model status' });
  await expect(status).toContainText('ready', { timeout: 120_000 });
  await page.getByRole('link', { name: 'Details of the model and this device' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Diagnostics' })).toBeVisible();
}

async function copyReport(page: Page): Promise<Report> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy report' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  return JSON.parse(await page.evaluate(() => navigator.clipboard.readText())) as Report;
}

/** The numbers in a table's cells, column by column. */
async function numbers(table: Locator): Promise<number[]> {
  const cells = await table.getByRole('cell').allTextContents();
  return cells.map((text) => Number.parseFloat(text.replace(',', '')));
}

test('nothing is measured before a model is there, and nothing by itself', async ({ page }) => {
  await page.goto('diagnostics');
  await expect(measure(page)).toBeDisabled();
  await expect(section(page).getByRole('link', { name: 'Open Models' })).toBeVisible();
  await expect(section(page).getByRole('table')).toHaveCount(0);
  const { measurement, gpu } = await copyReport(page);
  expect(measurement).toBeUndefined();
  expect(gpu.limits['maxStorageBufferBindingSize']).toBeGreaterThan(2 ** 26);
  expect(gpu.features).toContain('core-features-and-limits');
});

test('a measurement can be stopped, with the keyboard too', async ({ page }) => {
  await openWithModel(page);
  await measure(page).focus();
  await page.keyboard.press('Enter');
  await expect(section(page).getByRole('progressbar', { name: 'Measuring' })).toBeVisible();
  await expect(stop(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(measure(page)).toBeFocused();
  await expect(measure(page)).toBeEnabled();
  await expect(section(page).getByRole('table')).toHaveCount(0);
  await expect(section(page).getByRole('alert')).toHaveCount(0);
});

test('it measures the GPU, checks its answers, and tells all of it', async ({ page }) => {
  test.setTimeout(400_000);
  await openWithModel(page);
  await measure(page).click();
  await expect(section(page).getByRole('status')).toHaveText('Measured.', { timeout: 300_000 });

  await expect(section(page).getByRole('region', { name: 'Self-test' })).toContainText('Passed');
  const writing = section(page).getByRole('table', { name: 'Writing' });
  await expect(writing.getByRole('row')).toHaveCount(5);
  for (const name of ['Writing', 'Reading a prompt', 'Time to the first token']) {
    const shown = await numbers(section(page).getByRole('table', { name }));
    expect(shown.length).toBeGreaterThan(0);
    for (const value of shown) expect(value).toBeGreaterThan(0);
  }

  const report = await copyReport(page);
  expect(report.model).toMatchObject({ id: 'demo', contextLength: 512, state: 'ready' });
  expect(report.gpu.usable).toBe(true);
  expect(report.gpu.info['vendor']).toBeDefined();
  expect(report.browser.userAgent).toContain('Chrome');
  expect(report.storage.usage).toBeGreaterThan(0);
  expectPlausible(report.measurement!);

  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);

  // The result is still there for a user who comes back.
  await page.getByRole('link', { name: 'Models' }).click();
  await page.getByRole('link', { name: 'Details of the model and this device' }).click();
  await expect(writing).toBeVisible();
});

function expectPlausible(measurement: Measurement) {
  expect(measurement.model).toMatchObject({ id: 'demo', contextLength: 512 });
  const { selfTest, bandwidth, decode, prefill, firstToken } = measurement;
  expect(selfTest).toMatchObject({ kind: 'golden', passed: true, wrong: 0 });
  expect(selfTest.largestDeviation).toBeLessThan(selfTest.tolerance);

  if ('error' in bandwidth) throw new Error(JSON.stringify(bandwidth));
  expect(bandwidth.samples).toHaveLength(5);
  // From a shared processor to the fastest memory there is.
  expect(bandwidth.bytesPerSecond).toBeGreaterThan(5e7);
  expect(bandwidth.bytesPerSecond).toBeLessThan(2e13);

  expect(decode.map(({ sequences }) => sequences)).toEqual([1, 2, 4, 8]);
  for (const { tokensPerSecond, bandwidthShare, tokens } of decode) {
    expect(tokens).toBeGreaterThanOrEqual(8);
    expect(tokensPerSecond).toBeGreaterThan(0.1);
    expect(tokensPerSecond).toBeLessThan(1e5);
    expect(bandwidthShare).toBeGreaterThan(0);
  }
  expect(prefill.length).toBeGreaterThan(0);
  for (const { tokens, tokensPerSecond } of prefill) {
    expect(tokens).toBeGreaterThan(40);
    expect(tokensPerSecond).toBeGreaterThan(1);
  }
  expect(firstToken.fresh.reusedTokens).toBeLessThan(32);
  expect(firstToken.reused.reusedTokens).toBeGreaterThan(200);
}
