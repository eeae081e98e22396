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

/** As `URL` writes them, which has made one spelling of `127.1`, `LOCALHOST` or `::ffff:127.0.0.1`. */
const thisMachine =
  /^((.+\.)?localhost|127(\.\d+){3}|0\.0\.0\.0|\[(::1?|::ffff:7f[\da-f]{2}:[\da-f]+)\])\.?$/;

/** Whether a host, as `URL` gives it, is this machine. */
export function isThisMachine(host: string): boolean {
  return thisMachine.test(host);
}

/**
 * Turns an address as a user types it, or pastes it from a Chinese text, into the one that files are fetched
 * from, with a closing slash. Without a scheme, one of this machine is http, any other https, also those of
 * the own network: whoever is on it could alter what comes. Undefined if it is not an address, or not safe.
 */
export function placeAddress(written: string): string | undefined {
  const text = written
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/^[\s/]+|[\s。，、；]+$/gu, '');
  if (text === '' || /[\s?#@]/.test(text)) return undefined;
  const hasScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(text);
  try {
    const near = new URL(hasScheme ? text : `http://${text}`);
    const isHere = isThisMachine(near.hostname);
    const url = hasScheme || isHere ? near : new URL(`https://${text}`);
    if (isHere) url.hostname = reachable(url.hostname);
    if (url.protocol !== 'https:' && !(isHere && url.protocol === 'http:')) return undefined;
    return url.href.endsWith('/') ? url.href : `${url.href}/`;
  } catch {
    return undefined;
  }
}

/** Servers say `0.0.0.0` or `[::]` when they listen everywhere; browsers fetch nothing from there. */
function reachable(host: string): string {
  return host === '0.0.0.0' || host === '[::]' ? '127.0.0.1' : host.replace(/\.$/, '');
}
