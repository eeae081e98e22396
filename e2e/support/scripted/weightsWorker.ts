import { WeightsHost } from '../../../src/storage/weights/host';
import type { FromWeights, ToWeights } from '../../../src/storage/weights/protocol';
import { ScriptedWeights, type WeightsScript } from './scriptedWeights';

/** Written before this code by ./engine.ts. */
declare const script: WeightsScript;

const host = new WeightsHost(new ScriptedWeights(script), (message: FromWeights) =>
  self.postMessage(message),
);

self.onmessage = (event: MessageEvent<ToWeights>) => host.receive(event.data);
