import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from '../../ui/i18n/useTranslation';
import type { ConversationSummary } from '../../state/chat';
import { Button, IconButton } from '../../ui/Button';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { usePick, useSelect } from '../stores';

interface ConversationListProps {
  /** Called after a conversation was opened. */
  readonly onOpen?: () => void;
}

export function ConversationList({ onOpen }: ConversationListProps) {
  const { t } = useTranslation();
  const { conversations, unreadable } = usePick('chat', 'conversations', 'unreadable');
  return (
    <>
      {conversations.length === 0 && (
        <p className="px-2.5 py-2 text-soft">{t('chat.noConversations')}</p>
      )}
      <ul className="flex flex-col gap-0.5 empty:hidden">
        {conversations.map((conversation) => (
          <Item key={conversation.id} conversation={conversation} {...(onOpen && { onOpen })} />
        ))}
      </ul>
      {unreadable > 0 && (
        <p className="px-2.5 py-2 text-small text-soft">
          {t('chat.unreadable', { count: unreadable })}
        </p>
      )}
    </>
  );
}

interface ItemProps extends ConversationListProps {
  readonly conversation: ConversationSummary;
}

function Item({ conversation, onOpen }: ItemProps) {
  const { t } = useTranslation();
  const { id } = conversation;
  const title = conversation.title || t('chat.untitled');
  const { open, remove } = usePick('chat', 'open', 'remove');
  const current = useSelect('chat', (state) => state.id === id);
  const [mode, setMode] = useState<'show' | 'rename' | 'delete'>('show');
  if (mode === 'rename') return <Rename id={id} title={title} onDone={() => setMode('show')} />;
  return (
    <li
      className={`group relative flex items-center rounded-control transition-colors hover:bg-sunk ${current ? 'bg-sunk' : ''}`}
    >
      <button
        type="button"
        aria-current={current ? 'true' : undefined}
        dir="auto"
        onClick={() => void open(id).then(onOpen)}
        className="min-h-9 min-w-0 grow truncate px-2.5 text-start pointer-coarse:min-h-11"
      >
        {title}
      </button>
      <div className="absolute end-0 flex rounded-control bg-sunk opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:static pointer-coarse:bg-transparent pointer-coarse:opacity-100">
        <IconButton label={`${t('chat.rename')}: ${title}`} onClick={() => setMode('rename')}>
          <Pencil size={14} aria-hidden />
        </IconButton>
        <IconButton label={`${t('chat.delete')}: ${title}`} onClick={() => setMode('delete')}>
          <Trash2 size={14} aria-hidden />
        </IconButton>
      </div>
      {mode === 'delete' && (
        <ConfirmDialog
          title={t('chat.deleteAsk', { title })}
          text={t('chat.deleteNote')}
          action={t('chat.delete')}
          onConfirm={() => remove(id)}
          onClose={() => setMode('show')}
        />
      )}
    </li>
  );
}

interface RenameProps {
  readonly id: string;
  readonly title: string;
  readonly onDone: () => void;
}

function Rename({ id, title, onDone }: RenameProps) {
  const { t } = useTranslation();
  const rename = useSelect('chat', (state) => state.rename);
  const [name, setName] = useState(title);
  return (
    <li>
      <form
        className="flex gap-1"
        onSubmit={(event) => {
          event.preventDefault();
          void rename(id, name).then(onDone);
        }}
      >
        <input
          aria-label={t('chat.renameTo')}
          autoFocus
          value={name}
          onChange={(event) => setName(event.target.value)}
          onKeyDown={(event) => event.key === 'Escape' && onDone()}
          className="h-9 min-w-0 grow rounded-control border border-line bg-raised px-2.5"
        />
        <Button type="submit">{t('chat.save')}</Button>
      </form>
    </li>
  );
}
