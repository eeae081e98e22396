import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { Button } from '../../ui/Button';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { useHistory, useHistoryActions } from '../useHistory';
import { usePairName } from './usePairName';

const field =
  'h-9 min-w-0 rounded-control border border-line bg-raised px-2.5 text-control pointer-coarse:h-11';

/** Which of them are shown, and how many there are. */
export function Filters() {
  const { t, i18n } = useTranslation('history');
  const [asking, setAsking] = useState(false);
  const view = useHistory((state) => state.view);
  const text = useHistory((state) => state.text);
  const starred = useHistory((state) => state.starred);
  const count = useHistory((state) => state.count);
  const { filter, clear } = useHistoryActions();
  return (
    <div className="flex flex-wrap items-center gap-2">
      <input
        type="search"
        aria-label={t('search')}
        placeholder={t('search')}
        dir="auto"
        value={text}
        onChange={({ target }) => void filter({ text: target.value })}
        className={`${field} grow basis-48`}
      />
      <PairChoice />
      {view === 'translations' && (
        <label className="flex min-h-9 items-center gap-2 text-control pointer-coarse:min-h-11">
          <input
            type="checkbox"
            checked={starred}
            onChange={({ target }) => void filter({ starred: target.checked })}
            className="size-4"
          />
          {t('starred')}
        </label>
      )}
      <span className="text-small text-soft">
        {t('count', { count, formatted: new Intl.NumberFormat(i18n.language).format(count) })}
      </span>
      <Button
        look="danger"
        disabled={count === 0}
        onClick={() => setAsking(true)}
        icon={<Trash2 size={16} aria-hidden />}
      >
        {t('clear')}
      </Button>
      {asking && (
        <ConfirmDialog
          title={t(view === 'memory' ? 'clearMemory' : 'clearTranslations')}
          text={t('clearText')}
          action={t('clear')}
          onConfirm={clear}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}

function PairChoice() {
  const { t } = useTranslation('history');
  const pairs = useHistory((state) => state.pairs);
  const pair = useHistory((state) => state.pair);
  const { filter } = useHistoryActions();
  const nameOf = usePairName();
  return (
    <select
      aria-label={t('pair')}
      value={pairs.findIndex(({ from, to }) => from === pair?.from && to === pair.to)}
      onChange={({ target }) => void filter({ pair: pairs[Number(target.value)] })}
      className={`${field} max-w-full`}
    >
      <option value={-1}>{t('allPairs')}</option>
      {pairs.map(({ from, to }, at) => (
        <option key={`${from} ${to}`} value={at}>
          {nameOf(from, to)}
        </option>
      ))}
    </select>
  );
}
