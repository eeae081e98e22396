import { useTranslation } from '../../ui/i18n/useTranslation';
import type { Model } from '../../core/catalog';
import { LicenceLinks } from './LicenceLinks';

interface LicencesProps {
  readonly model: Model;
  /** Accepted before. */
  readonly accepted: boolean;
  readonly agrees: boolean;
  readonly onAgree: (agrees: boolean) => void;
}

/** The terms of a model, shown before its first byte is fetched. */
export function Licences({ model, accepted, agrees, onAgree }: LicencesProps) {
  const { t } = useTranslation('models');
  const notices = model.licences.flatMap(({ notice }) => notice ?? []);
  return (
    <div className="flex flex-col gap-1.5 border-t border-line pt-3.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {accepted ? (
          <span>{t('licence.accepted')}</span>
        ) : (
          <label className="inline-flex cursor-pointer items-center gap-2.5 pointer-coarse:py-2">
            <input
              type="checkbox"
              checked={agrees}
              onChange={({ target }) => onAgree(target.checked)}
              className="size-4 shrink-0"
            />
            {t('licence.accept')}
          </label>
        )}
        <LicenceLinks licences={model.licences} />
      </div>
      {notices.map((notice) => (
        <p key={notice} lang="en" className="text-small text-soft">
          {notice}
        </p>
      ))}
    </div>
  );
}
