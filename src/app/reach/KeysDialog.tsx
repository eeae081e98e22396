import { useStore } from 'zustand';
import { commands } from '../../features/commands';
import '../../ui/i18n/reach';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { Dialog } from '../../ui/Dialog';
import { Kbd } from '../../ui/Kbd';
import { isMac } from '../../ui/platform';
import { keyNames } from '../../ui/shortcuts';

/** The keys that do something on the page that is open: what is listed is what the keys are looked up in. */
export default function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const { t, i18n } = useTranslation('reach');
  const added = useStore(commands, (state) => state.added);
  return (
    <Dialog title={t('keys.title')} onClose={onClose}>
      <dl className="flex flex-col">
        {added.map(({ id, name, keys = [] }) =>
          keys.length === 0 ? null : (
            <div
              key={id}
              className="flex items-center justify-between gap-6 border-line py-2.5 not-first:border-t"
            >
              <dt>{name(i18n.language)}</dt>
              <dd className="flex flex-col items-end gap-1">
                {keys.map((some) => (
                  <Kbd key={some.key} keys={keyNames(some, isMac)} />
                ))}
              </dd>
            </div>
          ),
        )}
      </dl>
    </Dialog>
  );
}
