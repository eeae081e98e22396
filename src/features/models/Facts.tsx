import { useTranslation } from '../../ui/i18n/useTranslation';
import type { Model } from '../../core/catalog';
import { memoryOf, packageBytes } from '../../core/compatibility';
import { formatBytes } from '../../ui/format';
import { useContextLength, useEntry, useCompatibility } from './useModels';

/** The three numbers that matter for choosing a model. */
export function Facts({ model }: { readonly model: Model }) {
  const { t, i18n } = useTranslation('models');
  const { stored } = useEntry(model);
  const wanted = useContextLength(model);
  const { quantization = 'q4f16_1', contextLength = wanted } = useCompatibility(model) ?? {};
  const bytes = stored?.kind === 'stored' ? stored.bytes : packageBytes(model, quantization);
  const memory = memoryOf(model, quantization, contextLength).total;
  const facts = [
    [t('fact.size'), formatBytes(bytes, i18n.language)],
    [t('fact.memory'), t('fact.memoryAbout', { size: formatBytes(memory, i18n.language) })],
    [
      t('fact.languages'),
      model.languages === 'all' ? t('fact.languagesAll') : model.languages.length,
    ],
  ] as const;
  return (
    <dl className="grid grid-cols-3 gap-3">
      {facts.map(([term, value]) => (
        <div key={term} className="min-w-0 border-s-2 border-line ps-3">
          <dt className="text-small text-soft wrap-anywhere">{term}</dt>
          <dd className="figures font-medium">
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}
