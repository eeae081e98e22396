import { X } from 'lucide-react';
import { useEffect, type RefObject } from 'react';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { findLanguage } from '../../core/languages';
import { maxSourceLength } from '../../state/translate';
import { Button } from '../../ui/Button';
import { formatNumber } from '../../ui/format';
import { useGrowingField } from '../../ui/growingField';
import { languageName } from '../../ui/i18n/languageNames';
import { Notice } from '../../ui/Notice';
import { Examples } from './Examples';
import { JoinLines } from './JoinLines';
import { LanguageBar } from './LanguageBar';
import { LatinLine } from './Latin';
import { PageBody, PageFoot } from './PageBody';
import { SourceTools } from './TextTools';
import { TranslateButton } from './TranslateButton';
import { usePickTranslate } from './store';

/** Above this many characters the count is worth showing. */
const countedFrom = 1_000;

interface SourcePageProps {
  readonly textarea: RefObject<HTMLTextAreaElement | null>;
}

export function SourcePage({ textarea }: SourcePageProps) {
  const { t, i18n } = useTranslation();
  const { source, cutFrom, from, detected, setSource, clear } = usePickTranslate(
    'source',
    'cutFrom',
    'from',
    'detected',
    'setSource',
    'clear',
  );
  useGuard(textarea, setSource);
  useGrowingField(textarea, source);
  const spoken = findLanguage(from ?? detected ?? '');
  const heard = from === undefined && detected !== undefined ? findLanguage(detected) : undefined;
  const number = (value: number) => formatNumber(value, i18n.language);

  return (
    <div className="flex min-w-0 flex-col">
      <LanguageBar
        side="from"
        source={textarea}
        detectLabel={
          heard === undefined
            ? t('translate.detect')
            : t('translate.detected', { language: languageName(heard, i18n.language) })
        }
      />
      <PageBody>
        <div className="group flex grow flex-col px-4 sm:px-5 md:pe-9">
          <textarea
            ref={textarea}
            data-source
            aria-label={t('translate.source')}
            placeholder={t('translate.sourcePlaceholder')}
            value={source}
            lang={source === '' ? undefined : spoken?.tag}
            // An empty field has the placeholder, which is the interface's.
            dir={source === '' ? undefined : (spoken?.direction ?? 'auto')}
            // The browser's spelling checker knows the user's languages, not the text's.
            spellCheck={from !== undefined}
            autoFocus={source === ''}
            onChange={(event) => setSource(event.target.value)}
            className="reading field-sizing-content block min-h-24 w-full grow resize-none group-has-data-latin:min-h-0 group-has-data-latin:grow-0 bg-transparent pb-2 outline-none max-md:max-h-[45dvh] max-md:overscroll-contain sm:min-h-32 group-has-data-latin:sm:min-h-0"
          />
          <LatinLine text={source} language={spoken} />
          {source === '' && <Examples onChoose={() => textarea.current?.focus()} />}
        </div>
        {cutFrom !== undefined && (
          <div className="px-4 pb-2 sm:px-5 md:pe-9">
            <Notice look="warn">
              {t('translate.tooLong', { length: number(cutFrom), limit: number(maxSourceLength) })}
            </Notice>
          </div>
        )}
        {source.includes('\n') && <JoinLines textarea={textarea} />}
        <PageFoot side="from">
          {source !== '' && (
            <Button
              look="quiet"
              onClick={() => (clear(), textarea.current?.focus())}
              icon={<X size={16} aria-hidden />}
            >
              {t('translate.clear')}
            </Button>
          )}
          {source.length >= countedFrom && (
            <span className="figures px-2 text-small text-soft">
              {t('translate.charactersOf', {
                taken: number(source.length),
                limit: number(maxSourceLength),
              })}
            </span>
          )}
          <SourceTools field={textarea} />
          <span className="grow" />
          <TranslateButton />
        </PageFoot>
      </PageBody>
    </div>
  );
}

/**
 * Takes over insertions that are too long. A pasted book must not even reach the field: laying it out would
 * block the page for seconds. React's own `onBeforeInput` does not see pasted text.
 */
function useGuard(
  textarea: RefObject<HTMLTextAreaElement | null>,
  setSource: (source: string) => void,
) {
  useEffect(() => {
    const field = textarea.current;
    const onBeforeInput = (event: InputEvent) => {
      const inserted = event.data ?? event.dataTransfer?.getData('text/plain') ?? '';
      if (field === null || field.value.length + inserted.length <= maxSourceLength) return;
      event.preventDefault();
      const { value, selectionStart, selectionEnd } = field;
      setSource(value.slice(0, selectionStart) + inserted + value.slice(selectionEnd));
    };
    field?.addEventListener('beforeinput', onBeforeInput);
    return () => field?.removeEventListener('beforeinput', onBeforeInput);
  }, [textarea, setSource]);
}
