import { FolderOpen, Files } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from '../../ui/i18n/useTranslation';
import type { Model } from '../../core/catalog';
import { buttonClass } from '../../ui/Button';
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
        <Picker
          folder
          label={t('source.folder')}
          icon={<FolderOpen size={16} aria-hidden />}
          onChoose={choose}
        />
        <Picker
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

interface PickerProps {
  readonly label: string;
  readonly icon: ReactNode;
  readonly folder?: boolean;
  readonly onChoose: (files: readonly File[]) => void;
}

function Picker({ label, icon, folder = false, onChoose }: PickerProps) {
  return (
    <label
      className={`${buttonClass('plain')} relative cursor-pointer overflow-hidden has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-seal`}
    >
      {icon}
      {label}
      <input
        type="file"
        multiple
        // Not in the standard, but in every browser; React passes it through.
        {...(folder && { webkitdirectory: '' })}
        onChange={({ target }) => {
          onChoose([...(target.files ?? [])]);
          // Otherwise, choosing the same files again would not be a change.
          target.value = '';
        }}
        className="absolute inset-0 cursor-pointer opacity-0"
      />
    </label>
  );
}
