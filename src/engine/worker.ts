import { tellRequests } from '../rpc/requests';
import { parentPort } from '../rpc/webWorker';
import { serveEngine } from './host';
import { setTimer } from '../core/timer';
import { WebLlmRuntime } from './runtime/webllm';

declare const self: DedicatedWorkerGlobalScope;

tellRequests('engine', self);
serveEngine({
  runtime: new WebLlmRuntime(),
  port: parentPort(self),
  now: () => performance.now(),
  setTimer,
});
