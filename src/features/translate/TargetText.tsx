import { memo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { findLanguage } from '../../core/languages';
import { shownSegments, targetGap } from '../../core/translation/read';
import { useTranslate, useTranslateStore } from './store';

/** The translation, sentence by sentence; of these only those are drawn again that changed. */
export function TargetText() {
  const ids = useTranslate(
    useShallow(({ translation: { segments } }) =>
      segments.slice(0, shownSegments(segments)).map(({ id }) => id),
    ),
  );
  const lead = useTranslate(({ translation }) => translation.lead);
  return (
    <>
      {ids.length > 0 && lead}
      {ids.map((id, index) => (
        <TargetSegment key={id} index={index} isLast={index === ids.length - 1} />
      ))}
    </>
  );
}

interface TargetSegmentProps {
  readonly index: number;
  readonly isLast: boolean;
}

const TargetSegment = memo(function TargetSegment({ index, isLast }: TargetSegmentProps) {
  const { select } = useTranslateStore().getState();
  const segment = useTranslate(({ translation }) => translation.segments[index]);
  const to = useTranslate((state) => state.to);
  const selected = useTranslate((state) => state.selected === segment?.id);
  const isEnd = useTranslate(({ translation }) => index === translation.segments.length - 1);
  if (segment === undefined) return null;
  const { id, target, state, language } = segment;
  const foreign = language !== to ? findLanguage(language) : undefined;
  return (
    <>
      <span
        data-segment={id}
        lang={foreign?.tag}
        dir={foreign?.direction}
        onClick={() => select(selected ? undefined : id)}
        className={`rounded-sm data-spoken:bg-aligned ${selected ? 'bg-aligned' : ''} ${state === 'outdated' ? 'opacity-50' : ''}`}
      >
        {target}
      </span>
      {(!isLast || isEnd) && targetGap(segment, isEnd, to)}
    </>
  );
});
