import { History, Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import '../../ui/i18n/chat';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { usePick } from '../stores';
import { Composer } from './Composer';
import { Conversation } from './Conversation';
import { ConversationList } from './ConversationList';
import { useChatCommands } from './useChatCommands';

export default function ChatPage() {
  const { t } = useTranslation();
  const { newChat, restore } = usePick('chat', 'newChat', 'restore');
  const [listOpen, setListOpen] = useState(false);
  useEffect(() => void restore(), [restore]);
  useChatCommands();

  return (
    <div className="flex h-full">
      <h1 className="sr-only">{t('chat.title')}</h1>
      <aside
        aria-label={t('chat.conversations')}
        className="hidden w-64 shrink-0 flex-col gap-2 overflow-y-auto border-e border-line p-3 lg:flex"
      >
        <Button onClick={newChat} icon={<Plus size={16} aria-hidden />}>
          {t('chat.newChat')}
        </Button>
        <ConversationList />
      </aside>
      <div className="flex min-w-0 grow flex-col">
        <div className="flex h-12 shrink-0 items-center justify-between gap-2 px-2 lg:hidden">
          <Button
            look="quiet"
            onClick={() => setListOpen(true)}
            icon={<History size={16} aria-hidden />}
          >
            {t('chat.conversations')}
          </Button>
          <Button look="quiet" onClick={newChat} icon={<Plus size={16} aria-hidden />}>
            {t('chat.newChat')}
          </Button>
        </div>
        <Conversation />
        <Composer />
      </div>
      {listOpen && (
        <Dialog title={t('chat.conversations')} onClose={() => setListOpen(false)}>
          <ConversationList onOpen={() => setListOpen(false)} />
        </Dialog>
      )}
    </div>
  );
}
