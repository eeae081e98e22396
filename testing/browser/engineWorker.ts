import { serveEngine } from '../../src/engine/host';
import { parentPort } from '../../src/rpc/webWorker';
import { setTimer } from '../../src/core/timer';
import { ScriptedRuntime, type Script } from '../engine/scriptedRuntime';

/** Written before this code by ./engine.ts. */
declare const script: Script;

serveEngine({
  runtime: new ScriptedRuntime(script, (ms) => new Promise((resolve) => setTimeout(resolve, ms))),
  port: parentPort(self),
  now: () => performance.now(),
  setTimer,
});
