/** Where a link leads, and what of that has to be said. */
export interface Target {
  readonly href: string;
  /** The host, or the mail address: shown beside a text that does not say just that. */
  readonly shown: string | undefined;
}

/**
 * Only whole addresses of pages and of mail are links; others (of the app itself, of programs) stay text.
 *
 * @param address As written in the answer.
 * @param text What the reader would see.
 * @returns Undefined for what is no link.
 */
export function readLink(address: string, text: string): Target | undefined {
  const url = parse(address);
  if (url === undefined) return undefined;
  if (url.protocol === 'mailto:') return readMail(url, text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  // A name before the host is there to be taken for one.
  const named = url.username !== '' || url.password !== '';
  url.username = '';
  url.password = '';
  return { href: url.href, shown: !named && names(text, url) ? undefined : url.host };
}

/** One address; the fields that a mail program would fill in are left out. */
function readMail({ pathname }: URL, text: string): Target | undefined {
  if (!/^[\w.+-]+@[a-z\d.-]+$/i.test(pathname)) return undefined;
  const said = text.trim().replace(/^mailto:/i, '');
  return { href: `mailto:${pathname}`, shown: said === pathname ? undefined : pathname };
}

/** Whether a text begins with the host itself, in letters that are what they look like. */
function names(text: string, { host, protocol }: URL): boolean {
  const [, scheme = protocol, said] = /^(https?:)?(?:\/\/)?([^/?#]*)/i.exec(text.trim()) ?? [];
  const isPlain = !/[\p{C}\s]/u.test(text.trim()) && !/(?:^|\.)xn--/.test(host);
  return isPlain && scheme.toLowerCase() === protocol && said?.toLowerCase() === host;
}

function parse(address: string): URL | undefined {
  try {
    return new URL(address);
  } catch {
    return undefined;
  }
}
