import { commandTexts } from '../../ui/i18n/commandTexts';
import { useCommands } from '../commands';
import { useStores } from '../stores';

/** What can be asked for on the page of the chat, by name and by keys. */
export function useChatCommands(): void {
  const { chat, engine } = useStores();
  useCommands(() => {
    const now = () => chat.getState();
    const isBusy = () => now().phase === 'waiting' || now().phase === 'running';
    const canSend = () =>
      !isBusy() && now().draft.trim() !== '' && engine.getState().gpu?.ok !== false;
    return [
      {
        ...{ id: 'send', group: 'page', ...commandTexts('send') },
        keys: [{ key: 'Enter', command: true }],
        enabled: canSend,
        run: () => void now().send(now().draft),
      },
      {
        ...{ id: 'stop', group: 'page', ...commandTexts('stop') },
        keys: [{ key: 'Escape' }],
        enabled: isBusy,
        run: () => now().stop(),
      },
      {
        ...{ id: 'newChat', group: 'page', ...commandTexts('newChat') },
        run: () => now().newChat(),
      },
    ];
  });
}
