import { useTranslation } from 'react-i18next';
import { qualities } from '../../state/preferences';
import { ChoiceGroup } from '../../ui/ChoiceGroup';
import { usePick, useStores } from '../stores';

/** Soon, or as well as the model can. */
export function QualityChoice() {
  const { t } = useTranslation();
  const { translate } = useStores();
  const { quality, setQuality } = usePick('preferences', 'quality', 'setQuality');
  return (
    <ChoiceGroup
      hideLabel
      label={t('translate.quality')}
      value={quality}
      onChange={(value) => {
        setQuality(value);
        translate.getState().again();
      }}
      choices={qualities.map((value) => ({
        value,
        label: t(`translate.${value}`),
        hint: t(`translate.${value}Hint`),
      }))}
    />
  );
}
