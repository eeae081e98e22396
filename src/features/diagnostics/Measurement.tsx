import { useEffect } from 'react';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { Button } from '../../ui/Button';
import { errorText } from '../../ui/errorText';
import { LinkButton } from '../../ui/LinkButton';
import { Notice } from '../../ui/Notice';
import { Progress } from '../../ui/Progress';
import { useSelect } from '../stores';
import { MeasureResult } from './MeasureResult';
import { useMeasure } from './useMeasure';

/** Measures on request, and shows the result. */
export function Measurement() {
  const { t } = useTranslation('diagnostics');
  const progress = useMeasure((state) => state.progress);
  const result = useMeasure((state) => state.result);
  return (
    <section className="flex scroll-mt-4 flex-col gap-2" aria-label={t('measure.title')}>
      <h2 className="text-heading font-semibold">{t('measure.title')}</h2>
      <div className="flex flex-col gap-4 rounded-page border border-line bg-raised p-4">
        <p className="max-w-[60ch] text-soft">{t('measure.intro')}</p>
        <Controls />
        {progress && <Progress label={t('measure.progress')} fraction={progress.fraction} />}
        <Failure />
        {result && progress === undefined && <MeasureResult {...result} />}
      </div>
    </section>
  );
}

function Controls() {
  const { t } = useTranslation('diagnostics');
  const progress = useMeasure((state) => state.progress);
  const result = useMeasure((state) => state.result);
  const start = useMeasure((state) => state.start);
  const stop = useMeasure((state) => state.stop);
  const ready = useSelect('engine', ({ status }) => status.kind === 'ready');
  const running = progress !== undefined;
  // A user who leaves wants the GPU for something else.
  useEffect(() => stop, [stop]);
  const name = result === undefined ? t('measure.start') : t('measure.again');
  const told = running ? t(`step.${progress.step}`) : result ? t('measure.done') : '';
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Button
        look={running ? 'plain' : 'seal'}
        disabled={!running && !ready}
        onClick={() => (running ? stop() : void start())}
      >
        {running ? t('measure.stop') : name}
      </Button>
      {!running && <WithoutModel />}
      <p role="status" className="text-soft">
        {told}
      </p>
    </div>
  );
}

function WithoutModel() {
  const { t } = useTranslation('diagnostics');
  const loaded = useSelect('engine', ({ status: { kind } }) =>
    ['ready', 'generating'].includes(kind),
  );
  if (loaded) return null;
  return (
    <>
      <span className="text-soft">{t('measure.needsModel')}</span>
      <LinkButton href="/models">{t('measure.openModels')}</LinkButton>
    </>
  );
}

function Failure() {
  const { t } = useTranslation();
  const error = useMeasure((state) => state.error);
  if (error === undefined) return null;
  return <Notice look="bad">{errorText(t, error)}</Notice>;
}
