import { use } from 'react';
import { useStore } from 'zustand';
import type { Model } from '../../core/catalog';
import type { AppError } from '../../core/errors';
import { checkCompatibility, type Compatibility } from '../../core/compatibility';
import type { ModelEntry, ModelsActions, ModelsState, DownloadEstimate } from '../../state/models';

import { placesOf, type Places } from '../../state/places';
import { usePick, useSelect, useStores } from '../stores';

/** Part of the models store, which is created when the page opens. */
export function useModels<T>(selector: (state: ModelsState & ModelsActions) => T): T {
  return useStore(use(useStores().models()), selector);
}

/** What can be done with models; for whoever shows nothing of the store. */
export function useModelActions(): ModelsActions {
  return use(useStores().models()).getState();
}

export function useEntry({ id }: Model): ModelEntry {
  return useModels(({ entries }) => entries[id]);
}

/** The context length that the user wants, in tokens. */
export function useContextLength({ id, contextLength }: Model): number {
  return useSelect(
    'preferences',
    ({ modelSettings }) => modelSettings[id]?.contextLength ?? contextLength,
  );
}

/** Whether the model runs here; undefined while that is unknown, and without a GPU. */
export function useCompatibility(model: Model): Compatibility | undefined {
  const adapter = useSelect('engine', ({ gpu }) => (gpu?.ok === true ? gpu.adapter : undefined));
  const { stored } = useEntry(model);
  const freeBytes = useModels((state) => state.freeBytes);
  const contextLength = useContextLength(model);
  if (adapter === undefined) return undefined;
  return checkCompatibility(adapter, model, {
    contextLength,
    quantization: stored?.quantization,
    freeBytes: stored?.kind === 'absent' ? freeBytes : undefined,
  });
}

/** Why it did not load, or is no longer loaded. */
export function useFailure({ id }: Model): AppError | undefined {
  return useSelect('engine', ({ errors, status }) => {
    const lost = status.kind === 'failed' && status.modelId === id ? status.error : undefined;
    return errors[id] ?? lost;
  });
}

/** Whether the device itself keeps the model from running, whatever the user does. */
export function useIncompatible(model: Model): boolean {
  const usable = useSelect('engine', ({ gpu }) => gpu?.ok !== false);
  const reasons = useCompatibility(model)?.reasons ?? [];
  return !usable || reasons.some(({ kind }) => kind === 'handheld' || kind === 'buffer');
}

/** Where models come from. */
export function usePlaces(): Places {
  const { usualPlaces } = useStores();
  return placesOf(
    usePick('preferences', 'packageHost', 'hub', 'hubLayout', 'checkWhole'),
    usualPlaces,
  );
}

/** Whether the browser says that it has no room for what a source needs. */
export function isTooLarge({ neededBytes, availableBytes }: DownloadEstimate): boolean {
  return availableBytes !== undefined && neededBytes > availableBytes;
}
