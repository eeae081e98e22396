import type { ReactNode } from 'react';
import { buttonClass } from '../../ui/Button';

interface FilePickerProps {
  readonly label: string;
  readonly icon: ReactNode;
  readonly onFile: (file: File) => void;
}

/** Chooses a file of terms on this device. */
export function FilePicker({ label, icon, onFile }: FilePickerProps) {
  return (
    <label
      className={`${buttonClass('plain')} relative cursor-pointer overflow-hidden has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-seal`}
    >
      {icon}
      {label}
      <input
        type="file"
        accept=".csv,.tsv,.tab,.txt,.tbx,.xml,text/csv,text/tab-separated-values"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file !== undefined) onFile(file);
          // Otherwise, choosing the same file again would not be a change.
          target.value = '';
        }}
        className="absolute inset-0 cursor-pointer opacity-0"
      />
    </label>
  );
}
