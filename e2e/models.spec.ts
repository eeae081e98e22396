import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures';
import { withScriptedEngine } from '../testing/browser/engine';

/** The Models page with scripted transfers and a scripted engine. */
const card = (page: Page, name = 'BayLing-3-8B') => page.getByRole('article', { name });
const button = (page: Page, name: string) => card(page).getByRole('button', { name });
const status = (page: Page) => page.getByRole('status', { name: 'Model status' });

async function choose(page: Page) {
  await page.goto('models');
  await button(page, 'Load').click();
  await expect(card(page)).toContainText('Where should it come from?');
}

async function start(page: Page) {
  await card(page).getByRole('checkbox', { name: 'I accept the terms' }).check();
  await button(page, 'Start').click();
}

test('the demo is loaded and removed without a question', async () => {
  await withScriptedEngine(async ({ page }) => {
    await page.goto('models');
    const demo = card(page, 'BayLing demo');
    await expect(demo).toContainText('Not on this device yet');
    await demo.getByRole('button', { name: 'Load' }).click();
    await expect(demo).toContainText('Loaded and ready.');
    await demo.getByRole('button', { name: 'Remove' }).click();
    await expect(demo).toContainText('Not on this device yet');
    await expect(status(page)).toContainText('not loaded');
  });
});

test('the official weights come in beside the demo at work, and then answer', async () => {
  await withScriptedEngine(async (scripted) => {
    const { page } = scripted;
    scripted.weights = { tickBytes: 0.5e9, tickMs: 100 };
    scripted.script = { answers: [['in 3 days', 'dans 3 jours']] };
    await choose(page);
    await expect(card(page)).toContainText('16.1 GB from huggingface.co');
    await expect(card(page)).toContainText('about 25 minutes');
    await expect(button(page, 'Start')).toBeDisabled();
    await start(page);
    await expect(card(page)).toContainText(/[\d.]+ (MB )?of 16.1 GB/);
    await expect(card(page)).toContainText(/5 GB\/s.*left/);

    await page.getByRole('link', { name: 'Translate' }).first().click();
    await page.getByRole('textbox', { name: 'Source text' }).fill('in 3 days');
    await expect(page.getByRole('region', { name: 'Translation' })).toHaveText('dans 3 jours');
    await expect(status(page)).toContainText('BayLing-3-8B', { timeout: 15_000 });
    await expect(status(page)).toContainText('ready');

    await page.getByRole('link', { name: 'Models' }).first().click();
    await expect(card(page)).toContainText('Loaded and ready.');
    await button(page, 'Remove').click();
    await expect(card(page)).toContainText('Not on this device yet.');
    await expect(status(page)).toContainText('BayLing demo');
  });
});

test('a transfer pauses, goes on after a reload, and is thrown away on request', async () => {
  await withScriptedEngine(async (scripted) => {
    const { page } = scripted;
    scripted.weights = { tickBytes: 0.02e9, tickMs: 100 };
    await choose(page);
    await start(page);
    await expect(card(page)).toContainText('of 16.1 GB');
    await button(page, 'Pause').click();
    await expect(card(page)).toContainText('Paused at');
    await expect(button(page, 'Resume')).toBeFocused();

    const half = { doneBytes: 8e9, totalBytes: 16.06e9 };
    const partial = { kind: 'partial', bytes: 2e9, source: 'hub', ...half } as const;
    scripted.weights = { ...scripted.weights, stored: { 'bayling-3-8b': partial } };
    await page.reload();
    await expect(card(page)).toContainText('Paused at 8.0 of 16.1 GB.');
    await button(page, 'Resume').click();
    await expect(button(page, 'Pause')).toBeVisible();
    await expect(card(page)).toContainText(/8\.\d of 16.1 GB/);

    await button(page, 'Cancel').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(button(page, 'Pause')).toBeVisible();
    await button(page, 'Cancel').click();
    await dialog.getByRole('button', { name: 'Discard' }).click();
    await expect(card(page)).toContainText('Not on this device yet.');
    // The focus stays on the card, though the button is gone.
    await expect(card(page)).toBeFocused();
  });
});

test('without a network it says what is kept, and goes on by itself', async () => {
  await withScriptedEngine(async (scripted) => {
    const { page } = scripted;
    const failAt = { bytes: 1.2e9, error: { code: 'network', data: {} } } as const;
    scripted.weights = { tickBytes: 0.3e9, tickMs: 300, failAt };
    await choose(page);
    await start(page);
    await page.context().setOffline(true);
    await expect(card(page)).toContainText('it continues when you are online');
    await expect(card(page)).toContainText(/stopped at .* of 16.1 GB/);
    await page.context().setOffline(false);
    await expect(card(page)).toContainText(/[1-9].\d of 16.1 GB/);
    await expect(button(page, 'Pause')).toBeVisible();
  });
});

