import { serve } from '../../rpc/serve';
import { parentPort } from '../../rpc/webWorker';
import { quantizeHandlers } from './quantizeCommands';

declare const self: DedicatedWorkerGlobalScope;

serve(quantizeHandlers, parentPort(self));
