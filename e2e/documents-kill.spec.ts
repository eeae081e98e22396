import type { Page } from '@playwright/test';
import { seededRandom } from '../src/core/random';
import { withScriptedEngine } from '../testing/browser/engine';
import { sampled, seed } from '../tools/test/cases';
import { expect, test } from './support/fixtures';

/** A document goes on wherever it was interrupted, and on whatever page. */

const words = Array.from({ length: 300 }, (_, i) =>
  Array.from(String(1_000 + i), (digit) => `${'bdfgklmnps'[Number(digit)]!}a`).join(''),
);
const answers = words.map(
  (word) => [`sentence: The word is ${word}.`, `Le mot est ${word}.`] as const,
);
const text = words.map((word) => `The word is ${word}.`).join('\n');

interface Kept {
  readonly phase: string;
  readonly done: number;
}

/** What the browser keeps of the only document. */
function kept(page: Page): Promise<Kept> {
  return page.evaluate(async () => {
    const opening = indexedDB.open('bayling');
    await new Promise((resolve) => (opening.onsuccess = resolve));
    const asked = opening.result.transaction('documents').objectStore('documents').getAll();
    await new Promise((resolve) => (asked.onsuccess = resolve));
    opening.result.close();
    const [{ phase, done }] = asked.result as [Kept];
    return { phase, done };
  });
}

/** How the page goes. */
const ends: readonly ((page: Page) => Promise<Page>)[] = [
  async (page) => {
    await page.reload();
    return page;
  },
  async (page) => {
    await page.goto('translate');
    return page;
  },
  async (page) => {
    const next = await page.context().newPage();
    await page.close();
    await next.goto('chat');
    return next;
  },
];

test('a document of 300 sentences loses none, whenever its page goes', async () => {
  test.setTimeout(600_000);
  const random = seededRandom(seed);
  await withScriptedEngine(async (scripted) => {
    let { page } = scripted;
    scripted.script = { answers, tokenMs: sampled(150, 40) };
    await page.goto('documents');
    await page.getByLabel('From').selectOption({ label: 'English' });
    await page.getByLabel('To', { exact: true }).selectOption({ label: 'French' });
    const file = { name: 'words.txt', mimeType: 'text/plain', buffer: Buffer.from(text) };
    await page.getByLabel('Choose files').last().setInputFiles(file);
    await expect(page.getByRole('article', { name: 'words.txt' })).toContainText('of 300');
    let [before, kills] = [0, 0];
    for (let kill = 0; kill < sampled(20, 3); kill++) {
      // It went on by itself since the last one.
      await expect.poll(async () => (await kept(page)).done).toBeGreaterThan(before);
      await page.waitForTimeout(random() * 400);
      before = (await kept(page)).done;
      kills++;
      page = await (ends[kill % ends.length] ?? ends[0]!)(page);
      expect((await kept(page)).done).toBeGreaterThanOrEqual(before);
      if (before === words.length) break;
    }
    await expect.poll(async () => (await kept(page)).phase, { timeout: 120_000 }).toBe('done');
    console.log(`${kills} ends`);
    await page.goto('documents');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save translation' }).click();
    const saved = await (await download).createReadStream();
    const chunks = await saved.toArray();
    expect(Buffer.concat(chunks as Buffer[]).toString()).toBe(
      words.map((word) => `Le mot est ${word}.`).join('\n'),
    );
  });
});
