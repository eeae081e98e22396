import { FolderOpen, Upload } from 'lucide-react';
import { use, useState, type DragEvent } from 'react';
import { LanguageSelect } from '../../ui/fields';
import { FilePicker } from '../../ui/FilePicker';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { useStores } from '../stores';
import { droppedFiles, givenFile } from './givenFiles';
import { useDocumentActions, useDocuments } from './useDocuments';

/** Where files come in, and into which language. */
export function AddFiles() {
  const { t } = useTranslation('documents');
  const { add } = useDocumentActions();
  const extensions = useDocuments((state) => state.extensions);
  const usual = use(useStores().translate()).getState();
  const [from, setFrom] = useState(usual.from ?? '');
  const [to, setTo] = useState(usual.to);
  const [isOver, setIsOver] = useState(false);
  const take = (files: readonly File[]) => {
    void add(files.map(givenFile), from === '' ? undefined : from, to);
  };
  const onDrag = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setIsOver(true);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setIsOver(false);
    void droppedFiles(event.dataTransfer).then(take);
  };

  return (
    <section
      aria-label={t('choose')}
      onDragEnter={onDrag}
      onDragOver={onDrag}
      onDragLeave={() => setIsOver(false)}
      onDrop={onDrop}
      className={`flex flex-col gap-4 rounded-page border border-dashed p-4 transition-colors sm:p-5 ${isOver ? 'border-seal bg-sunk' : 'border-line'}`}
    >
      <div className="flex flex-wrap gap-3 [&>*]:grow [&>*]:basis-40 sm:[&>*]:max-w-64">
        <LanguageSelect label={t('from')} none={t('detect')} value={from} onChange={setFrom} />
        <LanguageSelect label={t('to')} value={to} onChange={setTo} />
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <FilePicker
          multiple
          label={t('choose')}
          icon={<Upload size={16} aria-hidden />}
          accept={extensions.map((each) => `.${each}`).join(',')}
          onChoose={take}
        />
        <FilePicker
          folder
          multiple
          label={t('chooseFolder')}
          icon={<FolderOpen size={16} aria-hidden />}
          onChoose={take}
        />
        <span className="text-small text-soft pointer-coarse:hidden">{t('drop')}</span>
      </div>
      <p className="text-small text-soft">{t('formats', { formats: extensions.join(', ') })}</p>
    </section>
  );
}
