/**
 * Takes the pictures in docs/screenshots of the built app with the real demo model; a script stands in for
 * the large models.
 *
 *   npm run build && npm run screenshots [-- translate | card | refine | rows | history | glossaries | palette | chat | …]
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from '@playwright/test';
import { createSiteServer } from '../tools/serve/server';
import { listen } from '../tools/serve/listen';
import { closePrivateWindows, withProfile } from '../testing/browser/profile';
import { shootModelStates, type ModelWords } from './support/modelStates';

const folder = 'docs/screenshots';

/** One look of the app. */
interface Look {
  readonly name: string;
  readonly options: BrowserContextOptions;
  readonly words: Words;
}

/** Words of the interface, and the texts to type. */
interface Words {
  readonly source: string;
  readonly translation: string;
  readonly message: string;
  readonly text: string;
  readonly target: string;
  readonly turns: readonly string[];
  readonly models: ModelWords;
  readonly measure: string;
  readonly rows: string;
  readonly refine: string;
}

const english: Words = {
  source: 'Source text',
  translation: 'Translation',
  message: 'Message',
  text: 'Where is the train station?\n\nTuesday, March 5, 2024\nin 3 weeks\n250 euros',
  target: 'zh',
  turns: ['Provide the French translation for this sentence: in 3 days', 'Now in German.'],
  models: { load: 'Load', start: 'Start', details: 'Details and settings' },
  measure: 'Measure',
  rows: 'Sentence by sentence',
  refine: 'Refine',
};
const chinese: Words = {
  source: '原文',
  translation: '译文',
  message: '消息',
  text: '火车站在哪里？\n\n2024年3月5日星期二\n3周后\n250欧元',
  target: 'en',
  turns: ['你是谁？', '提供这句话的法语翻译：3天后', '换成五天。'],
  models: { load: '载入', start: '开始', details: '详情与设置' },
  measure: '开始测量',
  rows: '逐句对照',
  refine: '修改',
};

const wanted = process.argv.slice(2);
const isWanted = (name: string) => wanted.length === 0 || wanted.includes(name);

const wide = { width: 1280, height: 760 };
const phone = { width: 390, height: 844 };
const looks: readonly Look[] = [
  { name: 'light', options: { viewport: wide, locale: 'en-US' }, words: english },
  {
    name: 'dark',
    options: { viewport: wide, locale: 'en-US', colorScheme: 'dark' },
    words: { ...english, target: 'ar' },
  },
  {
    name: 'narrow',
    options: { viewport: phone, locale: 'en-US', hasTouch: true },
    words: { ...english, target: 'hi' },
  },
  {
    name: 'narrow-dark',
    options: { viewport: phone, locale: 'en-US', hasTouch: true, colorScheme: 'dark' },
    words: { ...english, target: 'ar' },
  },
  { name: 'chinese', options: { viewport: wide, locale: 'zh-CN' }, words: chinese },
];

async function translate(page: Page, address: string, words: Words): Promise<void> {
  await page.goto(`${address}translate?to=${words.target}`);
  await page.getByRole('textbox', { name: words.source }).fill(words.text);
  const translation = page.getByRole('region', { name: words.translation, exact: true });
  await translation.locator('[data-segment]').nth(2).waitFor();
  await settled(page);
}

/** A sentence's card, with its other translations. */
async function card(page: Page, address: string, words: Words): Promise<void> {
  await translate(page, address, words);
  const region = page.getByRole('region', { name: words.translation, exact: true });
  await region.locator('[data-segment]').last().click();
  await page.getByRole('dialog').getByRole('button').nth(2).click();
  await settled(page);
}

/** What is said about a sentence. */
async function refine(page: Page, address: string, words: Words): Promise<void> {
  await translate(page, address, words);
  const region = page.getByRole('region', { name: words.translation, exact: true });
  await region.locator('[data-segment]').first().click();
  await page.getByRole('dialog').getByRole('button', { name: words.refine }).click();
  await settled(page);
}