test('what cannot be had says why, before anything is fetched', async () => {
  await withScriptedEngine(async (scripted) => {
    const { page } = scripted;
    scripted.weights = { estimate: { availableBytes: 2.1e9 } };
    await choose(page);
    await expect(card(page)).toContainText('this browser has room for 2.1 GB');
    await expect(button(page, 'Start')).toBeDisabled();
    scripted.weights = {
      estimate: { code: 'http-status', data: { status: 404, file: 'config.json' } },
    };
    await choose(page);
    await expect(card(page)).toContainText('The source has no config.json');
    await expect(button(page, 'Start')).toBeDisabled();

    await page.addInitScript(() => {
      const limit = { get: () => 2 ** 27 };
      Object.defineProperty(GPUSupportedLimits.prototype, 'maxStorageBufferBindingSize', limit);
    });
    await page.goto('models');
    await expect(card(page)).toContainText('It cannot run here. It needs 263 MB in one piece');
    await expect(button(page, 'Load')).toBeDisabled();
    await expect(card(page, 'BayLing-2-7B')).toContainText('2,048 tokens instead of 4,096');
  });
});

test('files of a disk are chosen by keyboard, or dropped on the card', async () => {
  await withScriptedEngine(async (scripted) => {
    const { page } = scripted;
    scripted.weights = {};
    const file = { name: 'config.json', mimeType: 'application/json', buffer: Buffer.from('{}') };
    await choose(page);
    await card(page).getByRole('radio', { name: 'This device’s disk' }).check();
    await card(page).getByLabel('Choose files').setInputFiles([file]);
    await expect(card(page)).toContainText('1 file chosen.');
    await expect(card(page)).toContainText('To be read');
    await button(page, 'Not now').click();

    const dropped = await page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['{}'], 'config.json'));
      transfer.items.add(new File([''], 'model.safetensors'));
      return transfer;
    });
    await card(page).dispatchEvent('dragenter', { dataTransfer: dropped });
    await expect(card(page)).toContainText('Drop the folder or the files here');
    await card(page).dispatchEvent('drop', { dataTransfer: dropped });
    await expect(card(page)).toContainText('2 files chosen.');
    await start(page);
    await expect(card(page)).toContainText('of 16.1 GB');
  });
});

test('where models come from is set in the settings', async () => {
  await withScriptedEngine(async (scripted) => {
    const { page } = scripted;
    scripted.weights = {};
    await page.goto('settings');
    const host = page.getByRole('textbox', { name: 'Server for ready-to-use models' });
    await host.fill('http://packages.example');
    await host.press('Enter');
    await expect(page.getByRole('alert')).toContainText('starts with https://');
    await host.fill('packages.example');
    await host.press('Enter');
    await expect(host).toHaveValue('https://packages.example/');
    await choose(page);
    await expect(card(page).getByRole('radio').first()).toBeChecked();
    await expect(card(page)).toContainText('from packages.example');
  });
});

test('settings of a model take effect when it is loaded again', async () => {
  await withScriptedEngine(async (scripted) => {
    const { page } = scripted;
    const stored = { kind: 'stored', bytes: 4.5e9, quantization: 'q4f32_1' } as const;
    scripted.weights = { stored: { 'bayling-3-8b': stored } };
    await page.goto('models');
    await button(page, 'Load').click();
    await expect(card(page)).toContainText('Loaded and ready.');
    await card(page).getByText('Details and settings').click();
    await expect(card(page)).toContainText('about 7.5 GB');
    await card(page).getByRole('radio', { name: '1,024' }).check();
    await expect(card(page)).toContainText('about 5.7 GB');
    await button(page, 'Load again').click();
    await expect(card(page)).toContainText('Loaded and ready.');
    await page.reload();
    await expect(status(page)).toContainText('BayLing-3-8B');
    await card(page).getByText('Details and settings').click();
    await expect(card(page).getByRole('radio', { name: '1,024' })).toBeChecked();
  });
});

test('a request to a model that is not here leads to where it is to be had', async () => {
  await withScriptedEngine(async (scripted) => {
    const { page } = scripted;
    scripted.weights = {};
    await page.goto('translate?model=bayling-3-8b&to=fr&text=in+3+days');
    await expect(page.getByRole('alert')).toContainText('not on this device yet');
    await page.getByRole('alert').getByRole('link', { name: 'Models' }).click();
    await expect(button(page, 'Load')).toBeVisible();
    // The next visit begins with a model that is available.
    await page.goto('translate');
    await expect(status(page)).toContainText('BayLing demo');
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in any state, ${colorScheme}`, async () => {
    await withScriptedEngine(
      async (scripted) => {
        const { page } = scripted;
        const failAt = {
          bytes: 1e9,
          error: { code: 'http-status', data: { status: 404 } },
        } as const;
        scripted.weights = { tickBytes: 1e9, tickMs: 10, failAt };
        const check = async () => {
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual(
            [],
          );
        };
        await choose(page);
        await card(page).getByText('Details and settings').click();
        for (const source of await card(page).getByRole('radiogroup').getByRole('radio').all()) {
          await source.check();
          await check();
        }
        await card(page).getByRole('radio', { name: 'The official model' }).check();
        await start(page);
        await expect(card(page)).toContainText('The download stopped at');
        await check();
      },
      { colorScheme, reducedMotion: 'reduce' },
    );
  });
}
