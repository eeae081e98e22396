import type { CDPSession, Page } from '@playwright/test';
import { withScriptedEngine, type ScriptedPage } from '../testing/browser/engine';
import { isDeep } from '../tools/test/cases';
import { expect, test } from './support/fixtures';
import { traceTasks } from './support/tasks';
import { paste, rows, source } from './support/workspace';

async function open({ page }: ScriptedPage): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('translate?from=en&to=fr');
}

/** Different words that no check takes for numbers. */
const wordOf = (index: number) =>
  Array.from(String(10_000 + index), (digit) => `${'bdfgklmnps'[Number(digit)]!}a`).join('');

const words = Array.from({ length: 5_000 }, (_, i) => wordOf(i));
const answersTo = (known: readonly string[]) =>
  known.map((word) => [`sentence: The word is ${word}.`, `Le mot est ${word}.`] as const);
const textOf = (known: readonly string[], between: string) =>
  known.map((word) => `The word is ${word}.`).join(between);

for (const [name, between] of [
  ['lines', '\n'],
  ['one paragraph', ' '],
] as const) {
  test(`typing into 50,000 characters keeps the page awake: ${name}`, async () => {
    test.skip(!isDeep, 'it takes minutes');
    test.setTimeout(300_000);
    await withScriptedEngine(async (scripted) => {
      const { page } = scripted;
      scripted.script = { answers: answersTo(words.slice(0, 2_000)) };
      await open(scripted);
      await paste(page, textOf(words, between).slice(0, 49_000));
      await page.waitForTimeout(4_000);
      const before = await traceTasks(page, () => write(page));
      await translateAll(page);
      await page.waitForTimeout(4_000);
      const after = await traceTasks(page, () => write(page));
      console.log(name, before.slice(0, 4), after.slice(0, 4));
      const long = [...before, ...after].filter(({ milliseconds }) => milliseconds > 50);
      expect(long).toEqual([]);
    });
  });
}

async function write(page: Page): Promise<void> {
  for (const place of ['Control+End', 'Control+Home']) {
    await source(page).press(place);
    await page.keyboard.type(' A few words, typed as one does. ', { delay: 90 });
    await page.waitForTimeout(2_000);
  }
}

async function translateAll(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Translate', exact: true }).click();
  const stop = page.getByRole('button', { name: 'Stop' });
  await expect(stop).toBeVisible();
  await expect(stop).toBeHidden({ timeout: 200_000 });
}

interface Size {
  /** MB, of what is still in use. */
  readonly heap: number;
  readonly nodes: number;
}

async function measure(session: CDPSession): Promise<Size> {
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (wanted: string) => metrics.find(({ name }) => name === wanted)!.value;
  return { heap: of('JSHeapUsedSize') / 1e6, nodes: of('Nodes') };
}

async function scrollThrough(page: Page): Promise<void> {
  await page.getByRole('main').evaluate(async (main) => {
    for (let top = 0; top < main.scrollHeight; top += main.clientHeight * 4) {
      main.scrollTo(0, top);
      await new Promise(requestAnimationFrame);
    }
    main.scrollTo(0, main.scrollHeight);
  });
}

test('a text of 5,000 sentences takes no more memory each time it is translated and read', async () => {
  test.skip(!isDeep, 'it takes minutes');
  test.setTimeout(600_000);
  await withScriptedEngine(async (scripted) => {
    const { page } = scripted;
    scripted.script = { answers: answersTo(words) };
    await open(scripted);
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    await paste(page, textOf(words, '\n'));
    await expect(page.getByText('5,000 sentences')).toBeVisible({ timeout: 60_000 });
    const sizes: Size[] = [];
    for (let pass = 0; pass < 3; pass++) {
      await translateAll(page);
      await scrollThrough(page);
      await expect(rows(page).getByText(`Le mot est ${words.at(-1)}.`)).toBeInViewport();
      // What is kept in the history, and checked, is so by then.
      await page.waitForTimeout(6_000);
      sizes.push(await measure(session));
      console.log(sizes.at(-1));
    }
    const [first, ...later] = sizes;
    for (const { heap, nodes } of later) {
      expect(heap).toBeLessThan(first!.heap * 1.1);
      expect(nodes).toBeLessThan(first!.nodes * 1.1);
    }
  });
});
