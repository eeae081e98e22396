import { useEffect, useRef, useState } from 'react';
import '../../ui/i18n/history';
import { toAppError, type AppError } from '../../core/errors';
import type { Kind, RestoreMode } from '../../state/history';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { formatBytes } from '../../ui/format';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { Notice } from '../../ui/Notice';
import { historyProblem } from '../historyProblem';
import { saveFile } from '../../ui/saveFile';
import { usePick } from '../stores';
import { useHistory, useHistoryActions } from '../useHistory';

export function PrivateChoice() {
  const { t } = useTranslation('history');
  const { keepsNothing, setKeepsNothing } = usePick(
    'preferences',
    'keepsNothing',
    'setKeepsNothing',
  );
  return (
    <label className="flex items-start gap-3 text-control">
      <input
        type="checkbox"
        checked={keepsNothing}
        onChange={({ target }) => setKeepsNothing(target.checked)}
        className="mt-0.5 size-4 shrink-0"
        aria-describedby="private-text"
      />
      <span>
        {t('private')}
        <span id="private-text" className="block max-w-[60ch] text-soft">
          {t('privateText')}
        </span>
      </span>
    </label>
  );
}

const kinds: readonly Kind[] = [
  ...(['chats', 'translations', 'memory', 'glossaries', 'documents', 'workspace'] as const),
];

/** How much of what is stored, as far as it has been counted. */
export function Sizes() {
  const { t, i18n } = useTranslation('history');
  const sizes = useHistory((state) => state.sizes);
  const usedBytes = useHistory((state) => state.usedBytes);
  const { measure } = useHistoryActions();
  useEffect(() => void measure(), [measure]);
  const bytes = (count: number | undefined) =>
    count === undefined ? '…' : formatBytes(count, i18n.language);
  return (
    <table className="w-full max-w-[28rem] text-control">
      <caption className="pb-1.5 text-start text-small text-soft">{t('sizes')}</caption>
      <tbody>
        {kinds.map((kind) => (
          <tr key={kind} className="border-t border-line">
            <th scope="row" className="py-1 text-start font-normal">
              {t(kind)}
            </th>
            <td className="text-end tabular-nums">
              {t('count', { count: sizes[kind]?.count ?? 0 })}
            </td>
            <td className="text-end tabular-nums">{bytes(sizes[kind]?.bytes)}</td>
          </tr>
        ))}
        <tr className="border-t border-line">
          <th scope="row" colSpan={2} className="py-1 text-start font-normal">
            {t('used')}
          </th>
          <td className="text-end tabular-nums">{bytes(usedBytes)}</td>
        </tr>
      </tbody>
    </table>
  );
}

export function Backup() {
  const { t } = useTranslation('history');
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File>();
  const [error, setError] = useState<AppError>();
  const { backup, restore } = useHistoryActions();
  const fail = (cause: unknown) => setError(toAppError(cause));
  const bringBack = (chosen: File, mode: RestoreMode) => {
    setFile(undefined);
    // The stores in memory still hold what was there before.
    restore(chosen, mode).then(() => location.reload(), fail);
  };
  return (
    <div className="flex flex-col items-start gap-2">
      <p className="max-w-[60ch] text-soft">{t('backupText')}</p>
      <div className="flex flex-wrap gap-2">
        <Button
          onClick={() =>
            void backup().then((made) => saveFile(made, 'bayling-backup.json.gz'), fail)
          }
        >
          {t('backup')}
        </Button>
        <Button onClick={() => input.current?.click()}>{t('restore')}</Button>
        <input
          ref={input}
          type="file"
          accept=".json,.gz"
          hidden
          aria-label={t('restore')}
          onChange={({ target }) => {
            setFile(target.files?.[0]);
            setError(undefined);
            target.value = '';
          }}
        />
      </div>
      {error && <Notice look="bad">{historyProblem(t, error)}</Notice>}
      {file && (
        <Dialog title={t('restoreAsk')} onClose={() => setFile(undefined)}>
          <p className="text-soft">{t('restoreText')}</p>
          <div className="flex flex-wrap justify-end gap-2 pt-1">
            <Button look="danger" onClick={() => bringBack(file, 'replace')}>
              {t('replace')}
            </Button>
            <Button look="seal" onClick={() => bringBack(file, 'merge')}>
              {t('merge')}
            </Button>
          </div>
        </Dialog>
      )}
    </div>
  );
}
