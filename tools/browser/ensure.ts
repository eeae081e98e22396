import { spawnSync } from 'node:child_process';
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
  const path = findBrowser() ?? (installDebianChromium() ? findBrowser() : undefined);
  if (path === undefined) throw new Error(howToGetABrowser);
  return path;
}

function installDebianChromium(): boolean {
  if (process.getuid?.() !== 0 || !succeeds('apt-get', '--version')) return false;
  console.log('No browser found; installing the chromium package.');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return (
    succeeds('apt-get', 'update') &&
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], {
      stdio: 'inherit',
      env,
    }).status === 0
  );
}

function succeeds(program: string, ...args: string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}
