import {
  watchRequests,
  type Asker,
  type MeasuredPlace,
  type RequestsMessage,
  type SeenRequest,
} from '../core/requests';

/** Tells the page of a worker's requests. */
export function tellRequests(
  by: Asker,
  worker: MeasuredPlace & { postMessage(message: RequestsMessage): void },
): void {
  watchRequests(by, worker, (requests) => worker.postMessage({ type: 'requests', requests }));
}

/** For the page: gives what its workers have told so far (`workerPort` marks it), and what they will. */
export function onWorkerRequests(listen: (requests: readonly SeenRequest[]) => void): void {
  const observer = new PerformanceObserver((list) => {
    const marks = list.getEntriesByName('requests') as readonly { detail?: RequestsMessage }[];
    for (const { detail } of marks) if (detail?.type === 'requests') listen(detail.requests);
  });
  observer.observe({ type: 'mark', buffered: true });
}
