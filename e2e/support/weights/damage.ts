import { readdirSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Tab } from './tab';

/** @param bytes What an origin may store; undefined for the browser's default. */
export async function setQuota(tab: Tab, bytes: number | undefined): Promise<void> {
  const { devtools, origin } = await attach(tab.page);
  const quota = bytes === undefined ? {} : { quotaSize: bytes };
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, ...quota });
}

/** Deletes all of an origin's Cache storage, as the browser does when the disk is full. */
export async function evict(page: Page): Promise<void> {
  const { devtools, origin } = await attach(page);
  await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'cache_storage' });
}

async function attach(page: Page) {
  const devtools = await page.context().newCDPSession(page);
  return { devtools, origin: new URL(page.url()).origin };
}

/** Replaces the content of a stored file and nothing else, so that only its hash can tell. */
export async function fillWithZeros(tab: Tab, path: string): Promise<void> {
  await tab.page.evaluate(async (name) => {
    const cache = await caches.open('webllm/model');
    const request = (await cache.keys()).find(({ url }) => url.endsWith(`/${name}`))!;
    const response = (await cache.match(request))!;
    const { headers } = response;
    const { byteLength } = await response.arrayBuffer();
    await cache.put(request, new Response(new Uint8Array(byteLength), { headers }));
  }, path);
}

export async function deleteFile(tab: Tab, path: string): Promise<void> {
  await tab.page.evaluate(async (name) => {
    const cache = await caches.open('webllm/model');
    const request = (await cache.keys()).find(({ url }) => url.endsWith(`/${name}`))!;
    await cache.delete(request);
  }, path);
}

/** Most bytes that the browser adds to a file's content: the address, the headers, two checksums. */
const ADDED = 4_096;

/** Cuts off the second half of a profile's file with this much content, after the browser has ended. */
export function truncateInProfile(profile: string, bytes: number): void {
  const path = readdirSync(profile, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.includes('CacheStorage'))
    .map((name) => join(profile, name))
    .find((file) => statSync(file).size >= bytes && statSync(file).size < bytes + ADDED);
  if (path === undefined) throw new Error(`no file in the profile has ${bytes} bytes`);
  truncateSync(path, bytes / 2);
}
