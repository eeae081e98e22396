import { useTranslation } from '../../ui/i18n/useTranslation';
import { templates, type Model } from '../../core/catalog';
import { ChoiceGroup } from '../../ui/ChoiceGroup';
import { useSelect } from '../stores';

/** Which of the two layouts the model's prompts are written in. */
export function TemplateChoice({ model }: { readonly model: Model }) {
  const { t } = useTranslation('models');
  const setModel = useSelect('preferences', (state) => state.setModel);
  const chosen = useSelect('preferences', ({ modelSettings }) => modelSettings[model.id]?.template);
  return (
    <div className="flex flex-col gap-1.5">
      <ChoiceGroup
        label={t('details.template')}
        value={chosen ?? model.template}
        choices={templates.map((template) => {
          const name = t(`details.${template}`);
          const label = template === model.template ? t('details.usual', { name }) : name;
          return { value: template, label };
        })}
        onChange={(template) => setModel(model.id, { template })}
      />
      <p className="max-w-[60ch] text-small text-soft">{t('details.templateText')}</p>
    </div>
  );
}
