import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

/** What finding a browser looks at; the defaults are this process and its file system. */
export interface BrowserSearch {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isExecutable: (path: string) => boolean;
  /** Where Playwright keeps the Chromium it downloads, whether it is there or not. */
  readonly playwrightsOwn: () => string;
}

const variables = ['BAYLING_BROWSER', 'CHROME_PATH'];
const programs = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const macApplications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The Chromium the tests use: the one an environment variable names, else an installed one, else
 * Playwright's own. `undefined` when there is none.
 *
 * @throws Error if a variable names a file that cannot be run: using another browser would surprise.
 */
export function findBrowser(search: BrowserSearch = thisMachine): string | undefined {
  for (const variable of variables) {
    const path = search.env[variable];
    if (!path) continue;
    if (!search.isExecutable(path))
      throw new Error(`${variable} is not the path of a program: ${path}`);
    return path;
  }
  const folders = (search.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const installed = programs.flatMap((program) => folders.map((folder) => join(folder, program)));
  return [...installed, ...macApplications, search.playwrightsOwn()].find(search.isExecutable);
}

const thisMachine: BrowserSearch = {
  env: process.env,
  isExecutable(path) {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  },
  playwrightsOwn: () => chromium.executablePath(),
};
