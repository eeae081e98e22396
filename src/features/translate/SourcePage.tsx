import type { RefObject } from 'react';
import { findLanguage } from '../../core/languages';
import { maxDocumentLength } from '../../state/translate';
import { formatNumber } from '../../ui/format';
import { languageName } from '../../ui/i18n/languageNames';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { Notice } from '../../ui/Notice';
import { Examples } from './Examples';
import { JoinLines } from './JoinLines';
import { LanguageBar } from './LanguageBar';
import { PageBody, PageFoot } from './PageBody';
import { SourceField } from './SourceField';
import { SourceTools } from './SourceTools';
import { useTranslate } from './store';

interface SourceProps {
  readonly textarea: RefObject<HTMLTextAreaElement | null>;
}

export function SourcePage({ textarea }: SourceProps) {
  const isEmpty = useTranslate(({ source }) => source === '');
  return (
    <div className="flex min-w-0 flex-col">
      <SourceHead textarea={textarea} />
      <PageBody>
        <div className="flex grow flex-col px-4 sm:px-5 md:pe-9">
          <SourceField textarea={textarea} />
          {isEmpty && <Examples onChoose={() => textarea.current?.focus()} />}
        </div>
        <CutNotice />
        <JoinLines textarea={textarea} />
        <PageFoot side="from">
          <SourceTools textarea={textarea} />
        </PageFoot>
      </PageBody>
    </div>
  );
}

export function SourceHead({ textarea }: SourceProps) {
  const { t, i18n } = useTranslation();
  const heard = useTranslate(({ from, detected }) =>
    from === undefined ? findLanguage(detected ?? '') : undefined,
  );
  return (
    <LanguageBar
      side="from"
      source={textarea}
      detectLabel={
        heard === undefined
          ? t('translate.detect')
          : t('translate.detected', { language: languageName(heard, i18n.language) })
      }
    />
  );
}

/** That a text is longer than any that can be kept. */
export function CutNotice() {
  const { t, i18n } = useTranslation('workspace');
  const cutFrom = useTranslate((state) => state.cutFrom);
  if (cutFrom === undefined) return null;
  const number = (value: number) => formatNumber(value, i18n.language);
  return (
    <div className="px-4 pb-2 sm:px-5 md:pe-9">
      <Notice look="warn">
        {t('cut', { length: number(cutFrom), limit: number(maxDocumentLength) })}
      </Notice>
    </div>
  );
}
