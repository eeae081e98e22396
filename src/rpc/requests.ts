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

const told: SeenRequest[] = [];
let listener: ((requests: readonly SeenRequest[]) => void) | undefined;

/** For the page: takes in what one of its workers tells. */
export function takeRequests({ requests }: RequestsMessage): void {
  told.push(...requests);
  listener?.(requests);
}

/** For the page: gives what its workers have told so far, and what they will. */
export function onWorkerRequests(listen: (requests: readonly SeenRequest[]) => void): void {
  listener = listen;
  listen(told);
}
