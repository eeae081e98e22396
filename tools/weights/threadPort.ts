import type { MessagePort, Worker } from 'node:worker_threads';
import type { ParentPort, WorkerPort } from '../../src/rpc/protocol';

/** From whoever started it to a thread of Node. */
export function threadPort(worker: Worker): WorkerPort {
  return {
    post: (message, transfer = []) => worker.postMessage(message, [...transfer]),
    listen: (onMessage, onCrash) => {
      let cause: unknown;
      worker.on('message', onMessage);
      worker.on('messageerror', () => onCrash('a message could not be read'));
      worker.on('error', (error) => (cause = error));
      worker.on('exit', (code) => onCrash(cause instanceof Error ? cause.message : `exit ${code}`));
    },
    terminate: () => void worker.terminate(),
  };
}

/** From a thread of Node to whoever started it. */
export function parentThreadPort(port: MessagePort): ParentPort {
  return {
    post: (message, transfer = []) => port.postMessage(message, [...transfer]),
    listen: (onMessage) => void port.on('message', onMessage),
  };
}
