import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { findLanguage } from '../../core/languages';
import type { MemoryEntry } from '../../state/history';
import { Button, IconButton } from '../../ui/Button';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { useHistoryActions } from '../useHistory';
import { Row, Text } from './Texts';
import { usePairName } from './usePairName';

export function EntryRow({ entry }: { readonly entry: MemoryEntry }) {
  const { t } = useTranslation('history');
  const { id, from, to, source, target, origin } = entry;
  const [editing, setEditing] = useState(false);
  const { removeEntry } = useHistoryActions();
  const nameOf = usePairName();
  return (
    <Row
      about={`${nameOf(from, to)} · ${t(origin)}`}
      actions={
        <>
          <IconButton label={t('edit')} onClick={() => setEditing(true)}>
            <Pencil size={16} aria-hidden />
          </IconButton>
          <IconButton label={t('delete')} onClick={() => void removeEntry(id)}>
            <Trash2 size={16} aria-hidden />
          </IconButton>
        </>
      }
    >
      <Text code={from} soft>
        {source}
      </Text>
      {editing ? (
        <Edit entry={entry} onDone={() => setEditing(false)} />
      ) : (
        <Text code={to}>{target}</Text>
      )}
    </Row>
  );
}

interface EditProps {
  readonly entry: MemoryEntry;
  readonly onDone: () => void;
}

function Edit({ entry: { id, to, target }, onDone }: EditProps) {
  const { t } = useTranslation('history');
  const { edit } = useHistoryActions();
  const [text, setText] = useState(target);
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void edit(id, text).then(onDone);
      }}
    >
      <textarea
        aria-label={t('edit')}
        autoFocus
        lang={findLanguage(to)?.tag}
        dir="auto"
        rows={2}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && onDone()}
        className="w-full rounded-control border border-line bg-raised px-2.5 py-1.5"
      />
      <div className="flex gap-2">
        <Button type="submit" look="seal" disabled={text.trim() === ''}>
          {t('save')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </div>
    </form>
  );
}
