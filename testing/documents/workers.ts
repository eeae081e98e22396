import { serveDocuments } from '../../src/documents/host';
import type { FromWorker, ToWorker, WorkerPort } from '../../src/rpc/protocol';

/** The real host with a channel in place of a thread. */
export class DocumentWorkers {
  running = 0;
  started = 0;
  crash: (detail: string) => void = () => undefined;
  /** Whether workers give no answer. */
  isDead = false;

  readonly start = (): WorkerPort => {
    this.running++;
    this.started++;
    let toHost: (message: ToWorker) => void = () => undefined;
    let toPage: (message: FromWorker) => void = () => undefined;
    serveDocuments({
      listen: (onMessage) => (toHost = onMessage),
      post: (message) => queueMicrotask(() => toPage(structuredClone(message))),
    });
    return {
      listen: (onMessage, onCrash) => {
        toPage = onMessage;
        this.crash = onCrash;
      },
      post: (message) => {
        if (!this.isDead) toHost(structuredClone(message));
      },
      terminate: () => this.running--,
    };
  };
}
