import type { Model } from '../../core/catalog';
import { toWire } from '../../core/errors';
import type { EngineStatus, Usage } from '../../engine/client';
import type { GpuReport } from '../../core/compatibility';
import type { Measurement } from '../../diagnostics/types';
import type { GpuDetails } from './gpuDetails';
import type { StorageReport } from './StorageTable';

export interface ReportParts {
  readonly model: Model;
  readonly contextLength: number;
  readonly status: EngineStatus;
  readonly gpu: GpuReport | undefined;
  readonly gpuDetails: GpuDetails | undefined;
  readonly storage: StorageReport | undefined;
  readonly lastRequest: Usage | undefined;
  readonly measurement: Measurement | undefined;
  readonly browser: { readonly userAgent: string; readonly threads: number };
}

/** Everything a bug report needs, as JSON; nothing that was typed, and nothing that identifies the user. */
export function buildReport(parts: ReportParts): string {
  const { model, contextLength, status, gpu, gpuDetails } = parts;
  const report = {
    model: { id: model.id, contextLength, state: status.kind },
    error: status.kind === 'failed' ? toWire(status.error) : undefined,
    gpu: gpu && {
      usable: gpu.ok,
      error: gpu.ok ? undefined : toWire(gpu.error),
      handheld: gpu.adapter?.handheld,
      ...gpuDetails,
    },
    browser: parts.browser,
    storage: parts.storage,
    lastRequest: parts.lastRequest,
    measurement: parts.measurement,
  };
  return JSON.stringify(report, undefined, 2);
}
