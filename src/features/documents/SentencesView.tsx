import { useDeferredValue, useMemo, useState } from 'react';
import { findLanguage } from '../../core/languages';
import type { DocumentContent } from '../../documents/protocol';
import type { DocumentItem } from '../../state/documents/types';
import type { Translation } from '../../core/translation/types';
import { Select, TextField } from '../../ui/fields';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { filters, sentencesOf, type Filter } from './sentences';
import { SentenceList } from './SentenceList';

/** A document that was read, with what is known of it. */
export interface ViewProps {
  readonly item: DocumentItem;
  readonly units: DocumentContent['units'];
  readonly translations: readonly Translation[];
}

/** All sentences of a document, or some of them, to read and to change. */
export function SentencesView({ item, units, translations }: ViewProps) {
  const { t } = useTranslation('documents');
  const [filter, setFilter] = useState<Filter>('all');
  const [words, setWords] = useState('');
  const searched = useDeferredValue(words);
  const sentences = useMemo(
    () => sentencesOf(units, translations, filter, searched),
    [units, translations, filter, searched],
  );
  return (
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
  );
}
