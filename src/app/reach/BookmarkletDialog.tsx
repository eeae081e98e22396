import { Languages } from 'lucide-react';
import { bookmarklet } from '../../core/bookmarklet';
import { siteBase } from '../../core/site';
import { buttonClass } from '../../ui/Button';
import { CopyButton } from '../../ui/CopyButton';
import { Dialog } from '../../ui/Dialog';
import '../../ui/i18n/reach';
import { useTranslation } from '../../ui/i18n/useTranslation';

/** A bookmark to drag away, which translates what is selected on any page. */
export default function BookmarkletDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('reach');
  const address = bookmarklet(siteBase(location.href));
  return (
    <Dialog title={t('bookmarklet.title')} onClose={onClose}>
      <p>{t('bookmarklet.text')}</p>
      <p className="py-2 text-center">
        <a
          // React lets no script be an address; this one is meant for the browser's bar alone.
          ref={(link) => link?.setAttribute('href', address)}
          onClick={(event) => event.preventDefault()}
          className={`${buttonClass('seal')} cursor-grab py-2`}
        >
          <Languages size={16} aria-hidden />
          {t('bookmarklet.name')}
        </a>
      </p>
      <p className="text-small text-soft">{t('bookmarklet.private')}</p>
      <p className="text-small text-soft">{t('bookmarklet.limits')}</p>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p className="min-w-48 grow basis-0 text-small text-soft">{t('bookmarklet.keyboard')}</p>
        <CopyButton
          text={address}
          label={t('bookmarklet.copy')}
          doneLabel={t('bookmarklet.copied')}
        />
      </div>
    </Dialog>
  );
}
