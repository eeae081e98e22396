import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from '@playwright/test';
import { hashWeights } from '../compiler/golden/hash';
import { readTokens, type GoldenTokens } from '../compiler/golden/read';
import {
  foldersOf,
  hasGolden,
  makePackage,
  shallowModels,
  type Shallow,
} from '../compiler/shallow';
import { folders as libraries } from '../compiler/targets';
import type { Model } from '../src/core/catalog';
import { renderChat } from '../src/core/prompts';
import dialogues from '../src/core/prompts/golden.json' with { type: 'json' };
import { buildPage } from './support/builtPage';
import { expect, test } from './support/fixtures';
import { compare } from './support/library/compare';

/*
 * The large models, but with only two layers and random weights: from a checkpoint in the official shapes to
 * logits, compared with the reference.
 */

const root = fileURLToPath(new URL('..', import.meta.url));
/** A checkpoint has up to 3 GB and a package 0.9 GB; keep them to run this often. */
const keep = process.env['BAYLING_KEEP_SHALLOW'] !== undefined;

for (const shallow of shallowModels.filter(hasGolden)) {
  const { model, name } = shallow;
  test(`${model.displayName} in full width has the reference's numbers`, async ({ profile }) => {
    test.setTimeout(2_700_000);
    const golden = readTokens(name);
    const made = foldersOf(root, shallow);
    try {
      const folder = makePackage(root, shallow);
      if (!keep) rmSync(made.checkpoint, { recursive: true });
      const weights = hashWeights(folder);
      expect(weights, 'the golden file has other weights: npm run golden').toBe(golden.weights);
      await withModel(profile, shallow, folder, async (page) => {
        expect(await load(page, name)).toBe(0);
        await checkTokenizer(page, model, golden.prompts);
        await checkNumbers(page, golden.prompts);
        // The others have the same kernels in other sizes and take longer.
        if (model.id === 'bayling-2-7b') {
          expect(await load(page, name, true)).toBe(5);
          await check(page, [golden.prompts[3]!], 4, 0);
        }
      });
    } finally {
      if (!keep) {
        for (const path of [made.checkpoint, made.package]) {
          rmSync(path, { recursive: true, force: true });
        }
      }
    }
  });
}

async function withModel(
  profile: BrowserContext,
  { name }: Shallow,
  folder: string,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const site = await buildPage(new URL('./support/library/', import.meta.url), {
    [`${name}/resolve/main`]: folder,
    libraries: join(root, libraries.testLibraries),
  });
  const page = await profile.newPage();
  try {
    await page.goto(site.address);
    await page.waitForFunction(() => 'library' in window);
    await use(page);
    await page.evaluate(() => window.library.forget());
  } finally {
    await page.close();
    await site.stop();
  }
}

/** @returns How many subgroup kernels are in use. */
function load(page: Page, name: string, subgroups = false): Promise<number> {
  return page.evaluate(
    ([named, wanted]) => window.library.load(named, `libraries/${named}.wasm`, wanted),
    [name, subgroups] as const,
  );
}

/** The first prompt is a dialogue: the app's text of it must give the reference's tokens. */
async function checkTokenizer(page: Page, model: Model, [dialogue]: readonly GoldenTokens[]) {
  const text = renderChat(model, [{ role: 'user', text: dialogues[0]!.texts[0]! }]);
  const ids = await page.evaluate((prompt) => window.library.encode(prompt), text);
  expect(ids).toEqual(dialogue!.promptIds);
}

async function check(page: Page, asked: readonly GoldenTokens[], count: number, split: number) {
  const ids = asked.map(({ promptIds }) => [...promptIds]);
  const got = await page.evaluate(
    ([given, steps, before]) => window.library.decode(given, steps, before),
    [ids, count, split] as const,
  );
  for (const [i, golden] of asked.entries()) compare(got[i], golden, count);
}

async function checkNumbers(page: Page, prompts: readonly GoldenTokens[]) {
  const [dialogue, dozens, ends, dozen] = prompts;
  // Whole, then token by token; in two parts; two prompts at once, each in two parts.
  await check(page, [dialogue!], dialogue!.steps.length, 0);
  await check(page, [dozens!], 2, 33);
  await check(page, [ends!, dozen!], 4, 5);
  // A sequence's result does not depend on the rest of the batch, to the last bit.
  const batched = (asked: readonly GoldenTokens[]) =>
    page.evaluate(
      (given) => window.library.decode(given, 2, 0, true),
      asked.map(({ promptIds }) => [...promptIds]),
    );
  const together = await batched([dozen!, ends!]);
  expect((await batched([ends!]))[0]).toEqual(together[1]);
}
