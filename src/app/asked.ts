/**
 * What an address asks for: in its fragment, which no server sees, or else in its query. A `link` in it is one of
 * the app's own protocol, `web+bayling:?text=…`, and asks for what it has itself.
 */
export function askedBy({ hash, search }: Pick<Location, 'hash' | 'search'>): URLSearchParams {
  const asked = new URLSearchParams(`${hash.slice(1)}&${search.slice(1)}`);
  const link = asked.get('link');
  return link === null ? asked : new URLSearchParams(link.replace(/^[^?#]*./s, ''));
}
