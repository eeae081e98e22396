import { useRef } from 'react';
import { Virtualizer } from 'virtua';
import type { Language } from '../../core/languages';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { useScroller } from '../../ui/useScroller';
import type { Sentence } from './sentences';
import { SentenceRow } from './SentenceRow';

/** Two lines of text on either side, until a row is measured. */
const ROW_PIXELS = 76;

interface SentenceListProps {
  /** Of the document. */
  readonly id: string;
  readonly sentences: readonly Sentence[];
  readonly from: Language | undefined;
  readonly to: Language | undefined;
}

/** Sentences beside their translations; drawn are only those in view. */
export function SentenceList({ id, sentences, from, to }: SentenceListProps) {
  const { t } = useTranslation('documents');
  const list = useRef<HTMLDivElement>(null);
  const { scroller, margin } = useScroller(list);
  return (
    <div ref={list} role="list" aria-label={t('table')} className="border-t border-line">
      <Virtualizer data={sentences} itemSize={ROW_PIXELS} scrollRef={scroller} startMargin={margin}>
        {(sentence) => (
          <SentenceRow key={sentence.segment.id} id={id} sentence={sentence} from={from} to={to} />
        )}
      </Virtualizer>
    </div>
  );
}
