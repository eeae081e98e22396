import { useTranslation } from '../../ui/i18n/useTranslation';
import { AddressField } from '../../ui/AddressField';
import { usePick, useStores } from '../stores';

/** Where models come from. */
export function PlaceSettings() {
  const { t } = useTranslation();
  const { usualPlaces } = useStores();
  const { packageHost, hub, setPlace } = usePick('preferences', 'packageHost', 'hub', 'setPlace');
  return (
    <section className="flex flex-col gap-4" aria-labelledby="places">
      <h2 id="places" className="text-heading font-semibold">
        {t('settings.models')}
      </h2>
      <AddressField
        label={t('settings.packageHost')}
        hint={t('settings.packageHostText')}
        value={packageHost}
        usual={usualPlaces.packageHost}
        onSave={(address) => setPlace('packageHost', address)}
      />
      <AddressField
        label={t('settings.hub')}
        hint={t('settings.hubText')}
        value={hub}
        usual={usualPlaces.hub}
        onSave={(address) => setPlace('hub', address)}
      />
    </section>
  );
}
