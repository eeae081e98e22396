import { WeightsHost } from '../../src/models/host';
import type { FromWeights, ToWeights } from '../../src/models/protocol';
import { ScriptedWeights, type WeightsScript } from './scriptedPackages';

/** Written before this code by ./engine.ts. */
declare const script: WeightsScript;

const host = new WeightsHost(new ScriptedWeights(script), (message: FromWeights) =>
  self.postMessage(message),
);

self.onmessage = (event: MessageEvent<ToWeights>) => host.receive(event.data);
