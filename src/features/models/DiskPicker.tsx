import { FolderOpen, Files } from 'lucide-react';
import { useTranslation } from '../../ui/i18n/useTranslation';
import type { Model } from '../../core/catalog';
import { FilePicker } from '../../ui/FilePicker';
import { formatNumber } from '../../ui/format';
import { foundFile, ownFiles } from './ownFiles';
import { useEntry, useModels } from './useModels';

/** Chooses a folder or files on this device; dropping them on the card does the same. */
export function DiskPicker({ model }: { readonly model: Model }) {
  const { t, i18n } = useTranslation('models');
  const { files, stored } = useEntry(model);
  const importFiles = useModels((store) => store.importFiles);
  const choose = (chosen: readonly File[]) => {
    if (chosen.length > 0) importFiles(model.id, ownFiles(chosen.map(foundFile)));
  };
  const count = files.length;
  return (
    <div className="flex flex-col gap-2">
      {count === 0 && stored?.source === 'disk' && <p>{t('source.again')}</p>}
      <div className="flex flex-wrap items-center gap-2">
        <FilePicker
          multiple
          folder
          label={t('source.folder')}
          icon={<FolderOpen size={16} aria-hidden />}
          onChoose={choose}
        />
        <FilePicker
          multiple
          label={t('source.files')}
          icon={<Files size={16} aria-hidden />}
          onChoose={choose}
        />
        {count > 0 && (
          <span role="status" className="text-soft">
            {t('source.chosen', { count, formatted: formatNumber(count, i18n.language) })}
          </span>
        )}
      </div>
    </div>
  );
}
