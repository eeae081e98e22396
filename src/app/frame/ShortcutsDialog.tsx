import { useTranslation } from '../../ui/i18n/useTranslation';
import { Dialog } from '../../ui/Dialog';
import { Kbd } from '../../ui/Kbd';

const command = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl';

const shortcuts = [
  { keys: [command, 'Enter'], name: 'shortcuts.translate' },
  { keys: ['Esc'], name: 'shortcuts.stop' },
  { keys: [command, 'Shift', 'S'], name: 'shortcuts.swap' },
  { keys: ['?'], name: 'shortcuts.help' },
] as const;

export default function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('shortcuts.title')} onClose={onClose}>
      <dl className="flex flex-col">
        {shortcuts.map(({ keys, name }) => (
          <div
            key={name}
            className="flex items-center justify-between gap-6 border-line py-2.5 not-first:border-t"
          >
            <dt>{t(name)}</dt>
            <dd>
              <Kbd keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
