import type { Check, TranslationSegment } from '../../core/translation/types';
import type { SegmentResult } from './types';

/**
 * What a result makes of a segment.
 *
 * @param to FLORES code.
 */
export function resultPatch(to: string, result: SegmentResult): Partial<TranslationSegment> {
  const { text, verbatim, withheld, confidence, alternatives } = result;
  const checks = resultChecks(result);
  return {
    ...{ target: text, language: to, confidence, alternatives, origin: 'model' },
    ...{ state: verbatim ? 'verbatim' : withheld ? 'withheld' : 'done' },
    ...(checks.length > 0 && { checks }),
  };
}

/** What may be wrong with a translation and cannot be seen in its text. */
export function resultChecks({ finishReason, isPlaced }: SegmentResult): readonly Check[] {
  return [
    ...(finishReason === 'length' ? [{ kind: 'cut-off', about: [] } as const] : []),
    ...(isPlaced ? [{ kind: 'placed', about: [] } as const] : []),
  ];
}
