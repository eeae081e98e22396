import { useTranslation } from '../../ui/i18n/useTranslation';
import type { Model } from '../../core/catalog';

import type { DownloadEstimate } from '../../state/models';
import { Button } from '../../ui/Button';
import { formatBytes, formatDuration } from '../../ui/format';
import { Notice } from '../../ui/Notice';
import { useProblemText } from './problemText';
import { isTooLarge, useEntry, useModelActions, usePlaces } from './useModels';

/** What the chosen source costs, or why nobody knows. */
export function EstimateFacts({ model }: { readonly model: Model }) {
  const { t, i18n } = useTranslation('models');
  const { estimate, source } = useEntry(model);
  const { requestEstimate, dropTokens } = useModelActions();
  const places = usePlaces();
  const problem = useProblemText();
  const again = <Button onClick={() => void requestEstimate(model.id)}>{t('action.retry')}</Button>;
  switch (estimate.kind) {
    case 'none':
      return null;
    case 'loading': {
      const address = source === 'host' ? places.packageHost : places.hub;
      return (
        <p role="status" className="text-soft">
          {source === 'disk' || address === undefined
            ? t('estimate.reading')
            : t('estimate.asking', { place: new URL(address).host })}
        </p>
      );
    }
    case 'failed': {
      const drop = <Button onClick={() => dropTokens(model.id)}>{t('action.dropTokens')}</Button>;
      const isMendable = estimate.error.data['reason'] === 'tokens-without-rows';
      return (
        <Notice look="bad" action={isMendable ? drop : again}>
          {problem(estimate.error, model)}
        </Notice>
      );
    }
    case 'ready': {
      const { neededBytes, availableBytes } = estimate.cost;
      if (!isTooLarge(estimate.cost))
        return <Numbers estimate={estimate.cost} disk={source === 'disk'} />;
      const bytes = (count: number) => formatBytes(count, i18n.language);
      return (
        <>
          <Numbers estimate={estimate.cost} disk={source === 'disk'} />
          <Notice look="bad" action={again}>
            {t('estimate.noRoom', {
              needed: bytes(neededBytes),
              available: bytes(availableBytes ?? 0),
            })}
          </Notice>
        </>
      );
    }
  }
}

function Numbers({
  estimate,
  disk,
}: {
  readonly estimate: DownloadEstimate;
  readonly disk: boolean;
}) {
  const { t, i18n } = useTranslation('models');
  const { downloadBytes, keptBytes, seconds } = estimate;
  const rows = [
    [t(disk ? 'estimate.read' : 'estimate.download'), formatBytes(downloadBytes, i18n.language)],
    [t('estimate.kept'), formatBytes(keptBytes, i18n.language)],
    [
      t('estimate.time'),
      seconds === undefined
        ? t('estimate.timeUnknown')
        : t('estimate.timeAbout', { time: formatDuration(seconds, i18n.language) }),
    ],
  ] as const;
  return (
    <div className="flex flex-col gap-2">
      <dl className="figures grid gap-x-6 gap-y-1 sm:grid-cols-[auto_1fr]">
        {rows.map(([term, value]) => (
          <div key={term} className="contents max-sm:flex max-sm:justify-between max-sm:gap-4">
            <dt className="text-soft">{term}</dt>
            <dd className="font-medium max-sm:text-end">
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      {!disk && <p className="text-small text-soft">{t('estimate.interrupt')}</p>}
    </div>
  );
}
