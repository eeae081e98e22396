import { getModel, type ModelId } from '../../../src/core/catalog';
import { openPackageStore } from '../../../src/models/browser';
import { servePackages } from '../../../src/models/host';
import type { PackageStorePorts } from '../../../src/models/packageStore';
import { parentPort } from '../../../src/rpc/webWorker';
import { haltingCaches } from './halts';
import type { Setup } from './setup';

/*
 * The app's worker with other ports. It has the same file name, because the server lets only this name fetch
 * from elsewhere.
 */

const { base = '', shape, stallMs, halt, ...changed } = JSON.parse(self.name) as Setup;

/** As in transfer/exchange. */
const LONGEST_SILENCE_MS = 30_000;

/** Pauses between attempts take a tenth of their time, so that a test takes seconds. */
function setTimer(run: () => void, ms: number): () => void {
  const pause = ms < 4_000 ? ms / 10 : ms;
  const timer = setTimeout(run, ms === LONGEST_SILENCE_MS ? (stallMs ?? ms) : pause);
  return () => clearTimeout(timer);
}

const ports: Partial<PackageStorePorts> = {
  ...changed,
  setTimer,
  ...(shape !== undefined && { model: (id: ModelId) => ({ ...getModel(id), shape }) }),
  ...(halt !== undefined && { caches: haltingCaches(halt) }),
};

servePackages(openPackageStore(base, ports), parentPort(self));
