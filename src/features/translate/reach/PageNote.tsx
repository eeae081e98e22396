import { useEffect } from 'react';
import { useStore } from 'zustand';
import { maxLinkLength } from '../../../core/link';
import { setTimer } from '../../../core/timer';
import { Button } from '../../../ui/Button';
import { formatBytes, formatNumber } from '../../../ui/format';
import '../../../ui/i18n/reach';
import { useTranslation } from '../../../ui/i18n/useTranslation';
import { Notice } from '../../../ui/Notice';
import { notes, say, type Note } from './notes';
import { maxFileBytes } from './openFile';

/** What is good to know goes by itself; what went wrong waits until it was read. */
const shownMilliseconds = 4_000;

export function PageNote() {
  const { t } = useTranslation();
  const { t: reach } = useTranslation('reach');
  const note = useStore(notes, (state) => state.note);
  const words = useWords(note);
  const passes = note?.kind === 'copied';
  useEffect(() => {
    if (passes) return setTimer(() => say(undefined), shownMilliseconds);
    return undefined;
  }, [note, passes]);
  return (
    <div role="status" aria-label={reach('notice')}>
      {note !== undefined && words !== undefined && (
        <Notice
          look={passes || note.kind === 'linkCopied' ? 'info' : 'warn'}
          action={
            <Button look="quiet" onClick={() => say(undefined)}>
              {t('app.close')}
            </Button>
          }
        >
          {words}
        </Notice>
      )}
    </div>
  );
}

function useWords(note: Note | undefined): string | undefined {
  const { t, i18n } = useTranslation('reach');
  switch (note?.kind) {
    case undefined:
      return undefined;
    case 'linkTooLong':
      return t('copyAs.linkTooLong', { limit: formatNumber(maxLinkLength, i18n.language) });
    case 'copied':
    case 'refused':
    case 'linkCopied':
      return t(`copyAs.${note.kind}`);
    case 'encoding':
      return t('file.encoding', { encoding: note.encoding.toUpperCase() });
    case 'tooLarge':
      return t('file.tooLarge', {
        name: note.name,
        limit: formatBytes(maxFileBytes, i18n.language),
      });
    case 'notText':
    case 'unreadable':
      return t(`file.${note.kind}`, { name: note.name });
  }
}
