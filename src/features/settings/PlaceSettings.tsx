import { useTranslation } from '../../ui/i18n/useTranslation';
import { hubs, isHubLayout } from '../../core/hub';
import { AddressField } from '../../ui/AddressField';
import { ChoiceGroup } from '../../ui/ChoiceGroup';
import { usePick, useStores } from '../stores';

const layouts = Object.keys(hubs).filter(isHubLayout);

/** Where models come from. */
export function PlaceSettings() {
  const { t } = useTranslation('settings');
  const { usualPlaces } = useStores();
  const { packageHost, hub, setPlace } = usePick('preferences', 'packageHost', 'hub', 'setPlace');
  const {
    hubLayout = 'huggingface',
    checkWhole,
    setHub,
  } = usePick('preferences', 'hubLayout', 'checkWhole', 'setHub');
  return (
    <section className="flex flex-col gap-4" aria-labelledby="places">
      <h2 id="places" className="text-heading font-semibold">
        {t('models')}
      </h2>
      <AddressField
        label={t('packageHost')}
        hint={t('packageHostText')}
        value={packageHost}
        usual={usualPlaces.packageHost}
        onSave={(address) => setPlace('packageHost', address)}
      />
      <ChoiceGroup
        label={t('hubLayout')}
        value={hubLayout}
        onChange={(layout) => setHub({ hubLayout: layout })}
        choices={layouts.map((value) => ({ value, label: hubs[value].name }))}
      />
      <AddressField
        label={t('hub')}
        hint={t('hubText')}
        value={hub}
        usual={hubs[hubLayout].address}
        onSave={(address) => setPlace('hub', address)}
      />
      <label className="flex items-start gap-3 text-control">
        <input
          type="checkbox"
          checked={checkWhole}
          onChange={({ target }) => setHub({ checkWhole: target.checked })}
          className="mt-0.5 size-4 shrink-0"
        />
        {t('checkWhole')}
      </label>
    </section>
  );
}
