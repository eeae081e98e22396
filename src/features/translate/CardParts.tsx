import { lazy, Suspense, type ComponentType } from 'react';
import type { TranslationSegment } from '../../core/translation/types';
import { MemoryOffers } from './MemoryOffers';
import { TermList } from './TermList';

/** What a part of a sentence's card is given. */
export interface CardPartProps {
  readonly segment: TranslationSegment;
}

/**
 * What else a sentence's card shows, in this order below its alternatives. A part that has nothing to say about
 * a sentence draws nothing.
 */
const parts: readonly ComponentType<CardPartProps>[] = [
  TermList,
  MemoryOffers,
  lazy(() => import('./inspect/SegmentTools')),
];

export function CardParts({ segment }: CardPartProps) {
  return (
    <Suspense fallback={null}>
      {parts.map((Part, at) => (
        <Part key={at} segment={segment} />
      ))}
    </Suspense>
  );
}
