import { setTimer } from '../core/timer';
import { EngineHost } from './host';
import type { FromWorker, ToWorker } from './protocol';
import { WebLlmRuntime } from './runtime/webllm';

declare const self: DedicatedWorkerGlobalScope;

const host = new EngineHost({
  runtime: new WebLlmRuntime(),
  send: (message: FromWorker) => self.postMessage(message),
  now: () => performance.now(),
  setTimer,
});

self.onmessage = (event: MessageEvent<ToWorker>) => host.receive(event.data);
