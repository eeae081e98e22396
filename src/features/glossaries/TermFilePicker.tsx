import type { ReactNode } from 'react';
import { FilePicker } from '../../ui/FilePicker';

interface TermFilePickerProps {
  readonly label: string;
  readonly icon: ReactNode;
  readonly onFile: (file: File) => void;
}

/** Chooses a file of terms on this device. */
export function TermFilePicker({ onFile, ...button }: TermFilePickerProps) {
  return (
    <FilePicker
      {...button}
      accept=".csv,.tsv,.tab,.txt,.tbx,.xml,text/csv,text/tab-separated-values"
      onChoose={([file]) => {
        if (file !== undefined) onFile(file);
      }}
    />
  );
}
