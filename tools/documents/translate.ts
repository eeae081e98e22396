import { existsSync, mkdirSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, relative } from 'node:path';
import { chromium, type BrowserContext, type Locator, type Page } from '@playwright/test';
import { findLanguage } from '../../src/core/languages';
import { browserArguments } from '../browser/arguments';
import { ensureBrowser } from '../browser/ensure';
import { listen } from '../serve/listen';
import { createSiteServer } from '../serve/server';
import { filesAt, type Exit, type Print } from './run';

/** What is to be translated, and into what. */
export interface TranslateJob {
  /** A file, or a folder, of which all files of known formats are taken. */
  readonly path: string;
  /** A file, or a folder for a folder. */
  readonly out: string;
  /** BCP-47; left out, it is found out. */
  readonly from: string | undefined;
  readonly to: string;
  /** Id of a model that the profile has; left out, the demo. */
  readonly model: string | undefined;
  readonly isBilingual: boolean;
}

/** Keeps the models that were loaded for it, so that only the first call fetches one. */
const profile = '.cache/documents-profile';
const site = 'dist';
/** Whether a document is done is looked at this often. */
const LOOK_MS = 500;

/** Translates files in the built app, in a browser without a window. */
export async function translate(job: TranslateJob, print: Print): Promise<Exit> {
  if (!existsSync(join(site, 'index.html'))) {
    print.err('The app is not built: npm run build');
    return 1;
  }
  const server = createSiteServer({ folder: site, base: '/' });
  const address = `http://127.0.0.1:${await listen(server)}/`;
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: ensureBrowser(),
    args: browserArguments,
    locale: 'en-US',
  });
  let exit: Exit = 0;
  try {
    for (const path of filesAt(job.path)) {
      const out = statSync(job.path).isDirectory()
        ? join(job.out, relative(job.path, path))
        : job.out;
      const problem = await translateFile(context, address, path, out, job);
      print.err(`${path}: ${problem ?? out}`);
      if (problem !== undefined) exit = 1;
    }
  } finally {
    await context.close();
    server.close();
    server.closeAllConnections();
  }
  return exit;
}

/** @returns Why it failed. */
async function translateFile(
  context: BrowserContext,
  address: string,
  path: string,
  out: string,
  { from, to, model, isBilingual }: TranslateJob,
): Promise<string | undefined> {
  const page = await context.newPage();
  try {
    const query = model === undefined ? '' : `?model=${encodeURIComponent(model)}`;
    await page.goto(`${address}documents${query}`);
    await page.getByLabel('From', { exact: true }).selectOption(codeOf(from));
    await page.getByLabel('To', { exact: true }).selectOption(codeOf(to));
    await page.getByLabel('Choose files').last().setInputFiles(path);
    // The one that was added last is the first of the list.
    const item = page.getByRole('article', { name: basename(path), exact: true }).first();
    const problem = await waitFor(page, item);
    if (problem === undefined) {
      const download = page.waitForEvent('download');
      const name = isBilingual ? 'Save both languages' : 'Save translation';
      await item.getByRole('button', { name }).click();
      const file = await download;
      mkdirSync(dirname(out), { recursive: true });
      // A PDF comes back as HTML.
      const extension = extname(file.suggestedFilename());
      await file.saveAs(out.endsWith(extension) ? out : out + extension);
    }
    await remove(page, item);
    return problem;
  } finally {
    await page.close();
  }
}

async function remove(page: Page, item: Locator): Promise<void> {
  // A file that was refused is not in the list.
  if (!(await item.isVisible())) return;
  await item.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

/** Until the document is translated. @returns Why it is not. */
async function waitFor(page: Page, item: Locator): Promise<string | undefined> {
  const refusal = page.getByRole('alert').filter({ has: page.getByRole('listitem') });
  const alert = item.getByRole('alert').or(refusal).first();
  const status = item.getByRole('status');
  for (;;) {
    if (await alert.isVisible()) return alert.innerText();
    if ((await status.isVisible()) && (await status.innerText()).startsWith('Translated')) {
      return undefined;
    }
    await page.waitForTimeout(LOOK_MS);
  }
}

/** @throws RangeError for a language that the models do not translate. */
function codeOf(tag: string | undefined): string {
  if (tag === undefined) return '';
  const language = findLanguage(tag);
  if (language === undefined) throw new RangeError(`not a language of the models: ${tag}`);
  return language.code;
}
