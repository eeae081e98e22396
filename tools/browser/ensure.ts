import { installPackages } from '../programs';
import { findBrowser } from './find';

/** Advice for a machine that has no browser, and where we may not install one. */
export const howToGetABrowser =
  'The browser tests need Chromium or Chrome: install one, run `npx playwright install chromium`, ' +
  'or set BAYLING_BROWSER to the path of one.';

/**
 * The browser's path. If there is none, installs Debian's Chromium, where this process may.
 *
 * @throws Error with {@link howToGetABrowser} if it may not, or if that failed.
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
