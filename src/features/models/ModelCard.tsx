import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Model, Quantization } from '../../core/catalog';
import { memoryOf, packageBytes } from '../../core/fit';
import { Button } from '../../ui/Button';
import { errorText } from '../../ui/errorText';
import { formatBytes } from '../../ui/format';
import { Notice } from '../../ui/Notice';
import { useSelect } from '../stores';
import { LoadProgress } from './LoadProgress';
import { ModelDetails } from './ModelDetails';

export function ModelCard({ model }: { readonly model: Model }) {
  const { t } = useTranslation();
  const id = useId();
  const error = useSelect('engine', ({ errors }) => errors[model.id]);
  const status = useSelect('engine', (state) => state.status);
  const progress =
    status.kind === 'loading' && status.modelId === model.id ? status.progress : undefined;
  return (
    <article
      aria-labelledby={id}
      className="flex flex-col gap-4 rounded-page border border-line bg-raised p-4 sm:p-5"
    >
      <div>
        <h2 id={id} className="pb-1 text-heading font-semibold">
          {model.displayName}
        </h2>
        <p className="max-w-[60ch] text-soft">{t(`models.purpose.${model.id}`)}</p>
      </div>
      <Facts model={model} />
      {progress !== undefined && <LoadProgress progress={progress} />}
      {error !== undefined && <Notice look="bad">{errorText(t, error)}</Notice>}
      <Foot model={model} />
      <ModelDetails model={model} />
    </article>
  );
}

function Facts({ model }: { readonly model: Model }) {
  const { t, i18n } = useTranslation();
  const shaderF16 = useSelect('engine', ({ gpu }) => gpu?.ok === true && gpu.adapter.shaderF16);
  const preferred: Quantization = shaderF16 ? 'q4f16_1' : 'q4f32_1';
  const memory = memoryOf(model, preferred, model.contextLength).total;
  const facts = [
    [t('models.download'), formatBytes(packageBytes(model, preferred), i18n.language)],
    [t('models.memory'), formatBytes(memory, i18n.language)],
    [
      t('models.languages'),
      model.languages === 'all' ? t('models.languagesAll') : model.languages.length,
    ],
  ] as const;
  return (
    <dl className="grid grid-cols-3 gap-3">
      {facts.map(([term, value]) => (
        <div key={term} className="border-s-2 border-line ps-3">
          <dt className="text-small text-soft">{term}</dt>
          <dd className="figures font-medium">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Where the model stands, and the one button for that. */
function Foot({ model }: { readonly model: Model }) {
  const { t } = useTranslation();
  const { load, remove, cancelLoad } = useSelect('engine', (state) => state);
  const state = useModelState(model);
  const reason = useId();
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <p id={reason} className="flex items-center gap-2 text-control">
        <span aria-hidden className={`size-2 shrink-0 rounded-full ${dots[state]}`} />
        {t(`models.state.${state}`)}
      </p>
      <div className="ms-auto flex gap-2">
        {state === 'loading' ? (
          <Button onClick={cancelLoad}>{t('models.cancel')}</Button>
        ) : (
          state !== 'ready' && (
            <Button look="seal" aria-describedby={reason} onClick={() => void load(model.id)}>
              {t('models.load')}
            </Button>
          )
        )}
        {(state === 'ready' || state === 'stored') && (
          <Button look="danger" onClick={() => void remove(model.id)}>
            {t('models.remove')}
          </Button>
        )}
      </div>
    </div>
  );
}

const dots: Readonly<Record<ModelState, string>> = {
  notHere: 'border border-soft',
  stored: 'border border-soft',
  loading: 'bg-warn drawn',
  ready: 'bg-good drawn',
  failed: 'bg-bad drawn',
};

type ModelState = 'notHere' | 'stored' | 'loading' | 'ready' | 'failed';

function useModelState(model: Model): ModelState {
  return useSelect('engine', ({ status, stored, errors }) => {
    if (status.kind !== 'idle' && status.modelId === model.id) {
      if (status.kind === 'loading') return 'loading';
      if (status.kind === 'ready' || status.kind === 'generating') return 'ready';
      return 'failed';
    }
    if (errors[model.id] !== undefined) return 'failed';
    return stored.has(model.id) ? 'stored' : 'notHere';
  });
}
