import { useTranslation } from '../../ui/i18n/useTranslation';
import type { Model } from '../../core/catalog';
import { contextChoices, memoryOf } from '../../core/compatibility';
import { ChoiceGroup } from '../../ui/ChoiceGroup';
import { formatBytes, formatNumber } from '../../ui/format';
import { useSelect } from '../stores';
import { useContextLength, useCompatibility } from './useModels';

/** How much text the model handles at once, and the memory that takes. */
export function ContextChoice({ model }: { readonly model: Model }) {
  const { t, i18n } = useTranslation('models');
  const setModel = useSelect('preferences', (state) => state.setModel);
  const wanted = useContextLength(model);
  const { quantization = 'q4f16_1', contextLength = wanted } = useCompatibility(model) ?? {};
  const choices = contextChoices(model);
  const memory = memoryOf(model, quantization, contextLength);
  const bytes = (part: keyof typeof memory) => formatBytes(memory[part], i18n.language);
  return (
    <div className="flex flex-col gap-1.5">
      <ChoiceGroup
        label={t('details.context')}
        value={String(wanted)}
        choices={choices.map((tokens) => ({
          value: String(tokens),
          label: formatNumber(tokens, i18n.language),
        }))}
        onChange={(tokens) => setModel(model.id, { contextLength: Number(tokens) })}
      />
      <p className="max-w-[60ch] text-small text-soft">
        {t('details.contextText', {
          total: bytes('total'),
          weights: bytes('weights'),
          cache: bytes('cache'),
          workspace: bytes('workspace'),
        })}
      </p>
    </div>
  );
}
