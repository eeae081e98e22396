import { Upload, Plus } from 'lucide-react';
import { Suspense, useEffect, useState } from 'react';
import '../../ui/i18n/glossaries';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { TermFilePicker } from './TermFilePicker';
import { GlossaryDetail } from './GlossaryDetail';
import { GlossaryList } from './GlossaryList';
import { ImportDialog } from './ImportDialog';
import { NewGlossary } from './NewGlossary';
import { useGlossaries, useGlossaryActions } from './useGlossaries';

export default function GlossariesPage() {
  const { t } = useTranslation('glossaries');
  const { refresh } = useGlossaryActions();
  const [openId, setOpenId] = useState<string>();
  const [creating, setCreating] = useState(false);
  const [file, setFile] = useState<File>();
  const open = useGlossaries(({ glossaries }) => glossaries.find(({ id }) => id === openId));
  const failed = useGlossaries((state) => state.failed);
  const isEmpty = useGlossaries(({ glossaries }) => glossaries.length === 0);
  useEffect(() => void refresh(), [refresh]);

  return (
    <div className="mx-auto flex w-full max-w-[64rem] flex-col gap-4 p-4 sm:p-6 lg:py-10">
      <h1 className="text-title font-semibold">{t('title')}</h1>
      {failed && <Notice look="warn">{t('failed')}</Notice>}
      {open !== undefined ? (
        <GlossaryDetail glossary={open} onClose={() => setOpenId(undefined)} onImport={setFile} />
      ) : (
        <>
          <p className="max-w-[60ch] text-soft">{t('intro')}</p>
          <div className="flex flex-wrap gap-2">
            <Button
              look={isEmpty ? 'seal' : 'plain'}
              icon={<Plus size={16} aria-hidden />}
              onClick={() => setCreating(true)}
            >
              {t('create')}
            </Button>
            <TermFilePicker
              label={t('importFile')}
              icon={<Upload size={16} aria-hidden />}
              onFile={setFile}
            />
            <span className="self-center text-small text-soft">{t('formats')}</span>
          </div>
          <GlossaryList onOpen={setOpenId} />
        </>
      )}
      <Undo />
      {/* They ask the translation for its languages, which may still be on its way. */}
      <Suspense fallback={null}>
        {creating && <NewGlossary onClose={() => setCreating(false)} onCreated={setOpenId} />}
        {file !== undefined && (
          <ImportDialog
            file={file}
            into={open}
            onClose={() => setFile(undefined)}
            onImported={setOpenId}
          />
        )}
      </Suspense>
    </div>
  );
}

/** Brings back what was deleted last. */
function Undo() {
  const { t } = useTranslation('glossaries');
  const removed = useGlossaries((state) => state.removed);
  const { undo } = useGlossaryActions();
  const name = removed?.before.name ?? '';
  const text = removed?.kind === 'entry' ? t('deletedTerm') : t('deletedGlossary', { name });
  return (
    <div role="status" className="sticky bottom-3 empty:hidden">
      {removed !== undefined && (
        <Notice look="info" action={<Button onClick={undo}>{t('undo')}</Button>}>
          {text}
        </Notice>
      )}
    </div>
  );
}
