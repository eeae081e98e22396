import { useTranslation } from 'react-i18next';
import type { Model } from '../../core/catalog';
import { formatBytes, formatNumber } from '../../ui/format';

/** What only some want to know. */
export function ModelDetails({ model }: { readonly model: Model }) {
  const { t, i18n } = useTranslation();
  const { checkpoint, contextLength, licences } = model;
  return (
    <details className="text-control text-soft">
      <summary className="w-fit rounded-control hover:text-ink pointer-coarse:-my-3 pointer-coarse:py-3">
        {t('models.technical')}
      </summary>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 pt-2 [&_dd]:min-w-0 [&_dd]:wrap-anywhere [&_dd]:text-ink">
        <dt>{t('models.checkpoint')}</dt>
        <dd dir="ltr" className="text-start">
          {checkpoint.source}, {formatBytes(checkpoint.bytes, i18n.language)}
        </dd>
        <dt>{t('models.context')}</dt>
        <dd>
          {t('models.contextTokens', {
            formatted: formatNumber(contextLength, i18n.language),
          })}
        </dd>
        <dt>{t('models.licence')}</dt>
        <dd className="flex flex-wrap gap-x-3">
          {licences.map(({ name, url }) => (
            <a
              key={name}
              href={url}
              target="_blank"
              rel="noopener noreferrer"
              className="underline decoration-faint underline-offset-4 pointer-coarse:py-3"
            >
              {name}
            </a>
          ))}
        </dd>
      </dl>
    </details>
  );
}
