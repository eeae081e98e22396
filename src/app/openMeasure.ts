import { AppError } from '../core/errors';
import type { EngineClient } from '../engine/client';
import { openMemory } from '../diagnostics/memory';
import { createMeasureStore, type MeasureStore } from '../state/measure';
import type { Packages } from '../models/packages';

/** Called when the diagnostics page opens. */
export function openMeasure(client: EngineClient, packages: Pick<Packages, 'state'>): MeasureStore {
  const now = () => performance.now();
  return createMeasureStore({
    generate: (request, options) => client.generate(request, options),
    subject: async () => {
      const status = client.status();
      if (status.kind !== 'ready') throw new AppError('model-not-loaded');
      const { quantization } = await packages.state(status.modelId);
      if (quantization === undefined) throw new AppError('package-incomplete');
      return { model: client.model(status.modelId), quantization };
    },
    openMemory: () => openMemory({ gpu: 'gpu' in navigator ? navigator.gpu : undefined, now }),
    now,
    newSalt: () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0,
  });
}
