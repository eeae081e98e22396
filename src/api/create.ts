import { getModel, type ModelId } from '../core/catalog';
import { setTimer } from '../core/timer';
import { ensureLoaded } from '../tasks/ensureLoaded';
import { Lifetime } from './lifetime';
import type { ApiPorts, Availability, Monitor } from './types';
import { defineHandler, toFunction, toSignal } from './webidl';

/** How far a model is from answering. */
export async function modelAvailability(
  { engine, isStored }: ApiPorts,
  modelId: ModelId,
): Promise<Availability> {
  const status = engine.status();
  if (status.kind === 'loading' && status.modelId === modelId) return 'downloading';
  if ((status.kind === 'ready' || status.kind === 'generating') && status.modelId === modelId) {
    return 'available';
  }
  if (await isStored(modelId)) return 'available';
  // The others come by the user's choice alone.
  return getModel(modelId).bundled ? 'downloadable' : 'unavailable';
}

/** The precision of progress that the W3C's drafts ask for. */
const STEPS = 0x10000;

/**
 * Gives a page what tells it of the progress of one `create()`.
 *
 * @returns What tells a fraction, if it is more than the last.
 * @throws what the page's function throws.
 */
function openMonitor(
  monitor: Monitor | undefined,
  signal: AbortSignal | undefined,
): (fraction: number) => void {
  if (monitor === undefined) return () => undefined;
  const target: EventTarget = new EventTarget();
  defineHandler(target, 'downloadprogress');
  monitor(target);
  let last = -1;
  return (fraction) => {
    const loaded = Math.floor(fraction * STEPS) / STEPS;
    if (loaded <= last || signal?.aborted === true) return;
    last = loaded;
    const init = { lengthComputable: true, loaded, total: 1 };
    target.dispatchEvent(new ProgressEvent('downloadprogress', init));
  };
}

/** A task of its own, so that what an event has led to is known after it. */
const nextTask = () => new Promise<void>((resolve) => setTimer(resolve, 0));

/** What an object needs before it is there. */
type Load = (signal: AbortSignal, onProgress: (fraction: number) => void) => Promise<unknown>;

/**
 * The steps of every `create()`, after its options were found to be valid: the object ends with the signal, also
 * later. Rejects with the signal's reason, what the page's `monitor` throws, or a DOMException.
 *
 * @param options `signal` and `monitor` are read.
 * @param load Called after the monitor.
 */
export async function createObject<T>(
  options: Readonly<Record<string, unknown>>,
  load: Load,
  make: (life: Lifetime) => T | Promise<T>,
): Promise<T> {
  const signal = toSignal(options);
  const monitor = toFunction(options['monitor'], 'monitor') as Monitor | undefined;
  signal?.throwIfAborted();
  const report = openMonitor(monitor, signal);
  const life = new Lifetime();
  life.follow(signal);
  return life.run(undefined, async (either) => {
    report(0);
    await nextTask();
    await load(either, report);
    const object = await make(life);
    report(1);
    await nextTask();
    return object;
  });
}

/** The load of a model, for {@link createObject}. */
export function loadModel({ engine }: ApiPorts, modelId: ModelId): Load {
  return (signal, onProgress) =>
    ensureLoaded(engine, modelId, {
      signal,
      onProgress: ({ fraction }) => onProgress(fraction),
    });
}
