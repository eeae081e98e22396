import { spawnSync } from 'node:child_process';
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
  const path = findBrowser() ?? (installDebianChromium() ? findBrowser() : undefined);
  if (path === undefined) throw new Error(howToGetABrowser);
  return path;
}

function installDebianChromium(): boolean {
  if (process.getuid?.() !== 0 || !succeeds('apt-get', '--version')) return false;
  console.log('No browser here; installing the chromium package.');
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
