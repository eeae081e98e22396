import { useMemo, useRef, type KeyboardEvent } from 'react';
import { Virtualizer, type CustomItemComponentProps, type VirtualizerHandle } from 'virtua';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { useScroller } from '../../ui/useScroller';
import { Row } from './Row';
import { useTranslate, usePickTranslate } from './store';

/** Two lines of text on either side, until a row is measured. */
const ROW_PIXELS = 84;

/** The sentences one below the other, each beside its translation; drawn are only those in view. */
export function Rows() {
  const { t } = useTranslation('workspace');
  const { translation, selected } = usePickTranslate('translation', 'selected');
  const { segments } = translation;
  const list = useRef<HTMLDivElement>(null);
  const rows = useRef<VirtualizerHandle>(null);
  const { scroller, margin } = useScroller(list, segments.length === 0);
  // An open card, with what is written in it, stays when it is scrolled out of view.
  const kept = useMemo(() => {
    const at = selected === undefined ? -1 : segments.findIndex(({ id }) => id === selected);
    return at === -1 ? [] : [at];
  }, [segments, selected]);

  const onKeyDown = (event: KeyboardEvent) => {
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (way === undefined || !(event.target instanceof HTMLElement)) return;
    const { segment: id } = event.target.dataset;
    const next = id === undefined ? -1 : segments.findIndex((one) => one.id === id) + way;
    const target = segments[next];
    if (id === undefined || target === undefined) return;
    event.preventDefault();
    rows.current?.scrollToIndex(next, { align: 'nearest' });
    requestAnimationFrame(() => {
      list.current
        ?.querySelector<HTMLElement>(`[data-segment="${CSS.escape(target.id)}"]`)
        ?.focus();
    });
  };

  if (segments.length === 0) {
    return <p className="grow px-4 py-2 text-soft sm:px-5">{t('reading')}</p>;
  }
  return (
    <div
      ref={list}
      role="list"
      aria-label={t('list')}
      onKeyDown={onKeyDown}
      className="min-w-0 grow border-t border-line"
    >
      <Virtualizer
        ref={rows}
        data={segments}
        item={Item}
        itemSize={ROW_PIXELS}
        scrollRef={scroller}
        startMargin={margin}
        keepMounted={kept}
      >
        {(segment, index) => <Row key={segment.id} segment={segment} index={index} />}
      </Virtualizer>
    </div>
  );
}

function Item({ ref, style, index, children }: CustomItemComponentProps) {
  const count = useTranslate(({ translation }) => translation.segments.length);
  return (
    <div ref={ref} style={style} role="listitem" aria-setsize={count} aria-posinset={index + 1}>
      {children}
    </div>
  );
}
