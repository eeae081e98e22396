import type { RequestsMessage } from '../core/requests';
import type { FromWorker, ParentPort, ToWorker, WorkerPort } from './protocol';

/** From whoever started it to a web worker. */
export function workerPort(worker: Worker): WorkerPort {
  return {
    post: (message, transfer = []) => worker.postMessage(message, [...transfer]),
    listen: (onMessage, onCrash) => {
      worker.onmessage = ({ data }: MessageEvent<FromWorker | RequestsMessage>) => {
        // Kept by the browser until somebody asks for it, so that no code is needed here that keeps it.
        if (data.type === 'requests') performance.mark('requests', { detail: data });
        else onMessage(data);
      };
      worker.onmessageerror = () => onCrash('a message could not be read');
      worker.onerror = (event) => onCrash(event.message);
    },
    terminate: () => worker.terminate(),
  };
}

/** As much of a dedicated worker's `self` as is needed. */
interface Scope {
  postMessage(message: unknown, options: { transfer: ArrayBuffer[] }): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
}

/** From a web worker to whoever started it. */
export function parentPort(scope: Scope): ParentPort {
  return {
    post: (message, transfer = []) => scope.postMessage(message, { transfer: [...transfer] }),
    listen: (onMessage) => {
      scope.onmessage = (event) => onMessage(event.data);
    },
  };
}
