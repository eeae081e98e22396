import { useState } from 'react';
import '../../ui/i18n/settings';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { Button } from '../../ui/Button';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { LinkButton } from '../../ui/LinkButton';
import { Notice } from '../../ui/Notice';
import { useSelect, useStores } from '../stores';
import { InterfaceLanguageChoice, ThemeChoice } from './choices';
import { Backup, PrivateChoice, Sizes } from './DataSettings';
import { PlaceSettings } from './PlaceSettings';

export default function SettingsPage() {
  const { t } = useTranslation('settings');
  const { t: common } = useTranslation();
  const { clearAllData } = useStores();
  const [asking, setAsking] = useState(false);
  return (
    <div className="mx-auto flex w-full max-w-[46rem] flex-col gap-8 p-4 sm:p-6 lg:py-10">
      <h1 className="text-title font-semibold">{t('title')}</h1>
      <StorageNotes />
      <section className="flex flex-col gap-4" aria-labelledby="appearance">
        <h2 id="appearance" className="text-heading font-semibold">
          {t('appearance')}
        </h2>
        <InterfaceLanguageChoice />
        <ThemeChoice />
      </section>
      <PlaceSettings />
      <section className="flex flex-col items-start gap-3" aria-labelledby="data">
        <h2 id="data" className="text-heading font-semibold">
          {t('data')}
        </h2>
        <p className="max-w-[60ch] text-soft">{t('dataText')}</p>
        <PrivateChoice />
        <Sizes />
        <Backup />
        <div className="flex flex-wrap gap-2">
          <Button look="danger" onClick={() => setAsking(true)}>
            {t('clear')}
          </Button>
          <LinkButton href="/diagnostics" look="quiet">
            {common('nav.diagnostics')}
          </LinkButton>
        </div>
      </section>
      {asking && (
        <ConfirmDialog
          title={t('clearAsk')}
          text={t('clearText')}
          action={t('clear')}
          onConfirm={clearAllData}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}

/** What of the settings does not last, or could not be read. */
function StorageNotes() {
  const { t } = useTranslation('settings');
  const { isLasting } = useStores();
  // Both may change with any setting.
  const wasRepaired = useSelect('preferences', (state) => state.wasRepaired());
  const lasting = useSelect('preferences', () => isLasting());
  return (
    <>
      {!lasting && <Notice look="info">{t('notKept')}</Notice>}
      {wasRepaired && <Notice look="info">{t('repaired')}</Notice>}
    </>
  );
}
