import { setTimer } from '../../src/core/timer';
import { EngineHost } from '../../src/engine/host';
import type { FromWorker, ToWorker } from '../../src/engine/protocol';
import { ScriptedRuntime, type Script } from '../engine/scriptedRuntime';

/** Written before this code by ./engine.ts. */
declare const script: Script;

const host = new EngineHost({
  runtime: new ScriptedRuntime(script, (ms) => new Promise((resolve) => setTimeout(resolve, ms))),
  send: (message: FromWorker) => self.postMessage(message),
  now: () => performance.now(),
  setTimer,
});

self.onmessage = (event: MessageEvent<ToWorker>) => host.receive(event.data);
