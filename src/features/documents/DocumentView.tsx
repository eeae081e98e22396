import { ArrowLeft } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { findLanguage } from '../../core/languages';
import type { DocumentItem } from '../../state/documents/types';
import { Button } from '../../ui/Button';
import { Select, TextField } from '../../ui/fields';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { Notice } from '../../ui/Notice';
import { DocumentRow } from './DocumentRow';
import { filters, sentencesOf, type Filter } from './sentences';
import { SentenceList } from './SentenceList';
import { useDocumentActions, useDocuments } from './useDocuments';

/** A document, sentence by sentence. */
export function DocumentView({ item }: { readonly item: DocumentItem }) {
  const { t } = useTranslation('documents');
  const { close } = useDocumentActions();
  const opened = useDocuments((state) => state.opened);
  const [filter, setFilter] = useState<Filter>('all');
  const [words, setWords] = useState('');
  const searched = useDeferredValue(words);
  const sentences = useMemo(
    () => sentencesOf(opened?.content?.units ?? [], opened?.translations ?? [], filter, searched),
    [opened, filter, searched],
  );
  return (
    <>
      <Button
        look="quiet"
        icon={<ArrowLeft size={16} aria-hidden className="rtl:-scale-x-100" />}
        onClick={close}
        className="self-start"
      >
        {t('back')}
      </Button>
      <h1 className="sr-only">{item.name}</h1>
      <DocumentRow item={item} isOpen />
      <Remarks />
      {opened?.content === undefined ? (
        item.error === undefined && <p className="text-soft">{t('reading')}</p>
      ) : (
        <>
          <div className="flex flex-wrap items-end gap-3 [&>*]:grow [&>*]:basis-48 sm:[&>*]:max-w-72">
            <Select
              label={t('filter')}
              value={filter}
              options={filters.map((value) => ({ value, label: t(value) }))}
              onChange={setFilter}
            />
            <TextField type="search" label={t('search')} value={words} onChange={setWords} />
          </div>
          {sentences.length === 0 ? (
            <p className="text-soft">{t('none')}</p>
          ) : (
            <SentenceList
              id={item.id}
              sentences={sentences}
              from={findLanguage(item.from)}
              to={findLanguage(item.to)}
            />
          )}
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
