import { memo, useRef, useState, type KeyboardEvent } from 'react';
import type { Language } from '../../core/languages';
import { hasSameMarks, signsOf } from '../../documents/exchange/marks';
import { Button } from '../../ui/Button';
import { useGrowingField } from '../../ui/growingField';
import { useTranslation } from '../../ui/i18n/useTranslation';
import '../../ui/i18n/checks';
import { Notice } from '../../ui/Notice';
import { reasonsOf } from '../../ui/reasons';
import type { Sentence } from './sentences';
import { useDocumentActions } from './useDocuments';

interface SentenceRowProps {
  /** Of the document. */
  readonly id: string;
  readonly sentence: Sentence;
  readonly from: Language | undefined;
  readonly to: Language | undefined;
}

/** A sentence, and its translation, which a press begins to change. */
export const SentenceRow = memo(function SentenceRow(props: SentenceRowProps) {
  const { id, sentence, from, to } = props;
  const { t } = useTranslation('documents');
  const reasons = reasonsOf(useTranslation('checks').t, sentence.segment);
  const { setTargets } = useDocumentActions();
  const [isEditing, setIsEditing] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const { unit, segment, context } = sentence;
  const end = (text: string | undefined) => {
    setIsEditing(false);
    if (text !== undefined && text !== segment.target) {
      void setTargets(id, [{ unit, segment: segment.id, target: text }]);
    }
    requestAnimationFrame(() => button.current?.focus());
  };
  // With one line of text as high as a target for a finger.
  const cell = 'reading min-w-0 px-2.5 py-[7px] text-start break-words whitespace-pre-wrap';
  return (
    <div
      role="listitem"
      className="grid grid-cols-1 border-b border-line py-2 md:grid-cols-2 md:gap-x-6"
    >
      {context !== undefined && (
        <p className="px-2.5 text-small break-words text-soft md:col-span-2">{context}</p>
      )}
      <p lang={from?.tag} dir={from?.direction ?? 'auto'} className={cell}>
        {segment.source}
      </p>
      {isEditing ? (
        <Edit sentence={sentence} language={to} onEnd={end} />
      ) : (
        <button
          ref={button}
          type="button"
          aria-description={t('edit')}
          lang={to?.tag}
          dir={to?.direction ?? 'auto'}
          onClick={() => setIsEditing(true)}
          className={`${cell} min-h-11 w-full self-start rounded-control transition-colors hover:bg-sunk ${segment.target === '' ? 'text-soft' : ''} ${reasons === undefined ? '' : 'underline decoration-warn decoration-dotted decoration-2 underline-offset-4'}`}
        >
          {segment.target === '' ? t('untranslated') : segment.target}
        </button>
      )}
      {reasons !== undefined && (
        <p className="px-2.5 text-small text-soft md:col-start-2">{reasons}</p>
      )}
    </div>
  );
});

interface EditProps {
  readonly sentence: Sentence;
  readonly language: Language | undefined;
  /** Given undefined, nothing is to change. */
  readonly onEnd: (text: string | undefined) => void;
}

function Edit({ sentence: { segment, marks }, language, onEnd }: EditProps) {
  const { t } = useTranslation('documents');
  const [text, setText] = useState(segment.target);
  const field = useRef<HTMLTextAreaElement>(null);
  useGrowingField(field, text);
  // Without a mark of its source, the file could not be written.
  const isWhole = text === '' || hasSameMarks(segment.source, text, marks);
  const keep = () => {
    if (isWhole) onEnd(text);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') onEnd(undefined);
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) keep();
    else return;
    event.preventDefault();
  };
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <textarea
        ref={field}
        autoFocus
        aria-label={t('target')}
        value={text}
        lang={language?.tag}
        dir={language?.direction ?? 'auto'}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        aria-invalid={!isWhole}
        className="reading field-sizing-content block min-h-11 w-full resize-none rounded-control border border-line bg-raised px-2.5 py-1"
      />
      {!isWhole && (
        <Notice look="warn">{t('keepMarks', { marks: signsOf(segment.source, marks) })}</Notice>
      )}
      <div className="flex gap-2">
        <Button look="seal" paused={!isWhole} onClick={keep}>
          {t('keep')}
        </Button>
        <Button onClick={() => onEnd(undefined)}>{t('cancel')}</Button>
      </div>
    </div>
  );
}
