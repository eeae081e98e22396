/**
 * How addresses within the site are read, by the page, the service worker and the server alike. All pages lie
 * directly under the base (`/base/chat`), so relative addresses in index.html lead to the same files from
 * each of them, whatever sub-path the site is served under.
 */

const page = /^[a-z-]*$/;
const pageWithSlash = /^([a-z-]+)\/$/;

/** The address the site lies under, with its closing slash, given the address of one of its pages. */
export function siteBase(pageAddress: string): string {
  return new URL('./', pageAddress).href;
}

/** What a path within the site (without the base's slash) asks for. */
export type Destination =
  /** A page of the app: the shell answers, and the app's router reads the address. */
  | { kind: 'page' }
  /** A page written with a closing slash, where relative addresses would lead astray. */
  | { kind: 'redirect'; page: string }
  /** A file, which either exists or does not; the shell never stands in for a missing one. */
  | { kind: 'file' };

/** Tells pages from files by the path alone: `chat`, `chat/` or `assets/x.js`; '' is the start page. */
export function destination(path: string): Destination {
  if (page.test(path)) return { kind: 'page' };
  const name = pageWithSlash.exec(path)?.[1];
  return name === undefined ? { kind: 'file' } : { kind: 'redirect', page: name };
}

const trusted = /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/])/;

/**
 * Turns an address as a user types it into the one that files are fetched from, with a closing slash.
 * Undefined if it is not an address, or if anybody on the way could alter what comes from it.
 */
export function placeAddress(written: string): string | undefined {
  const text = written.trim();
  if (text === '' || /[\s?#@]/.test(text)) return undefined;
  try {
    const { href } = new URL(text.includes('://') ? text : `https://${text}`);
    if (!trusted.test(href)) return undefined;
    return href.endsWith('/') ? href : `${href}/`;
  } catch {
    return undefined;
  }
}
