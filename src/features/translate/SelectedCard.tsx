import { useLayoutEffect, useState, useSyncExternalStore, type RefObject } from 'react';
import { createPortal } from 'react-dom';
import type { TranslationSegment } from '../../core/translation/types';
import { Card } from './Card';
import { useTranslate } from './store';

const wide = matchMedia('(min-width: 48rem)');

function subscribe(onChange: () => void): () => void {
  wide.addEventListener('change', onChange);
  return () => wide.removeEventListener('change', onChange);
}

/** On a phone a card comes from below, over the page. */
function useIsSheet(): boolean {
  return !useSyncExternalStore(subscribe, () => wide.matches);
}

/** A card below its sentence, or a sheet from below. */
export function CardNear({
  segment,
  className,
}: {
  readonly segment: TranslationSegment;
  readonly className?: string;
}) {
  const isSheet = useIsSheet();
  if (!isSheet)
    return <Card segment={segment} className={`rounded-page shadow-lg ${className ?? ''}`} />;
  const sheet =
    'fixed inset-x-0 bottom-0 z-40 max-h-[70dvh] overflow-y-auto rounded-t-page pb-[max(0.75rem,env(safe-area-inset-bottom))] shadow-lg';
  return createPortal(<Card segment={segment} className={sheet} />, document.body);
}

/** The card of the sentence that is selected in a flowing text, over what follows the sentence. */
export function SelectedCard({ text }: { readonly text: RefObject<HTMLElement | null> }) {
  const segment = useTranslate(({ translation, selected }) =>
    selected === undefined ? undefined : translation.segments.find(({ id }) => id === selected),
  );
  const [top, setTop] = useState(0);
  const id = segment?.id;
  useLayoutEffect(() => {
    const box = text.current;
    if (id === undefined || box === null) return;
    const sentence = box.querySelector(`[data-segment="${CSS.escape(id)}"]`);
    const place = () => {
      const around = box.parentElement?.getBoundingClientRect();
      const below = sentence?.getBoundingClientRect().bottom;
      if (around !== undefined && below !== undefined) setTop(below - around.top + 6);
    };
    place();
    const observer = new ResizeObserver(place);
    observer.observe(box);
    return () => observer.disconnect();
  }, [id, text, segment?.target]);
  if (segment === undefined) return null;
  return (
    <div className="md:absolute md:inset-x-4 md:z-20 md:pb-16" style={{ top }}>
      <CardNear segment={segment} />
    </div>
  );
}
