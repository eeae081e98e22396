import { serveEngine } from '../../src/engine/host';
import { parentPort } from '../../src/rpc/webWorker';
import { ScriptedRuntime, type Script } from '../engine/scriptedRuntime';

/** Written before this code by ./engine.ts. */
declare const script: Script;

serveEngine({
  runtime: new ScriptedRuntime(script, (ms) => new Promise((resolve) => setTimeout(resolve, ms))),
  port: parentPort(self),
  now: () => performance.now(),
  setTimer: (run, ms) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
});
