import { parentPort } from '../rpc/webWorker';
import { openPackageStore } from './browser';
import { servePackages } from './host';

declare const self: DedicatedWorkerGlobalScope;

/** The page's base comes with the worker's name: a worker knows its own address only. */
servePackages(openPackageStore(self.name), parentPort(self));
