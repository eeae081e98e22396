import type { DragEvent } from 'react';
import { useEffect } from 'react';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { models, type Model } from '../../core/catalog';
import '../../ui/i18n/models';
import { carriesFiles } from './droppedFiles';
import { ModelCard } from './ModelCard';
import { useModels } from './useModels';

/** The model that is ready in seconds comes first, then the others, best choice on top. */
const order: Readonly<Record<Model['id'], number>> = {
  demo: 0,
  'bayling-3-8b': 1,
  'bayling-2-7b': 2,
  'bayling-2-13b': 3,
};
const sorted = [...models].sort((a, b) => order[a.id] - order[b.id]);

export default function ModelsPage() {
  const { t } = useTranslation('models');
  useFreshState();
  return (
    <div
      className="mx-auto flex w-full max-w-[46rem] flex-col gap-4 p-4 sm:p-6 lg:py-10"
      onDragOver={refuseFiles}
      onDrop={refuseFiles}
    >
      <h1 className="text-title font-semibold">{t('title')}</h1>
      <p className="max-w-[60ch] pb-2 text-soft">{t('intro')}</p>
      {sorted.map((model) => (
        <ModelCard key={model.id} model={model} />
      ))}
    </div>
  );
}

/** Without this, files dropped beside a card would open in place of the app. */
function refuseFiles(event: DragEvent) {
  if (!carriesFiles(event.dataTransfer) || event.defaultPrevented) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'none';
}

/** Another tab, or the browser itself, may have changed what is stored. */
function useFreshState() {
  const refresh = useModels((state) => state.refresh);
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') void refresh();
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [refresh]);
}
