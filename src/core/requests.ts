/** Who asked for something: the page itself, or one of its workers. */
export type Asker = 'page' | 'engine' | 'models' | 'documents' | 'service-worker';

/** A request as the browser reports it to whoever made it. */
export interface SeenRequest {
  readonly url: string;
  readonly by: Asker;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** What came over the network, headers included, as far as the browser says. */
  readonly bytes: number;
  /** False for what was answered on this device: by the service worker, or from what the browser keeps. */
  readonly overNetwork: boolean;
}

/** As much of a `PerformanceResourceTiming` as is needed. Not every browser has all of it. */
export interface Timing {
  readonly name: string;
  readonly startTime: number;
  readonly transferSize?: number;
  readonly nextHopProtocol?: string;
  readonly responseStatus?: number;
}

/**
 * A request from what the browser measured of it. What cannot be told for sure counts as one over the network.
 *
 * @param timeOrigin Of whoever made it, in milliseconds since 1970.
 * @param origin Of this app: of others, the browser hides what came from where.
 * @returns Undefined for what never leaves the page: `blob:` and `data:`.
 */
export function seenRequest(
  timing: Timing,
  by: Asker,
  { timeOrigin, origin }: { readonly timeOrigin: number; readonly origin: string },
): SeenRequest | undefined {
  const { name, startTime, transferSize, nextHopProtocol, responseStatus } = timing;
  if (!/^https?:/.test(name)) return undefined;
  const isOwn = name.startsWith(`${origin}/`);
  const isHere = isOwn && transferSize === 0 && nextHopProtocol === '' && responseStatus !== 0;
  return {
    ...{ url: name, by, at: timeOrigin + startTime },
    ...{ bytes: transferSize ?? 0, overNetwork: !isHere },
  };
}

/** Where requests are measured: the global of a page or a worker. */
export interface MeasuredPlace {
  readonly performance: { readonly timeOrigin: number };
  readonly location: { readonly origin: string };
}

/** Calls `onRequests` with all requests of this place as they end, those before included. */
export function watchRequests(
  by: Asker,
  { performance, location }: MeasuredPlace,
  onRequests: (requests: readonly SeenRequest[]) => void,
): void {
  const { timeOrigin } = performance;
  const { origin } = location;
  const observer = new PerformanceObserver((list) => {
    const timings = list.getEntries() as readonly Timing[];
    const requests = timings.flatMap(
      (timing) => seenRequest(timing, by, { timeOrigin, origin }) ?? [],
    );
    if (requests.length > 0) onRequests(requests);
  });
  observer.observe({ type: 'resource', buffered: true });
}

/** What a worker tells a page of its own requests, which the page's own list does not have. */
export interface RequestsMessage {
  readonly type: 'requests';
  readonly requests: readonly SeenRequest[];
}

export const requestKinds = ['app', 'model', 'other'] as const;
/** What a request was for: a file of the app, one of a model, or something else. */
export type RequestKind = (typeof requestKinds)[number];

/** @param base Address the app lies under; ends with "/". */
export function kindOf({ url, by }: SeenRequest, base: string): RequestKind {
  if (url.startsWith(`${base}models/`)) return 'model';
  if (url.startsWith(base)) return 'app';
  return by === 'models' ? 'model' : 'other';
}

/** Requests of one kind, or of one host. */
export interface Tally {
  readonly network: number;
  readonly device: number;
  readonly bytes: number;
}

/** Counts requests, those over the network apart from those that were answered on this device. */
export function tally(requests: readonly SeenRequest[]): Tally {
  const network = requests.filter(({ overNetwork }) => overNetwork);
  return {
    network: network.length,
    device: requests.length - network.length,
    bytes: network.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

/** The hosts that something came from over the network, the most asked one first. */
export function hostsOf(requests: readonly SeenRequest[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const { url, overNetwork } of requests) {
    if (!overNetwork) continue;
    const { host } = new URL(url);
    counts.set(host, (counts.get(host) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a);
}
