import { getModel } from '../../../src/core/catalog';
import { siteBase } from '../../../src/core/site';
import type { AppError } from '../../../src/core/errors';
import { createBrowserEngine } from '../../../src/engine/browser';
import type { GenerateRequest } from '../../../src/engine/client';
import { checkGpu } from '../../../src/engine/gpu';
import type { GenerateParams } from '../../../src/engine/protocol';
import { openPackages } from '../../../src/models/browser';
import { openLoader } from '../../../src/models/openLoader';
import type { ToWorker } from '../../../src/rpc/protocol';
import { faultChannel, type Fault } from './fault';

declare global {
  interface Window {
    recovery: typeof recovery;
    /** Ends the browser's GPU process. */
    crashGpu: () => Promise<void>;
  }
}

/** What a worker was asked to do. */
interface Started {
  readonly fault: Fault | undefined;
  /** Tokens that came with its requests. */
  readonly written: number[];
}

const faults: (Fault | undefined)[] = [];
const workers: Started[] = [];

function startWorker(): Worker {
  const fault = faults.shift();
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    type: 'module',
    name: fault === undefined ? '' : JSON.stringify(fault),
  });
  const started: Started = { fault, written: [] };
  workers.push(started);
  const post = worker.postMessage.bind(worker);
  worker.postMessage = (message: ToWorker) => {
    if (message.type === 'call' && message.name === 'generate') {
      const { written } = message.params as GenerateParams;
      started.written.push(written.length);
    }
    post(message);
  };
  return worker;
}

const channel = new BroadcastChannel(faultChannel);
channel.onmessage = ({ data }) => {
  if (data === 'crash') void window.crashGpu();
};

const packages = openPackages(siteBase(location.href));
const loader = openLoader({ packages, model: getModel, checkGpu });
const prepare = loader.prepare.bind(loader);
const engine = createBrowserEngine(prepare, () => ({}), startWorker);

/** When a load or an answer last showed something. */
let lastSign = 0;
let longestSilence = 0;

function sign(): void {
  const now = performance.now();
  longestSilence = Math.max(longestSilence, now - lastSign);
  lastSign = now;
}

engine.subscribe(sign);

/** @returns The result, and the longest time in which nothing was shown. */
async function timed<T>(work: Promise<T>): Promise<{ result: T; silentMs: number }> {
  lastSign = performance.now();
  longestSilence = 0;
  const result = await work;
  sign();
  return { result, silentMs: longestSilence };
}

/** How a request ends: its text, after all its pieces were checked, or the code of its error. */
async function ask(request: GenerateRequest): Promise<string> {
  let shown = '';
  try {
    const { text } = await engine.generate(request, {
      onDelta: (delta) => {
        sign();
        shown += delta;
      },
    });
    return shown === text ? text : `shown as ${shown}`;
  } catch (error) {
    return (error as AppError).code;
  }
}

function load(): Promise<string> {
  return engine.load('demo').then(
    () => 'ready',
    (error: unknown) => (error as AppError).code,
  );
}

/** The app's engine, whose next workers fail as `faults` say, one fault per worker. */
export const recovery = {
  ...{ engine, faults, workers },
  load: () => timed(load()),
  askAll: (requests: readonly GenerateRequest[]) => timed(Promise.all(requests.map(ask))),
  tellFault: () => channel.postMessage('now'),
};

window.recovery = recovery;
