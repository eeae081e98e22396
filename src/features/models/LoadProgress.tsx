import { useTranslation } from 'react-i18next';
import type { LoadProgress as Load } from '../../engine/client';
import { formatBytes, formatPercent } from '../../ui/format';
import { Progress } from '../../ui/Progress';

/** One bar over the whole load, and in words what is going on. */
export function LoadProgress({ progress }: { readonly progress: Load }) {
  const { t, i18n } = useTranslation();
  const { phase, fraction, loadedBytes, totalBytes } = progress;
  const words =
    phase === 'download'
      ? t('models.phase.download', {
          loaded: formatBytes(loadedBytes, i18n.language),
          total: formatBytes(totalBytes, i18n.language),
        })
      : t(`models.phase.${phase}`);
  return (
    <div className="flex flex-col gap-1.5">
      <Progress label={t('models.state.loading')} fraction={fraction} />
      <p className="figures flex justify-between text-small text-soft">
        <span>{words}</span>
        <span>{formatPercent(fraction, i18n.language)}</span>
      </p>
    </div>
  );
}
