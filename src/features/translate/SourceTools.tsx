import { Redo2, Undo2, X } from 'lucide-react';
import { useEffect, useState, type RefObject } from 'react';
import { setTimer } from '../../core/timer';
import { maxSourceLength } from '../../state/translate';
import { Button, IconButton } from '../../ui/Button';
import { formatNumber } from '../../ui/format';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { TranslateButton } from './TranslateButton';
import { useTranslate } from './store';
import { useSteps } from './useSteps';

/** Above this many characters the count is worth showing. */
const countedFrom = 1_000;

/** How long the way back stands in words where the text was. */
const offeredMilliseconds = 10_000;

interface SourceToolsProps {
  readonly textarea: RefObject<HTMLTextAreaElement | null>;
}

/** What stands at the foot of the source, however it is shown. */
export function SourceTools({ textarea }: SourceToolsProps) {
  const { t } = useTranslation();
  const isEmpty = useTranslate(({ source }) => source === '');
  const clear = useTranslate((state) => state.clear);
  const [isCleared, setCleared] = useState(false);
  useEffect(() => {
    if (isCleared) return setTimer(() => setCleared(false), offeredMilliseconds);
    return undefined;
  }, [isCleared]);
  return (
    <>
      {!isEmpty && (
        <Button
          look="quiet"
          onClick={() => {
            clear();
            setCleared(true);
            // Of a document, the field is drawn with this.
            requestAnimationFrame(() => textarea.current?.focus());
          }}
          icon={<X size={16} aria-hidden />}
        >
          {t('translate.clear')}
        </Button>
      )}
      <Steps textarea={textarea} inWords={isCleared && isEmpty} />
      <Count />
      <span className="grow" />
      <TranslateButton />
    </>
  );
}

interface StepsProps extends SourceToolsProps {
  /** After a clear, when an icon would say too little. */
  readonly inWords: boolean;
}

function Steps({ textarea, inWords }: StepsProps) {
  const { t } = useTranslation('workspace');
  const { undo, redo } = useSteps(textarea);
  const canUndo = useTranslate(({ changes }) => changes.past.length > 0);
  const canRedo = useTranslate(({ changes }) => changes.future.length > 0);
  if (!canUndo && !canRedo) return null;
  const back = <Undo2 size={16} aria-hidden className="rtl:-scale-x-100" />;
  return (
    <>
      {inWords ? (
        <Button icon={back} disabled={!canUndo} onClick={undo}>
          {t('undo')}
        </Button>
      ) : (
        <IconButton label={t('undo')} disabled={!canUndo} onClick={undo}>
          {back}
        </IconButton>
      )}
      {canRedo && (
        <IconButton label={t('redo')} onClick={redo}>
          <Redo2 size={16} aria-hidden className="rtl:-scale-x-100" />
        </IconButton>
      )}
    </>
  );
}

function Count() {
  const { t, i18n } = useTranslation('workspace');
  const length = useTranslate(({ source }) => source.length);
  const sentences = useTranslate(({ translation, source }) =>
    source.length > maxSourceLength ? translation.segments.length : 0,
  );
  if (length < countedFrom) return null;
  const number = (value: number) => formatNumber(value, i18n.language);
  return (
    <span className="figures flex flex-wrap gap-x-2 px-2 text-small text-soft">
      <span>{t('characters', { length: number(length) })}</span>
      {sentences > 0 && (
        <span>{t('sentences', { count: sentences, number: number(sentences) })}</span>
      )}
    </span>
  );
}
