import { useTranslation } from '../../ui/i18n/useTranslation';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { Button } from '../../ui/Button';

/** Lets a new version of the app take over, once there is one. */
export const update = createStore<{ readonly apply: (() => void) | undefined }>(() => ({
  apply: undefined,
}));

/** Offers the new version; the user decides when it takes over. */
export function UpdateNotice() {
  const { t } = useTranslation();
  const apply = useStore(update, (state) => state.apply);
  if (apply === undefined) return null;
  return (
    <div
      role="status"
      className="flex shrink-0 flex-wrap items-center gap-2 border-b border-line bg-aligned px-3 py-1.5 print:hidden sm:px-5"
    >
      <span className="grow">{t('app.updateReady')}</span>
      <Button onClick={apply}>{t('app.updateNow')}</Button>
      <Button look="quiet" onClick={() => update.setState({ apply: undefined })}>
        {t('app.later')}
      </Button>
    </div>
  );
}
