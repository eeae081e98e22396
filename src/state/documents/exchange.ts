import { findLanguage } from '../../core/languages';
import type { Translation, TranslationSegment } from '../../core/translation/types';
import type { ExchangeSentence } from '../../documents/exchange/types';
import type { DocumentContent } from '../../documents/protocol';
import type { SentenceEdit } from './types';

interface Place {
  readonly sentence: ExchangeSentence;
  readonly edit: Omit<SentenceEdit, 'target'>;
}

/** The sentences of a document as other tools get them, with where each of them is. */
export function exchangePlaces(
  units: DocumentContent['units'],
  translations: readonly Translation[],
  to: string,
): readonly Place[] {
  return translations.flatMap(({ segments }, unit) =>
    segments.map((segment, at) => ({
      edit: { unit, segment: segment.id },
      sentence: sentenceOf(`${unit + 1}.${at + 1}`, segment, units[unit], to),
    })),
  );
}

function sentenceOf(
  id: string,
  segment: TranslationSegment,
  unit: DocumentContent['units'][number] | undefined,
  to: string,
): ExchangeSentence {
  const { source, target, state, language, origin, checks } = segment;
  const isWritten = state === 'done' && target !== '' && language === to;
  const { marks = [], notes, context, limit } = unit ?? {};
  return {
    ...{ id, source, marks, target: isWritten ? target : undefined },
    ...(notes !== undefined && { notes }),
    ...(context !== undefined && { context }),
    ...(limit !== undefined && { limit }),
    state: !isWritten ? 'none' : origin === 'model' ? 'machine' : 'done',
    isKept: state === 'verbatim',
    remarks: checks.map(({ kind, about }) => [kind, ...about].join(': ')),
  };
}

/** BCP-47; what no language is known for is `und`. */
export const tagOf = (code: string): string => findLanguage(code)?.tag ?? (code || 'und');
