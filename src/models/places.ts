import { AppError } from '../core/errors';
import { placeAddress } from '../core/site';
import type { ModelSource } from './packages';

/** Longer than any address of a model, and too short to carry a text away. */
const MOST_SIGNS = 300;

/** A branch, a tag or a commit. */
const revisionName = /^[\w.-]{1,100}$/;

/**
 * Asked again here, in the worker that may reach other hosts, as what asks it may be other code than ours, or a
 * record that somebody altered.
 *
 * @param base The app's own address, which may be on any host.
 * @throws AppError `address-refused` unless files may come from there: https or this machine, a host and a path
 *   without user, query or fragment, of modest length, written out as it is fetched.
 */
export function requirePlace(source: ModelSource, base: string): void {
  if (source.kind === 'disk') return;
  const { address } = source;
  const revision = (source.kind === 'hub' ? source.revision : undefined) ?? 'main';
  const sound =
    typeof address === 'string' &&
    address.length <= MOST_SIGNS &&
    (address.startsWith(base) || placeAddress(address) === address.replace(/\/?$/, '/')) &&
    revisionName.test(revision);
  if (!sound) throw new AppError('address-refused', { kind: source.kind });
}

/** The app's address as the page tells it, on the worker's own origin whatever is told. */
export function ownBase(told: string, origin: string): string {
  // Joined, not resolved: what begins with two slashes would name a host.
  return `${origin}/${new URL(told, origin).pathname.replace(/^\//, '')}`;
}