async function rows(page: Page, address: string, words: Words): Promise<void> {
  await translate(page, address, words);
  await page.getByRole('button', { name: words.rows }).click();
  await settled(page);
}

async function history(page: Page, address: string, words: Words): Promise<void> {
  await translate(page, address, words);
  // It is written as it grows, every two seconds.
  await page.waitForTimeout(2_500);
  await page.goto(`${address}history`);
  await page.getByRole('main').getByRole('listitem').first().waitFor();
}

async function glossaries(page: Page, address: string): Promise<void> {
  await page.goto(`${address}glossaries`);
  await settled(page);
}

async function palette(page: Page, address: string, words: Words): Promise<void> {
  await translate(page, address, words);
  await page.keyboard.press('Control+k');
  await page.locator('dialog [role=option]').first().waitFor();
  await settled(page);
}

async function chat(page: Page, address: string, words: Words): Promise<void> {
  await page.goto(`${address}chat`);
  for (const turn of words.turns) {
    const message = page.getByRole('textbox', { name: words.message });
    await message.fill(turn);
    await message.press('Enter');
    await settled(page);
  }
}

async function models(page: Page, address: string): Promise<void> {
  await page.goto(`${address}models`);
  await settled(page);
}

/** With a measurement, which takes a while; if the GPU is a software renderer, the page says so. */
async function diagnostics(page: Page, address: string, { measure }: Words): Promise<void> {
  await page.goto(`${address}translate`);
  await settled(page);
  await page.locator('a[href$="/diagnostics"]').first().click();
  await page.getByRole('button', { name: measure }).click();
  await page.waitForFunction(() => document.querySelectorAll('main table').length === 3);
  await page.mouse.move(0, 0);
  const section = page
    .locator('main section')
    .filter({ has: page.locator('table') })
    .first();
  await section.evaluate((element) => element.scrollIntoView());
  await page.waitForTimeout(500);
}

/** Waits until nothing streams and the engine is idle. */
async function settled(page: Page): Promise<void> {
  await page.waitForTimeout(500);
  await page.evaluate(() => window.bayling.ready());
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
  await page.waitForTimeout(300);
}

/** What is shown, and in which looks; left out: in all. */
const shows: readonly (readonly [
  (page: Page, address: string, words: Words) => Promise<void>,
  looks?: readonly string[],
])[] = [
  [translate],
  [card, ['light', 'narrow']],
  [refine, ['light', 'narrow-dark']],
  [rows, ['dark', 'chinese']],
  [history, ['light', 'narrow']],
  [glossaries, ['light', 'dark']],
  [palette, ['light', 'chinese']],
  [chat, ['light', 'dark', 'narrow', 'chinese']],
  [models, ['light', 'dark', 'narrow', 'chinese']],
  [diagnostics, ['light', 'dark', 'narrow', 'chinese']],
];

async function shoot(look: Look, address: string): Promise<void> {
  const options = { deviceScaleFactor: 1.5, ...look.options };
  await withProfile(async (context) => {
    const page = await context.newPage();
    page.setDefaultTimeout(180_000);
    for (const [show, within = [look.name]] of shows) {
      if (!isWanted(show.name) || !within.includes(look.name)) continue;
      await show(page, address, look.words);
      await page.screenshot({ path: join(folder, `${show.name}-${look.name}.png`) });
      console.error(`${show.name}-${look.name}`);
    }
  }, options);
  if (!isWanted('states')) return;
  await shootModelStates(address, look.words.models, options, (state) => {
    console.error(`model-${state}-${look.name}`);
    return join(folder, `model-${state}-${look.name}.png`);
  });
}

mkdirSync(folder, { recursive: true });
const server = createSiteServer({ folder: 'dist', base: '/' });
const port = await listen(server);
try {
  for (const look of looks) await shoot(look, `http://127.0.0.1:${port}/`);
} finally {
  await closePrivateWindows();
  server.closeAllConnections();
  server.close();
}
