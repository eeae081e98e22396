import { useState } from 'react';
import { useTranslation } from '../../ui/i18n/useTranslation';
import type { Model } from '../../core/catalog';
import type { Transfer } from '../../state/models';
import { Button } from '../../ui/Button';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { formatBytes, formatDuration, formatPart, joinSentences } from '../../ui/format';
import { Notice } from '../../ui/Notice';
import { Progress } from '../../ui/Progress';
import { useProblemText } from './problemText';
import { useEntry, useModelActions } from './useModels';

/** How much of a model has arrived, and what can be done about it. */
export function TransferPanel({ model }: { readonly model: Model }) {
  const { t } = useTranslation('models');
  const { transfer } = useEntry(model);
  const { pause, resume, choose, remove } = useModelActions();
  const [asking, setAsking] = useState(false);
  if (transfer === undefined) return null;
  const { kind } = transfer;
  const running = kind === 'running';
  const isWay = kind === 'failed' && transfer.error.retry !== 'auto';
  return (
    <div className="flex flex-col gap-3">
      <Bar model={model} transfer={transfer} />
      {kind === 'failed' && <Failure model={model} transfer={transfer} />}
      <div className="flex flex-wrap items-center justify-end gap-2">
        {/* One button for both, so that it keeps the focus when it changes. */}
        <Button
          look={running ? 'plain' : 'seal'}
          aria-label={t(running ? 'action.pause' : 'action.resumeLabel')}
          onClick={() => (running ? pause : resume)(model.id)}
        >
          {t(running ? 'action.pause' : 'action.resume')}
        </Button>
        {isWay && <Button onClick={() => choose(model.id)}>{t('action.otherWay')}</Button>}
        <Button look="quiet" onClick={() => setAsking(true)}>
          {t('action.cancel')}
        </Button>
      </div>
      {asking && (
        <ConfirmDialog
          title={t('transfer.cancelAsk', { model: model.displayName })}
          text={t('transfer.cancelText')}
          action={t('transfer.cancelYes')}
          onConfirm={() => remove(model.id)}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}

interface TransferProps {
  readonly model: Model;
  readonly transfer: Transfer;
}

function Bar({ model, transfer: { kind, progress } }: TransferProps) {
  const { t, i18n } = useTranslation('models');
  const { language } = i18n;
  if (progress === undefined) {
    if (kind === 'failed') return null;
    return <p>{t(kind === 'running' ? 'transfer.beginning' : 'state.pausedSomewhere')}</p>;
  }
  const fraction = progress.totalBytes === 0 ? 0 : progress.doneBytes / progress.totalBytes;
  const label = t('transfer.label', { model: model.displayName });
  // Where and why it stopped is said below.
  if (kind === 'failed') return <Progress label={label} fraction={fraction} />;
  const { doneBytes, totalBytes, bytesPerSecond, secondsLeft } = progress;
  const numbers = {
    done: formatPart(doneBytes, totalBytes, language),
    total: formatBytes(totalBytes, language),
  };
  const pace =
    kind === 'running'
      ? [
          ...(bytesPerSecond > 0 ? [formatBytes(bytesPerSecond, language, '-per-second')] : []),
          ...(secondsLeft === undefined
            ? []
            : [t('transfer.left', { time: formatDuration(secondsLeft, language) })]),
        ]
      : [];
  return (
    <div className="flex flex-col gap-1.5">
      <Progress label={label} fraction={fraction} />
      <p className="figures flex flex-wrap justify-between gap-x-4 text-control">
        <bdi>{t(kind === 'paused' ? 'state.paused' : 'transfer.progress', numbers)}</bdi>
        <bdi className="text-soft">{pace.join(' · ')}</bdi>
      </p>
    </div>
  );
}

/** What happened, what was kept, and what comes next. */
function Failure({ model, transfer }: TransferProps) {
  const { t, i18n } = useTranslation('models');
  const problem = useProblemText();
  const { stored, source } = useEntry(model);
  const isDisk = (stored?.source ?? source) === 'disk';
  if (transfer.kind !== 'failed') return null;
  const { error, progress, goesOn } = transfer;
  const where =
    progress === undefined
      ? t('transfer.stopped')
      : t(isDisk ? 'transfer.stoppedAtDisk' : 'transfer.stoppedAt', {
          done: formatPart(progress.doneBytes, progress.totalBytes, i18n.language),
          total: formatBytes(progress.totalBytes, i18n.language),
        });
  const next = progress === undefined && goesOn === 'never' ? '' : t(`transfer.${goesOn}`);
  return (
    <Notice look={goesOn === 'never' ? 'bad' : 'warn'}>
      {joinSentences([where, problem(error, model), next], i18n.language)}
    </Notice>
  );
}
