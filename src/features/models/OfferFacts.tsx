import { useTranslation } from 'react-i18next';
import type { Model } from '../../core/catalog';

import type { Offer } from '../../state/models';
import { Button } from '../../ui/Button';
import { formatBytes, formatDuration } from '../../ui/format';
import { Notice } from '../../ui/Notice';
import { useProblemText } from './problemText';
import { isTooLarge, useEntry, useModels, usePlaces } from './useModels';

/** What the chosen way costs, or why that is unknown. */
export function OfferFacts({ model }: { readonly model: Model }) {
  const { t, i18n } = useTranslation('models');
  const { offer, way } = useEntry(model);
  const requestOffer = useModels((store) => store.requestOffer);
  const places = usePlaces();
  const problem = useProblemText();
  const again = <Button onClick={() => void requestOffer(model.id)}>{t('action.retry')}</Button>;
  switch (offer.kind) {
    case 'none':
      return null;
    case 'loading': {
      const address = way === 'host' ? places.packageHost : places.hub;
      return (
        <p role="status" className="text-soft">
          {way === 'disk' || address === undefined
            ? t('offer.reading')
            : t('offer.asking', { place: new URL(address).host })}
        </p>
      );
    }
    case 'failed':
      return (
        <Notice look="bad" action={again}>
          {problem(offer.error, model)}
        </Notice>
      );
    case 'ready': {
      const { neededBytes, availableBytes } = offer.offer;
      if (!isTooLarge(offer.offer)) return <Numbers offer={offer.offer} disk={way === 'disk'} />;
      const bytes = (count: number) => formatBytes(count, i18n.language);
      return (
        <>
          <Numbers offer={offer.offer} disk={way === 'disk'} />
          <Notice look="bad" action={again}>
            {t('offer.noRoom', {
              needed: bytes(neededBytes),
              available: bytes(availableBytes ?? 0),
            })}
          </Notice>
        </>
      );
    }
  }
}

function Numbers({ offer, disk }: { readonly offer: Offer; readonly disk: boolean }) {
  const { t, i18n } = useTranslation('models');
  const { downloadBytes, keptBytes, seconds } = offer;
  const rows = [
    [t(disk ? 'offer.read' : 'offer.download'), formatBytes(downloadBytes, i18n.language)],
    [t('offer.kept'), formatBytes(keptBytes, i18n.language)],
    [
      t('offer.time'),
      seconds === undefined
        ? t('offer.timeUnknown')
        : t('offer.timeAbout', { time: formatDuration(seconds, i18n.language) }),
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
      {!disk && <p className="text-small text-soft">{t('offer.interrupt')}</p>}
    </div>
  );
}
