import { useRef, useState, type KeyboardEvent } from 'react';
import { findLanguage } from '../../core/languages';
import type { TranslationSegment } from '../../core/translation/types';
import { Button } from '../../ui/Button';
import { useGrowingField } from '../../ui/growingField';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { useTranslate } from './store';

interface CardEditProps {
  readonly segment: TranslationSegment;
  readonly onEnd: () => void;
}

/** A sentence's translation as the user writes it, or begins to. */
export function CardEdit({ segment, onEnd }: CardEditProps) {
  const { t } = useTranslation('workspace');
  const { t: common } = useTranslation();
  const to = useTranslate((state) => state.to);
  const setTarget = useTranslate((state) => state.setTarget);
  const translateAgain = useTranslate((state) => state.translateAgain);
  const [text, setText] = useState(segment.target);
  const [isWriting, setWriting] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const shown = isWriting ? segment.target : text;
  useGrowingField(field, shown);
  const language = findLanguage(to);

  const save = () => {
    if (text.trim() !== '' && text !== segment.target) setTarget(segment.id, text, 'edited');
    onEnd();
  };
  const goOn = async () => {
    setWriting(true);
    await translateAgain(segment.id, { prefix: text.slice(0, field.current?.selectionStart) });
    setWriting(false);
    onEnd();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onEnd();
    else if (event.key === 'Enter' && !event.shiftKey) save();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="flex flex-col gap-2">
      <textarea
        ref={field}
        autoFocus
        aria-label={t('editText')}
        value={shown}
        readOnly={isWriting}
        lang={language?.tag}
        dir={language?.direction}
        onFocus={({ target }) => target.setSelectionRange(text.length, text.length)}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        className="reading field-sizing-content block max-h-[40dvh] min-h-12 w-full resize-none rounded-control border border-line bg-transparent px-2.5 py-1.5"
      />
      <div className="flex flex-wrap gap-1.5">
        <Button look="seal" disabled={isWriting || text.trim() === ''} onClick={save}>
          {t('save')}
        </Button>
        <Button paused={isWriting} title={t('goOnHint')} onClick={() => void goOn()}>
          {t('goOn')}
        </Button>
        <Button look="quiet" onClick={onEnd}>
          {common('app.cancel')}
        </Button>
      </div>
    </div>
  );
}
