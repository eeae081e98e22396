import { tellRequests } from '../rpc/requests';
import { parentPort } from '../rpc/webWorker';
import { openPackageStore } from './browser';
import { servePackages } from './host';
import { ownBase } from './places';

declare const self: DedicatedWorkerGlobalScope;

/** The page's base comes with the worker's name: a worker knows its own address only. */
const base = ownBase(self.name, self.location.origin);
tellRequests('models', self);
servePackages(openPackageStore(base), parentPort(self));
