import { useTranslation } from '../../ui/i18n/useTranslation';
import type { Model } from '../../core/catalog';
import { formatBytes } from '../../ui/format';
import { ContextChoice } from './ContextChoice';
import { LicenceLinks } from './LicenceLinks';
import { TemplateChoice } from './TemplateChoice';

/** What only some users want to know or set. */
export function ModelDetails({ model }: { readonly model: Model }) {
  const { t, i18n } = useTranslation('models');
  const { checkpoint, licences } = model;
  return (
    <details className="text-control">
      <summary className="w-fit rounded-control text-soft hover:text-ink pointer-coarse:-my-3 pointer-coarse:py-3">
        {t('details.title')}
      </summary>
      <div className="flex flex-col gap-4 pt-3">
        <ContextChoice model={model} />
        {!model.bundled && <TemplateChoice model={model} />}
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-soft [&_dd]:min-w-0 [&_dd]:wrap-anywhere [&_dd]:text-ink">
          <dt>{t('details.checkpoint')}</dt>
          <dd dir="ltr" className="text-start">
            {checkpoint.source}, {formatBytes(checkpoint.bytes, i18n.language)}
          </dd>
          <dt>{t('details.licence')}</dt>
          <dd>
            <LicenceLinks licences={licences} />
          </dd>
        </dl>
      </div>
    </details>
  );
}
