import { memo, useRef, useState, type KeyboardEvent } from 'react';
import { findLanguage } from '../../core/languages';
import type { TranslationSegment } from '../../core/translation/types';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { formatNumber } from '../../ui/format';
import { useGrowingField } from '../../ui/growingField';
import { editing } from './cardState';
import { reasonsOf } from '../../ui/reasons';
import { CardNear } from './SelectedCard';
import { useTranslate, useTranslateStore } from './store';

interface RowProps {
  readonly segment: TranslationSegment;
  readonly index: number;
}

const cell =
  'reading block min-h-11 w-full self-start rounded-control px-2.5 py-1 text-start transition-colors hover:bg-sunk';

/** A sentence, and its translation; a press on either is the beginning of a change. */
export const Row = memo(function Row({ segment, index }: RowProps) {
  const selected = useTranslate((state) => state.selected === segment.id);
  return (
    <div
      className={`grid grid-cols-1 border-b border-line px-1.5 py-1.5 sm:px-2.5 md:grid-cols-2 md:gap-x-6 ${selected ? 'bg-sunk' : ''}`}
    >
      <Source segment={segment} index={index} />
      <div className="min-w-0">
        <Target segment={segment} selected={selected} />
        {selected && <CardNear segment={segment} className="my-1.5" />}
      </div>
    </div>
  );
});

function Source({ segment, index }: RowProps) {
  const { t, i18n } = useTranslation('workspace');
  const language = useTranslate(({ from, detected }) => findLanguage(from ?? detected ?? ''));
  const [isEditing, setEditing] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const { editSource } = useTranslateStore().getState();
  const number = formatNumber(index + 1, i18n.language);
  if (isEditing) {
    return (
      <SourceEdit
        segment={segment}
        label={t('editSource', { number })}
        onEnd={(text) => {
          setEditing(false);
          if (text !== undefined && text.trim() !== '') editSource(segment.id, text);
          requestAnimationFrame(() => button.current?.focus());
        }}
      />
    );
  }
  return (
    <button
      ref={button}
      type="button"
      aria-description={t('editSource', { number })}
      lang={language?.tag}
      dir={language?.direction ?? 'auto'}
      onClick={() => {
        if (getSelection()?.isCollapsed !== false) setEditing(true);
      }}
      className={`${cell} cursor-text select-text`}
    >
      {segment.source}
    </button>
  );
}

interface SourceEditProps {
  readonly segment: TranslationSegment;
  readonly label: string;
  /** Given undefined, nothing is to change. */
  readonly onEnd: (text: string | undefined) => void;
}

function SourceEdit({ segment, label, onEnd }: SourceEditProps) {
  const [text, setText] = useState(segment.source);
  const field = useRef<HTMLTextAreaElement>(null);
  const isOver = useRef(false);
  useGrowingField(field, text);
  const end = (result: string | undefined) => {
    // The field is left once more when it goes.
    if (!isOver.current) onEnd(result);
    isOver.current = true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') end(undefined);
    else if (event.key === 'Enter' && !event.shiftKey && !event.ctrlKey && !event.metaKey)
      end(text);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <textarea
      ref={field}
      autoFocus
      aria-label={label}
      value={text}
      dir="auto"
      onFocus={({ target }) => target.setSelectionRange(text.length, text.length)}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => end(text)}
      className="reading field-sizing-content block min-h-11 w-full resize-none rounded-control border border-line bg-raised px-2.5 py-1"
    />
  );
}

function Target({
  segment,
  selected,
}: {
  readonly segment: TranslationSegment;
  readonly selected: boolean;
}) {
  const { t } = useTranslation('workspace');
  const to = useTranslate((state) => state.to);
  const { select } = useTranslateStore().getState();
  const { id, target, state } = segment;
  const language = findLanguage(target === '' ? to : segment.language);
  const reasons = reasonsOf(useTranslation('checks').t, segment);
  const mark = reasons && t('marked', { reasons });
  return (
    <button
      type="button"
      data-segment={id}
      aria-haspopup="dialog"
      aria-expanded={selected}
      aria-description={mark}
      {...(target !== '' && { lang: language?.tag, dir: language?.direction })}
      onClick={() => {
        if (getSelection()?.isCollapsed !== false) select(selected ? undefined : id);
      }}
      onKeyDown={({ key }) => {
        if (key !== 'F2') return;
        editing.setState({ id });
        select(id);
      }}
      className={`${cell} select-text ${state === 'outdated' || target === '' ? 'text-soft' : ''} ${mark === undefined ? '' : 'underline decoration-warn decoration-dotted decoration-2 underline-offset-4'}`}
    >
      {target === '' ? t(state === 'withheld' ? 'withheld' : 'untranslated') : target}
    </button>
  );
}
