import { getModel, knowsLanguage, type ModelId } from '../core/catalog';
import { findLanguage } from '../core/languages';
import { Lifetime } from './exceptions';
import { ensureLoaded } from '../tasks/ensureLoaded';
import type { ApiPorts, Availability, CreateOptions, Monitor } from './types';

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

/** Whether the model was made for a language. */
export function modelKnows(modelId: ModelId, tagOrCode: string): boolean {
  const language = findLanguage(tagOrCode);
  return language !== undefined && knowsLanguage(getModel(modelId), language.code);
}

/** Tells the page of one `create()` how far the load is: from 0 to 1, both always. */
export function monitorProgress(monitor: Monitor | undefined): (fraction: number) => void {
  if (monitor === undefined) return () => undefined;
  const target = new EventTarget();
  monitor(target);
  let last = -1;
  return (fraction) => {
    if (fraction <= last) return;
    last = fraction;
    // Node has no ProgressEvent, and its fields are all that listeners read.
    target.dispatchEvent(
      Object.assign(new Event('downloadprogress'), { loaded: fraction, total: 1 }),
    );
  };
}

/** Loads the model on behalf of a `create()`. Rejects with a DOMException or the signal's reason. */
export async function loadFor(
  { engine }: ApiPorts,
  modelId: ModelId,
  { signal, monitor }: CreateOptions,
): Promise<void> {
  const report = monitorProgress(monitor);
  await new Lifetime().run(signal, async (either) => {
    report(0);
    await ensureLoaded(engine, modelId, {
      signal: either,
      onProgress: ({ fraction }) => report(fraction),
    });
    report(1);
  });
}
