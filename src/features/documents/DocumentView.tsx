import { ArrowLeft } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { DocumentItem } from '../../state/documents/types';
import { Button } from '../../ui/Button';
import { ChoiceGroup } from '../../ui/ChoiceGroup';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { Notice } from '../../ui/Notice';
import { DocumentRow } from './DocumentRow';
import { PreviewView } from './PreviewView';
import { ReplaceView } from './ReplaceView';
import { SentencesView } from './SentencesView';
import { ExchangeXliff } from './ExchangeXliff';
import { useDocumentActions, useDocuments } from './useDocuments';

const views = ['sentences', 'replacing', 'preview'] as const;
type View = (typeof views)[number];
const shown = { sentences: SentencesView, replacing: ReplaceView, preview: PreviewView } as const;

/** A document, sentence by sentence. */
export function DocumentView({ item }: { readonly item: DocumentItem }) {
  const { t } = useTranslation('documents');
  const { close } = useDocumentActions();
  const opened = useDocuments((state) => state.opened);
  const [view, setView] = useState<View>('sentences');
  const View = shown[view];
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus({ preventScroll: true }), []);
  return (
    <>
      <h1 ref={title} tabIndex={-1} className="sr-only">
        {item.name}
      </h1>
      <Button
        look="quiet"
        icon={<ArrowLeft size={16} aria-hidden className="rtl:-scale-x-100" />}
        onClick={close}
        className="self-start"
      >
        {t('back')}
      </Button>
      <ExchangeXliff id={item.id}>
        <DocumentRow item={item} isOpen />
      </ExchangeXliff>
      <Remarks />
      {opened?.content === undefined ? (
        item.error === undefined && <p className="text-soft">{t('reading')}</p>
      ) : (
        <>
          <ChoiceGroup
            hideLabel
            label={t('view')}
            value={view}
            choices={views.map((value) => ({ value, label: t(value) }))}
            onChange={setView}
          />
          <View item={item} units={opened.content.units} translations={opened.translations} />
        </>
      )}
    </>
  );
}

/** What a reader should know of the file, and how much of it stays as it is. */
function Remarks() {
  const { t } = useTranslation('documents');
  const remarks = useDocuments(({ opened }) => opened?.content?.remarks) ?? [];
  const translations = useDocuments(({ opened }) => opened?.translations);
  const missing = useMemo(
    () =>
      translations?.flatMap(({ segments }) => segments).filter(({ state }) => state === 'withheld')
        .length ?? 0,
    [translations],
  );
  return (
    <>
      {remarks.map(({ kind, about }) => (
        <Notice key={kind} look="info">
          {t(kind, { about: about.join(', ') })}
        </Notice>
      ))}
      {missing > 0 && <Notice look="warn">{t('missing', { count: missing })}</Notice>}
    </>
  );
}
