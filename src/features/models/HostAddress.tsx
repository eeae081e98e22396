import { useTranslation } from '../../ui/i18n/useTranslation';
import type { Model } from '../../core/catalog';
import { AddressField } from '../../ui/AddressField';
import { useSelect } from '../stores';
import { useModels, usePlaces } from './useModels';

/** Asks for the address of a package host if none is known yet. */
export function HostAddress({ model }: { readonly model: Model }) {
  const { t } = useTranslation('models');
  const { packageHost } = usePlaces();
  const setPlace = useSelect('preferences', (state) => state.setPlace);
  const chooseWay = useModels((store) => store.chooseSource);
  if (packageHost !== undefined) return null;
  return (
    <AddressField
      label={t('source.address')}
      value={undefined}
      onSave={(address) => {
        setPlace('packageHost', address);
        chooseWay(model.id, 'host');
      }}
    />
  );
}
