import { X } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { findLanguage } from '../../core/languages';
import { maxSourceLength } from '../../state/translate';
import { Button } from '../../ui/Button';
import { formatNumber } from '../../ui/format';
import { languageName } from '../../ui/i18n/languageNames';
import { Notice } from '../../ui/Notice';
import { useSelect } from '../stores';
import { Examples } from './Examples';
import { LanguageBar } from './LanguageBar';
import { TranslateButton } from './TranslateButton';

/** Above this many characters the count is worth showing. */
const countedFrom = 1_000;

export function SourcePage() {
  const { t, i18n } = useTranslation();
  const textarea = useRef<HTMLTextAreaElement>(null);
  const { source, cutFrom, from, detected, setSource, clear } = useSelect(
    'translate',
    (state) => state,
  );
  const spoken = findLanguage(from ?? detected ?? '');
  const heard = from === undefined && detected !== undefined ? findLanguage(detected) : undefined;
  const number = (value: number) => formatNumber(value, i18n.language);

  return (
    <div className="flex min-w-0 flex-col">
      <LanguageBar
        side="from"
        detectLabel={
          heard === undefined
            ? t('translate.detect')
            : t('translate.detected', { language: languageName(heard, i18n.language) })
        }
      />
      <div className="flex grow flex-col px-4 sm:px-5">
        <textarea
          ref={textarea}
          aria-label={t('translate.source')}
          placeholder={t('translate.sourcePlaceholder')}
          value={source}
          lang={spoken?.tag}
          dir={spoken?.direction ?? 'auto'}
          // The browser's own checker knows the reader's languages, not this text's.
          spellCheck={from !== undefined}
          autoFocus={source === ''}
          onChange={(event) => setSource(event.target.value)}
          onPaste={(event) => {
            // A book must not even reach the field: laying it out would hold up the page.
            const pasted = event.clipboardData.getData('text/plain');
            if (source.length + pasted.length <= maxSourceLength) return;
            event.preventDefault();
            const { selectionStart, selectionEnd } = event.currentTarget;
            setSource(source.slice(0, selectionStart) + pasted + source.slice(selectionEnd));
          }}
          className="reading field-sizing-content block min-h-32 w-full grow resize-none bg-transparent pb-2 outline-none"
        />
        {source === '' && <Examples onChoose={() => textarea.current?.focus()} />}
      </div>
      {cutFrom !== undefined && (
        <div className="px-4 pb-2 sm:px-5">
          <Notice look="warn">
            {t('translate.tooLong', { count: cutFrom, limit: number(maxSourceLength) })}
          </Notice>
        </div>
      )}
      <div className="flex min-h-14 items-center gap-1 px-2.5 pb-2.5 sm:px-3.5">
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
              count: source.length,
              limit: number(maxSourceLength),
            })}
          </span>
        )}
        <span className="grow" />
        <TranslateButton />
      </div>
    </div>
  );
}
