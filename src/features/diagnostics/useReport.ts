import { getModel } from '../../core/catalog';
import { usePick, useSelect } from '../stores';
import { buildReport, type ReportParts } from './report';

/** The report that would be copied now. */
export function useReport(
  parts: Pick<ReportParts, 'storage' | 'gpuDetails' | 'measurement'>,
): string {
  const { status, modelId, gpu, lastStats } = usePick(
    'engine',
    'status',
    'modelId',
    'gpu',
    'lastStats',
  );
  const model = getModel(status.kind === 'idle' ? modelId : status.modelId);
  const chosen = useSelect('preferences', ({ modelSettings }) => modelSettings[model.id]);
  return buildReport({
    ...parts,
    ...{ model, status, gpu },
    contextLength: chosen?.contextLength ?? model.contextLength,
    lastRequest: lastStats(),
    browser: { userAgent: navigator.userAgent, threads: navigator.hardwareConcurrency },
  });
}
