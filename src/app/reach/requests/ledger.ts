import { createStore } from 'zustand/vanilla';
import {
  seenRequest,
  watchRequests,
  type RequestsMessage,
  type SeenRequest,
  type Timing,
} from '../../../core/requests';
import { onWorkerRequests } from '../../../rpc/requests';

/** From when requests are counted, and why from then. */
export interface Mark {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly reason: 'sinceOpened' | 'sinceLoaded' | 'sinceReset';
}

/** What the page and its workers have requested since it was opened. */
export interface Ledger {
  readonly requests: readonly SeenRequest[];
  readonly mark: Mark;
}

export const ledger = createStore<Ledger>(() => ({
  requests: [],
  mark: { at: performance.timeOrigin, reason: 'sinceOpened' },
}));

export function markNow(reason: Mark['reason']): void {
  ledger.setState({ mark: { at: Date.now(), reason } });
}

/** More than a page needs, models with hundreds of files included; the oldest go. */
const MOST = 20_000;

function add(some: readonly SeenRequest[]): void {
  ledger.setState(({ requests }) => ({ requests: [...requests, ...some].slice(-MOST) }));
}

/** Begins to take in what the browser reports, with all since the page was opened. */
export function startLedger(): void {
  // The browser keeps 250 for later; the page of a large model may have more.
  performance.setResourceTimingBufferSize(MOST);
  const place = { timeOrigin: performance.timeOrigin, origin: location.origin };
  const opened: readonly Timing[] = performance.getEntriesByType('navigation');
  add(opened.flatMap((timing) => seenRequest(timing, 'page', place) ?? []));
  watchRequests('page', window, add);
  onWorkerRequests(add);
  if (!('serviceWorker' in navigator)) return;
  navigator.serviceWorker.addEventListener(
    'message',
    ({ data }: MessageEvent<RequestsMessage | undefined>) => {
      if (data?.type === 'requests') add(data.requests);
    },
  );
  // Listening by `addEventListener` alone does not start what has waited.
  navigator.serviceWorker.startMessages();
}
