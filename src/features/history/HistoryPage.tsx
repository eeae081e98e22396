import { useEffect } from 'react';
import '../../ui/i18n/history';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { ChoiceGroup } from '../../ui/ChoiceGroup';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { historyProblem } from '../historyProblem';
import { useHistory, useHistoryActions } from '../useHistory';
import { useSelect } from '../stores';
import { Filters } from './Filters';
import { List } from './List';
import { MemoryTools } from './MemoryTools';

/** Past translations, and the translation memory. */
export default function HistoryPage() {
  const { t } = useTranslation('history');
  const view = useHistory((state) => state.view);
  const { show } = useHistoryActions();
  useEffect(() => void show('translations'), [show]);
  return (
    <div className="mx-auto flex h-full w-full max-w-[60rem] flex-col gap-3 p-4 sm:p-6">
      <h1 className="text-title font-semibold">{t('title')}</h1>
      <ChoiceGroup
        label={t('view')}
        hideLabel
        value={view}
        onChange={(next) => void show(next)}
        choices={(['translations', 'memory'] as const).map((value) => ({ value, label: t(value) }))}
      />
      <Notes />
      <Filters />
      {view === 'memory' && <MemoryTools />}
      <List />
      <Undo />
    </div>
  );
}

function Notes() {
  const { t } = useTranslation('history');
  const isPrivate = useSelect('preferences', ({ keepsNothing }) => keepsNothing);
  const error = useHistory((state) => state.error);
  return (
    <>
      {isPrivate && <Notice look="info">{t('privateOn')}</Notice>}
      {error && <Notice look="bad">{historyProblem(t, error)}</Notice>}
    </>
  );
}

function Undo() {
  const { t } = useTranslation('history');
  const canUndo = useHistory((state) => state.canUndo);
  const { undo } = useHistoryActions();
  return (
    <div role="status" className="flex min-h-0 items-center gap-3 empty:hidden">
      {canUndo && (
        <>
          {t('deleted')}
          <Button onClick={() => void undo()}>{t('undo')}</Button>
        </>
      )}
    </div>
  );
}
