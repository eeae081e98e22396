import { installPackages } from '../programs';
import { findBrowser } from './find';

/** What to tell someone whose machine has no browser and on which none may be installed. */
export const howToGetABrowser =
  'The browser tests need Chromium or Chrome: install one, or run `npx playwright install chromium`, ' +
  'or let BAYLING_BROWSER name its program.';

/**
 * The browser's path, after installing Debian's Chromium where there is none and this process may.
 *
 * @throws Error with {@link howToGetABrowser} when it may not, or that failed.
 */
export function ensureBrowser(): string {
  const path = findBrowser() ?? installDebianChromium();
  if (path === undefined) throw new Error(howToGetABrowser);
  return path;
}

function installDebianChromium(): string | undefined {
  try {
    installPackages(['chromium']);
  } catch {
    return undefined;
  }
  return findBrowser();
}
