import { useRef } from 'react';
import { VList, type VListHandle } from 'virtua';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { useHistory, useHistoryActions } from '../useHistory';
import { EntryRow } from './EntryRow';
import { TranslationRow } from './TranslationRow';

/** From here to the end of the list, in pixels, the next page is read. */
const ahead = 800;

/** Draws only the rows that are on the screen. */
export function List() {
  const { t } = useTranslation('history');
  const list = useRef<VListHandle>(null);
  const view = useHistory((state) => state.view);
  const translations = useHistory((state) => state.translations);
  const entries = useHistory((state) => state.entries);
  const count = useHistory((state) => state.count);
  const isLoading = useHistory((state) => state.isLoading);
  const { more } = useHistoryActions();
  const isEmpty = (view === 'memory' ? entries : translations).length === 0;
  if (isEmpty) {
    if (isLoading) return <div className="grow" aria-busy="true" />;
    const none = view === 'memory' ? t('noEntries') : t('noTranslations');
    return <p className="grow py-6 text-soft">{count > 0 ? t('noMatches') : none}</p>;
  }
  return (
    <VList
      ref={list}
      role="list"
      aria-label={t(view)}
      className="min-h-60 grow basis-0"
      onScroll={(offset) => {
        const { scrollSize = 0, viewportSize = 0 } = list.current ?? {};
        if (scrollSize - viewportSize - offset < ahead) void more();
      }}
    >
      {view === 'memory'
        ? entries.map((entry) => <EntryRow key={entry.id} entry={entry} />)
        : translations.map((one) => <TranslationRow key={one.id} translation={one} />)}
    </VList>
  );
}
