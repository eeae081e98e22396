import { servePackages } from '../../src/models/host';
import { parentPort } from '../../src/rpc/webWorker';
import { ScriptedWeights, type WeightsScript } from './scriptedPackages';

/** Written before this code by ./engine.ts. */
declare const script: WeightsScript;

servePackages(new ScriptedWeights(script), parentPort(self));
