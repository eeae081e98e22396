import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type BrowserContextOptions, chromium } from '@playwright/test';
import { ensureBrowser } from '../../tools/browser/ensure';
import { sites } from './sites';

/** What WebGPU needs where it has no window and perhaps no GPU. The rest keeps the browser quiet. */
const browserArguments = [
  '--no-sandbox',
  '--enable-unsafe-webgpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Gives `use` a browser with a fresh profile, and removes both afterwards. */
export async function withProfile(
  use: (context: BrowserContext) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bayling-profile-'));
  const context = await openProfile(folder, options);
  try {
    await use(context);
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A browser with the profile in a folder, which it makes where there is none. */
export function openProfile(
  folder: string,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, {
    executablePath: ensureBrowser(),
    args: browserArguments,
    baseURL: sites.root.address,
    locale: 'en-US',
    ...options,
  });
}
