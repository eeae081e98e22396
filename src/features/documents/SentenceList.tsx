import { useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { Virtualizer } from 'virtua';
import type { Language } from '../../core/languages';
import { useTranslation } from '../../ui/i18n/useTranslation';
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

/** What the list scrolls in, and how far from its beginning it starts. */
function useScroller(list: RefObject<HTMLElement | null>) {
  const scroller = useRef<HTMLElement>(null);
  const [margin, setMargin] = useState(0);
  useLayoutEffect(() => {
    const element = list.current;
    const box = element?.closest('main') ?? null;
    scroller.current = box;
    if (element === null || box === null) return;
    const measure = () => {
      const { top } = element.getBoundingClientRect();
      setMargin(Math.round(top - box.getBoundingClientRect().top + box.scrollTop));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    return () => observer.disconnect();
  }, [list]);
  return { scroller, margin };
}
