import type { BrowserContextOptions, Page } from '@playwright/test';
import { withScriptedEngine } from '../../testing/browser/engine';
import type { WeightsScript } from '../../testing/browser/scriptedPackages';

/** Words of the Models page in one language. */
export interface ModelWords {
  readonly load: string;
  readonly start: string;
  readonly details: string;
}

/** One look of a model's card, and how a user gets there. */
interface ModelState {
  readonly name: string;
  readonly weights: WeightsScript;
  readonly reach: (page: Page, words: ModelWords) => Promise<void>;
}

const card = (page: Page) => page.getByRole('article', { name: 'BayLing-3-8B' });
const press = (page: Page, name: string) => card(page).getByRole('button', { name }).click();

async function start(page: Page, words: ModelWords): Promise<void> {
  await press(page, words.load);
  await card(page).getByRole('checkbox').check();
  await press(page, words.start);
}

const slow = { tickBytes: 0.012e9, tickMs: 300 };
const partial = { source: 'hub', doneBytes: 5.83e9, totalBytes: 16.06e9 } as const;
const stored = { kind: 'stored', bytes: 4.53e9, quantization: 'q4f16_1' } as const;

const states: readonly ModelState[] = [
  {
    name: 'choice',
    weights: {},
    reach: (page, { load }) => press(page, load),
  },
  {
    name: 'no-room',
    weights: { estimate: { availableBytes: 2.1e9 } },
    reach: (page, { load }) => press(page, load),
  },
  {
    name: 'running',
    weights: { ...slow, stored: { 'bayling-3-8b': { kind: 'partial', bytes: 2e9, ...partial } } },
    reach: (page) => card(page).getByRole('button').first().click(),
  },
  {
    name: 'paused',
    weights: { stored: { 'bayling-3-8b': { kind: 'partial', bytes: 2e9, ...partial } } },
    reach: () => Promise.resolve(),
  },
  {
    name: 'failed',
    weights: { failAt: { bytes: 1.2e9, error: { code: 'network', data: {} } } },
    reach: async (page, words) => {
      await start(page, words);
      await card(page).locator('.text-warn').last().waitFor();
    },
  },
  {
    name: 'stored',
    weights: { stored: { 'bayling-3-8b': stored } },
    reach: (page, { details }) => card(page).getByText(details).click(),
  },
  {
    name: 'ready',
    weights: { stored: { 'bayling-3-8b': stored } },
    reach: (page, { load }) => press(page, load),
  },
];

// As text, because tsx adds helpers to functions, which a page does not have.
const quick = `
  Object.defineProperty(GPUAdapterInfo.prototype, 'isFallbackAdapter', { get: () => false });`;
/** A common graphics processor in place of the emulated one. */
const roomy = `${quick}
  Object.defineProperty(GPUSupportedFeatures.prototype, 'has', { value: () => true });`;
const small = `${quick}
  Object.defineProperty(GPUSupportedLimits.prototype, 'maxStorageBufferBindingSize', {
    get: () => 2 ** 27,
  });`;

/** Takes pictures of a model's card in each of its states, and of what a small device shows. */
export async function shootModelStates(
  address: string,
  words: ModelWords,
  options: BrowserContextOptions,
  pathOf: (name: string) => string,
): Promise<void> {
  // As high as the highest card, because a picture of an element does not scroll.
  const tall = { ...options, viewport: { width: options.viewport?.width ?? 1280, height: 1_400 } };
  await withScriptedEngine(async (scripted) => {
    const { page } = scripted;
    await page.addInitScript(roomy);
    for (const { name, weights, reach } of states) {
      scripted.weights = weights;
      await page.goto(`${address}models`);
      await page.evaluate(() => localStorage.clear());
      await page.reload();
      await reach(page, words);
      await page.waitForTimeout(1_500);
      await card(page).screenshot({ path: pathOf(name) });
    }
  }, tall);
  await withScriptedEngine(async ({ page }) => {
    await page.addInitScript(small);
    await page.goto(`${address}models`);
    await card(page).screenshot({ path: pathOf('too-large') });
    const smaller = page.getByRole('article', { name: 'BayLing-2-7B' });
    await smaller.screenshot({ path: pathOf('shorter') });
  }, tall);
}
