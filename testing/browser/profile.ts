import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
} from '@playwright/test';
import { browserArguments } from '../../tools/browser/arguments';
import { ensureBrowser } from '../../tools/browser/ensure';
import { sites } from './sites';

/**
 * Gives `use` a profile of its own in a browser that is shared by all who ask for no more than this: such a
 * window keeps little, and nothing for longer than it is open.
 */
export async function withPrivateWindow(
  use: (context: BrowserContext) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  sharedBrowser ??= chromium.launch(launch());
  const context = await (await sharedBrowser).newContext({ ...visitor, ...options });
  try {
    await use(context);
  } finally {
    await context.close();
  }
}

let sharedBrowser: Promise<Browser> | undefined;

/** Whoever has used {@link withPrivateWindow} outside a test closes it. */
export async function closePrivateWindows(): Promise<void> {
  const browser = await sharedBrowser;
  sharedBrowser = undefined;
  await browser?.close();
}

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
  return chromium.launchPersistentContext(folder, { ...launch(), ...visitor, ...options });
}

const launch = () => ({ executablePath: ensureBrowser(), args: browserArguments });
const visitor = { baseURL: sites.root.address, locale: 'en-US' };
