import type { ReactNode } from 'react';
import { buttonClass } from './Button';

interface FilePickerProps {
  readonly label: string;
  readonly icon: ReactNode;
  /** As the attribute of the field; left out, any file. */
  readonly accept?: string;
  /** All files of a folder in place of single ones. */
  readonly folder?: boolean;
  readonly multiple?: boolean;
  /** Called with nothing where nothing was chosen. */
  readonly onChoose: (files: readonly File[]) => void;
}

/** A button that chooses files on this device. */
export function FilePicker({ label, icon, folder = false, onChoose, ...field }: FilePickerProps) {
  return (
    <label
      className={`${buttonClass('plain')} relative cursor-pointer overflow-hidden has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-seal`}
    >
      {icon}
      {label}
      <input
        type="file"
        {...field}
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
