import { useTranslation } from 'react-i18next';
import { formatBytes, formatPercent } from '../../ui/format';
import { Progress } from '../../ui/Progress';
import { useSelect } from '../stores';

/** One bar over the whole load, and in words what is going on. */
export function LoadProgress() {
  const { t, i18n } = useTranslation('models');
  const status = useSelect('engine', (state) => state.status);
  if (status.kind !== 'loading') return null;
  const { phase, fraction, loadedBytes, totalBytes } = status.progress;
  const words =
    phase === 'download'
      ? t('phase.download', {
          loaded: formatBytes(loadedBytes, i18n.language),
          total: formatBytes(totalBytes, i18n.language),
        })
      : t(`phase.${phase}`);
  return (
    <div className="flex flex-col gap-1.5">
      <Progress label={t('state.loading')} fraction={fraction} />
      <p className="figures flex justify-between text-small text-soft">
        <span>{words}</span>
        <span>{formatPercent(fraction, i18n.language)}</span>
      </p>
    </div>
  );
}
