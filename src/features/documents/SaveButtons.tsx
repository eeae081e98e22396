import { Download } from 'lucide-react';
import { useState } from 'react';
import { toAppError, type AppError } from '../../core/errors';
import type { ResultForm } from '../../state/documents/types';
import { Button } from '../../ui/Button';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { Notice } from '../../ui/Notice';
import { saveFile } from '../../ui/saveFile';
import { problemOf } from './problem';
import { useDocumentActions } from './useDocuments';

const labels = { translation: 'save', bilingual: 'saveBoth', xliff: 'saveXliff' } as const;

interface SaveButtonsProps {
  /** Of the document. */
  readonly id: string;
  readonly forms: readonly ResultForm[];
}

/** Writes a document in one of these forms. */
export function SaveButtons({ id, forms }: SaveButtonsProps) {
  const { t } = useTranslation('documents');
  const { t: common } = useTranslation();
  const { save } = useDocumentActions();
  const [saving, setSaving] = useState<ResultForm>();
  const [error, setError] = useState<AppError>();
  const run = async (form: ResultForm) => {
    setSaving(form);
    setError(undefined);
    try {
      const { name, bytes } = await save(id, form);
      saveFile(new Blob([bytes]), name);
    } catch (cause) {
      setError(toAppError(cause));
    } finally {
      setSaving(undefined);
    }
  };
  return (
    <>
      {forms.map((form) => (
        <Button
          key={form}
          icon={form !== 'bilingual' && <Download size={16} aria-hidden />}
          paused={saving !== undefined}
          onClick={() => void run(form)}
        >
          {t(saving === form ? 'saving' : labels[form])}
        </Button>
      ))}
      {error !== undefined && <Notice look="bad">{problemOf(t, common, error)}</Notice>}
    </>
  );
}
