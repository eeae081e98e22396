import type { TranslationSegment } from '../../core/translation/types';
import type { SegmentResult } from './types';

/**
 * What a result makes of a segment.
 *
 * @param to FLORES code.
 */
export function resultPatch(to: string, result: SegmentResult): Partial<TranslationSegment> {
  const { text, verbatim, withheld, confidence, alternatives } = result;
  return {
    ...{ target: text, language: to, confidence, alternatives, origin: 'model' },
    ...{ state: verbatim ? 'verbatim' : withheld ? 'withheld' : 'done' },
    ...(result.finishReason === 'length' && { checks: [{ kind: 'cut-off', about: [] }] }),
  };
}
