import { tellRequests } from '../rpc/requests';
import { parentPort } from '../rpc/webWorker';
import { serveDocuments } from './host';

declare const self: DedicatedWorkerGlobalScope;

tellRequests('documents', self);
serveDocuments(parentPort(self));
