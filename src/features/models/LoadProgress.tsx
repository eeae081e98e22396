import { useTranslation } from '../../ui/i18n/useTranslation';
import { formatBytes, formatPart, formatPercent } from '../../ui/format';
import { Progress } from '../../ui/Progress';
import { useSelect } from '../stores';

/** One bar for the whole load, with what is happening in words. */
export function LoadProgress() {
  const { t, i18n } = useTranslation('models');
  const status = useSelect('engine', (state) => state.status);
  if (status.kind !== 'loading') return null;
  const { phase, fraction, loadedBytes, totalBytes } = status.progress;
  // Either nothing is known yet, or all files are here and are only checked.
  const isCheck = phase === 'download' && loadedBytes === totalBytes;
  const words = isCheck
    ? t('phase.check')
    : phase === 'download'
      ? t('phase.download', {
          loaded: formatPart(loadedBytes, totalBytes, i18n.language),
          total: formatBytes(totalBytes, i18n.language),
        })
      : t(`phase.${phase}`);
  return (
    <div className="flex flex-col gap-1.5">
      <Progress label={t('state.loading')} fraction={fraction} />
      <p className="figures flex justify-between text-small text-soft">
        <bdi>{words}</bdi>
        <bdi>{formatPercent(fraction, i18n.language)}</bdi>
      </p>
    </div>
  );
}
