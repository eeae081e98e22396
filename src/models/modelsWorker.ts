import { openPackageStore } from './browser';
import { WeightsHost } from './host';
import type { FromWeights, ToWeights } from './protocol';

declare const self: DedicatedWorkerGlobalScope;

/** The page's base comes with the worker's name: a worker knows its own address only. */
const host = new WeightsHost(openPackageStore(self.name), (message: FromWeights) =>
  self.postMessage(message),
);

self.onmessage = (event: MessageEvent<ToWeights>) => host.receive(event.data);
