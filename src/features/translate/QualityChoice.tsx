import { useTranslation } from '../../ui/i18n/useTranslation';
import { qualities } from '../../state/preferences';
import { ChoiceGroup } from '../../ui/ChoiceGroup';
import { usePick } from '../stores';
import { useTranslateStore } from './store';

/** Fast, or as good as the model can be. */
export function QualityChoice() {
  const { t } = useTranslation();
  const translate = useTranslateStore();
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
