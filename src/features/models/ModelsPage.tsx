import { useTranslation } from 'react-i18next';
import { models, type Model } from '../../core/catalog';
import { ModelCard } from './ModelCard';

/** What runs today comes first; the others as the catalog has them, best choice on top. */
const order: Readonly<Record<Model['id'], number>> = {
  demo: 0,
  'bayling-3-8b': 1,
  'bayling-2-7b': 2,
  'bayling-2-13b': 3,
};
const sorted = [...models].sort((a, b) => order[a.id] - order[b.id]);

export default function ModelsPage() {
  const { t } = useTranslation();
  return (
    <div className="mx-auto flex w-full max-w-[46rem] flex-col gap-4 p-4 sm:p-6 lg:py-10">
      <h1 className="text-title font-semibold">{t('models.title')}</h1>
      <p className="max-w-[60ch] pb-2 text-soft">{t('models.intro')}</p>
      {sorted.map((model) => (
        <ModelCard key={model.id} model={model} />
      ))}
    </div>
  );
}
