import { FileInput } from 'lucide-react';
import { useState, type DragEvent, type ReactNode } from 'react';
import { toAppError, type AppError } from '../../core/errors';
import type { TakenXliff } from '../../state/documents/types';
import { Button } from '../../ui/Button';
import { FilePicker } from '../../ui/FilePicker';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { Notice } from '../../ui/Notice';
import { givenFile } from './givenFiles';
import { problemOf } from './problem';
import { SaveButtons } from './SaveButtons';
import { useDocumentActions } from './useDocuments';

/** Misfits that are named; the others are counted. */
const NAMED = 20;

interface ExchangeXliffProps {
  /** Of the document. */
  readonly id: string;
  /** A file that is dropped on it is meant for the document. */
  readonly children: ReactNode;
}

/** Gives a document to another tool, and takes back what that made of it. */
export function ExchangeXliff({ id, children }: ExchangeXliffProps) {
  const { t } = useTranslation('documents');
  const { t: common } = useTranslation();
  const { takeXliff } = useDocumentActions();
  const [taken, setTaken] = useState<TakenXliff>();
  const [error, setError] = useState<AppError>();
  const [isOver, setIsOver] = useState(false);
  const take = async (files: readonly File[]) => {
    const [file] = files;
    if (file === undefined) return;
    setTaken(undefined);
    setError(undefined);
    try {
      setTaken(await takeXliff(id, givenFile(file)));
    } catch (cause) {
      setError(toAppError(cause));
    }
  };
  const onDrag = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setIsOver(true);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    void take([...event.dataTransfer.files]);
  };
  return (
    <div
      onDragEnter={onDrag}
      onDragOver={onDrag}
      onDragLeave={() => setIsOver(false)}
      onDrop={onDrop}
      className={`flex flex-col gap-2 rounded-page transition-colors ${isOver ? 'bg-sunk' : ''}`}
    >
      {children}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <SaveButtons id={id} forms={['xliff']} />
        <FilePicker
          label={t('takeXliff')}
          icon={<FileInput size={16} aria-hidden />}
          accept=".xlf,.xliff"
          onChoose={(files) => void take(files)}
        />
        <span className="text-small text-soft">{t('aboutXliff')}</span>
      </div>
      {error !== undefined && <Notice look="bad">{problemOf(t, common, error)}</Notice>}
      {taken !== undefined && (
        <Taken
          {...taken}
          onUndo={() => void taken.undo().then(() => setTaken(undefined))}
          onDismiss={() => setTaken(undefined)}
        />
      )}
    </div>
  );
}

interface TakenProps extends TakenXliff {
  readonly onUndo: () => void;
  readonly onDismiss: () => void;
}

function Taken({ taken, misfits, onUndo, onDismiss }: TakenProps) {
  const { t, i18n } = useTranslation('documents');
  const shown = (count: number) => new Intl.NumberFormat(i18n.language).format(count);
  const action = (
    <span className="flex gap-2">
      {taken > 0 && <Button onClick={onUndo}>{t('undo')}</Button>}
      <Button onClick={onDismiss}>{t('dismiss')}</Button>
    </span>
  );
  return (
    <Notice look={misfits.length > 0 ? 'warn' : 'info'} action={action}>
      <p role="status">
        {t('replaced', { number: shown(taken) })}
        {misfits.length > 0 && ` ${t('misfits', { number: shown(misfits.length) })}`}
      </p>
      {misfits.length > 0 && (
        <ul className="pt-1 text-soft">
          {misfits.slice(0, NAMED).map(({ entry, why }, at) => (
            <li key={at}>{t(`misfit.${why}`, { text: entry.source })}</li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
