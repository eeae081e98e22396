import type { FromWorker, ToWorker } from './protocol';
import { createEngineClient, type EngineClient, type EnginePorts } from './client';
import type { WorkerPort } from './connection';
import { checkGpu } from './gpu';

/** The engine of this page, in a worker of its own. Starts nothing until a model is loaded. */
export function createBrowserEngine(
  packages: EnginePorts['packages'],
  settings: EnginePorts['settings'] = () => ({}),
): EngineClient {
  return createEngineClient({ packages, settings, checkGpu, createWorker, setTimer });
}

function createWorker(): WorkerPort {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    type: 'module',
    name: 'engine',
  });
  return {
    post: (message: ToWorker) => worker.postMessage(message),
    listen: (onMessage, onCrash) => {
      worker.onmessage = (event: MessageEvent<FromWorker>) => onMessage(event.data);
      worker.onmessageerror = () => onCrash('a message could not be read');
      worker.onerror = (event) => onCrash(event.message);
    },
    terminate: () => worker.terminate(),
  };
}

function setTimer(run: () => void, ms: number): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}
