import { useState } from 'react';
import type { Asker, SeenRequest } from '../../../core/requests';
import { siteBase } from '../../../core/site';
import { formatBytes } from '../../../ui/format';
import { useTranslation } from '../../../ui/i18n/useTranslation';

/** As many as anyone looks through. */
const MOST = 300;

const askers = {
  page: 'page',
  engine: 'engine',
  models: 'models',
  documents: 'documents',
  'service-worker': 'serviceWorker',
} as const satisfies Record<Asker, string>;

/** Every request, latest first. Those of this app's own host are named by what follows its address. */
export function RequestList({ requests }: { readonly requests: readonly SeenRequest[] }) {
  const { t, i18n } = useTranslation('reach');
  const [open, setOpen] = useState(false);
  const base = siteBase(location.href);
  const named = (url: string) => (url.startsWith(base) ? `/${url.slice(base.length)}` : url);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="min-h-9 py-2 font-medium">{t('requests.list')}</summary>
      {open && (
        <ol className="figures text-small">
          {requests
            .slice(-MOST)
            .reverse()
            .map(({ url, by, at, bytes, overNetwork }, index) => (
              <li key={index} className="border-t border-line py-1.5">
                <span dir="ltr" className="wrap-anywhere">
                  {named(url)}
                </span>
                <span className="flex flex-wrap gap-x-3 text-soft">
                  <span>{new Date(at).toLocaleTimeString(i18n.language)}</span>
                  <span>{t(`requests.${askers[by]}`)}</span>
                  <span>
                    {overNetwork ? formatBytes(bytes, i18n.language) : t('requests.device')}
                  </span>
                </span>
              </li>
            ))}
        </ol>
      )}
    </details>
  );
}
