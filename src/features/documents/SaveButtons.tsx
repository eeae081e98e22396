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

/** Writes the file with its translation, with both languages, or what another tool takes. */
export function SaveButtons({ id }: { readonly id: string }) {
  const { t } = useTranslation('documents');
  const { t: common } = useTranslation();
  const { save } = useDocumentActions();
  const [isSaving, setIsSaving] = useState(false);
  const [error, setError] = useState<AppError>();
  const run = async (form: ResultForm) => {
    setIsSaving(true);
    setError(undefined);
    try {
      const { name, bytes } = await save(id, form);
      saveFile(new Blob([bytes]), name);
    } catch (cause) {
      setError(toAppError(cause));
    } finally {
      setIsSaving(false);
    }
  };
  return (
    <>
      <Button
        icon={<Download size={16} aria-hidden />}
        disabled={isSaving}
        onClick={() => void run('translation')}
      >
        {t(isSaving ? 'saving' : 'save')}
      </Button>
      <Button disabled={isSaving} onClick={() => void run('bilingual')}>
        {t('saveBoth')}
      </Button>
      <Button disabled={isSaving} onClick={() => void run('xliff')}>
        {t('saveXliff')}
      </Button>
      {error !== undefined && <Notice look="bad">{problemOf(t, common, error)}</Notice>}
    </>
  );
}
