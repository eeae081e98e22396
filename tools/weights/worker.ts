import { parentPort } from 'node:worker_threads';
import { quantizeHandlers } from '../../src/models/convert/quantizeCommands';
import { serve } from '../../src/rpc/serve';
import { parentThreadPort } from './threadPort';

if (parentPort !== null) serve(quantizeHandlers, parentThreadPort(parentPort));
