import { useId } from 'react';
import { useTranslation } from '../../ui/i18n/useTranslation';
import type { Model } from '../../core/catalog';
import { errorText } from '../../ui/errorText';
import { joinSentences } from '../../ui/format';
import { modelName } from '../../ui/i18n/modelName';
import { Notice } from '../../ui/Notice';
import { useCardState } from './cardState';
import { CardFoot } from './CardFoot';
import { Facts } from './Facts';
import { LoadProgress } from './LoadProgress';
import { ModelDetails } from './ModelDetails';
import { useProblemText } from './problemText';
import { TransferPanel } from './TransferPanel';
import { useFileDrop } from './useFileDrop';
import { useKeptFocus } from '../../ui/useKeptFocus';
import { useFailure, useIncompatible, useModels } from './useModels';
import { CompatibilityText } from './CompatibilityText';
import { SourceChoice } from './SourceChoice';

export function ModelCard({ model }: { readonly model: Model }) {
  const { t } = useTranslation('models');
  const { t: general } = useTranslation();
  const id = useId();
  const state = useCardState(model);
  const importFiles = useModels((store) => store.importFiles);
  const hopeless = useIncompatible(model);
  const droppable = !model.bundled && !hopeless && state !== 'transfer' && state !== 'loading';
  const { over, handlers } = useFileDrop((files) => importFiles(model.id, files), droppable);
  const focus = useKeptFocus<HTMLElement>();
  return (
    <article
      aria-labelledby={id}
      tabIndex={-1}
      className="relative flex flex-col gap-4 rounded-page border border-line bg-raised p-4 outline-none sm:p-5"
      {...focus}
      {...handlers}
    >
      <div>
        <h2 id={id} className="pb-1 text-heading font-semibold">
          {modelName(general, model)}
        </h2>
        <p className="max-w-[60ch] text-soft">{t(`purpose.${model.id}`)}</p>
      </div>
      <Facts model={model} />
      <CompatibilityText model={model} />
      <Errors model={model} />
      {state === 'loading' && <LoadProgress />}
      {state === 'choosing' ? (
        <SourceChoice model={model} />
      ) : state === 'transfer' ? (
        <TransferPanel model={model} />
      ) : (
        <CardFoot model={model} state={state} />
      )}
      <ModelDetails model={model} />
      {over && (
        <p className="pointer-events-none absolute inset-0 z-10 grid place-items-center rounded-page border-2 border-dashed border-seal bg-raised/90 p-4 text-center text-heading font-semibold">
          {t('source.drop')}
        </p>
      )}
    </article>
  );
}

/** Why it did not load, or could not be removed. */
function Errors({ model }: { readonly model: Model }) {
  const { t, i18n } = useTranslation();
  const { t: models } = useTranslation('models');
  const problem = useProblemText();
  const loading = useFailure(model);
  const removing = useModels(({ entries }) => entries[model.id].error);
  const error = removing ?? loading;
  if (error === undefined) return null;
  // Only this page has sentences for errors that occur while files are fetched.
  const isGeneral = i18n.exists(`errors.${error.code}`, { ns: 'translation' });
  const words = isGeneral ? errorText(t, error) : problem(error, model);
  const { holder } = error.data;
  const hint =
    error.code === 'out-of-memory' && !model.bundled
      ? models('problem.out-of-memory')
      : error.code === 'gpu-in-use' && typeof holder === 'string'
        ? models('problem.gpu-in-use', { holder })
        : '';
  return <Notice look="bad">{joinSentences([words, hint], i18n.language)}</Notice>;
}
