import { Check, Search } from 'lucide-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import type { Command } from '../../../features/commands';
import '../../../ui/i18n/reach';
import { useTranslation } from '../../../ui/i18n/useTranslation';
import { Kbd } from '../../../ui/Kbd';
import { isMac } from '../../../ui/platform';
import { keyNames } from '../../../ui/shortcuts';
import { usePalette, type PaletteGroup } from './usePalette';

/** Everything by name: a combobox whose list stays open, as in the ARIA Authoring Practices. */
export default function Palette({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('reach');
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const groups = usePalette(typed);
  const options = groups.flatMap((group) => group.commands);

  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);

  const choose = (command: Command | undefined) => {
    if (command === undefined) return;
    // What a command does must not lie under this, nor lose the focus to it.
    flushSync(onClose);
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const last = options.length - 1;
    const actions: Partial<Record<string, () => void>> = {
      ArrowDown: () => setActive(active >= last ? 0 : active + 1),
      ArrowUp: () => setActive(active <= 0 ? Math.max(0, last) : active - 1),
      PageDown: () => setActive(Math.max(0, Math.min(active + 10, last))),
      PageUp: () => setActive(Math.max(active - 10, 0)),
      Enter: () => choose(options[active]),
    };
    const action = event.ctrlKey || event.metaKey ? undefined : actions[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  };
  const status =
    options.length === 0 ? t('palette.none') : t('palette.results', { count: options.length });

  return (
    <dialog
      ref={dialog}
      aria-label={t('palette.title')}
      onClose={onClose}
      onPointerDown={(event) => event.target === event.currentTarget && onClose()}
      className="mx-auto mt-[min(12dvh,6rem)] mb-auto w-[min(36rem,calc(100vw-1.5rem))] rounded-page border border-line bg-raised p-0 text-ink backdrop:bg-[rgb(0_0_0/0.35)] max-sm:mt-3"
    >
      <div className="flex items-center gap-2.5 border-b border-line px-4">
        <Search size={18} aria-hidden className="shrink-0 text-soft" />
        <input
          role="combobox"
          aria-label={t('palette.field')}
          aria-expanded
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          {...(options.length > 0 && { 'aria-activedescendant': `${id}-${active}` })}
          autoFocus
          autoComplete="off"
          spellCheck={false}
          placeholder={t('palette.placeholder')}
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
          className="h-13 min-w-0 grow bg-transparent text-base/6 outline-none"
        />
        <Kbd keys={['Esc']} />
      </div>
      <span role="status" className="sr-only">
        {typed !== '' && status}
      </span>
      <PaletteList id={id} groups={groups} active={active} onActive={setActive} onChoose={choose} />
    </dialog>
  );
}

interface PaletteListProps {
  readonly id: string;
  readonly groups: readonly PaletteGroup[];
  /** Index over all groups. */
  readonly active: number;
  readonly onActive: (index: number) => void;
  readonly onChoose: (command: Command) => void;
}

function PaletteList({ id, groups, active, onActive, onChoose }: PaletteListProps) {
  const { t, i18n } = useTranslation('reach');
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector(`[id="${id}-${active}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [id, active, groups]);
  const starts = groups.map((_, at) =>
    groups.slice(0, at).reduce((sum, group) => sum + group.commands.length, 0),
  );
  return (
    <div
      ref={list}
      id={`${id}-list`}
      role="listbox"
      aria-label={t('palette.title')}
      // The focus stays in the field.
      onMouseDown={(event) => event.preventDefault()}
      className="max-h-[min(26rem,60dvh)] overflow-y-auto overscroll-contain p-1.5"
    >
      {groups.length === 0 && (
        <p aria-hidden className="px-2.5 py-3 text-soft">
          {t('palette.none')}
        </p>
      )}
      {groups.map(({ title, commands }, at) => (
        <div key={title ?? 'found'} role="group" aria-label={title ?? t('palette.title')}>
          {title !== undefined && (
            <div aria-hidden className="px-2.5 pt-2.5 pb-1 text-small text-soft">
              {title}
            </div>
          )}
          {commands.map((command, offset) => {
            const index = (starts[at] ?? 0) + offset;
            const current = command.isCurrent?.() === true;
            const [keys] = command.keys ?? [];
            return (
              <div
                key={command.id}
                id={`${id}-${index}`}
                role="option"
                aria-selected={index === active}
                onPointerMove={() => onActive(index)}
                onClick={() => onChoose(command)}
                className="flex min-h-9 items-center justify-between gap-4 rounded-control px-2.5 aria-selected:bg-sunk forced-colors:aria-selected:outline pointer-coarse:min-h-11"
              >
                <span className="min-w-0 truncate">{command.name(i18n.language)}</span>
                {current && (
                  <Check size={16} aria-label={t('palette.current')} className="text-soft" />
                )}
                {!current && keys !== undefined && <Kbd keys={keyNames(keys, isMac)} />}
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
}
