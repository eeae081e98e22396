import { MoreHorizontal } from 'lucide-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { useStore } from 'zustand';
import { IconButton } from '../../../ui/Button';
import '../../../ui/i18n/reach';
import { useTranslation } from '../../../ui/i18n/useTranslation';
import { commands, isEnabled, type Command } from '../../commands';

const offered: readonly string[] = [
  ...['copyTable', 'copyMarkdown', 'copyLink', 'download', 'print'],
];

/** More ways to take the translation along: a menu button of the ARIA Authoring Practices. */
export function CopyMenu() {
  const { t } = useTranslation('reach');
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const close = () => {
    flushSync(() => setOpen(false));
    root.current?.querySelector('button')?.focus();
  };
  return (
    <div
      ref={root}
      className="relative"
      onBlur={({ relatedTarget }) => {
        if (!root.current?.contains(relatedTarget)) setOpen(false);
      }}
    >
      <IconButton
        label={t('copyAs.label')}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={`${id}-menu`}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        <MoreHorizontal size={18} aria-hidden />
      </IconButton>
      {open && <Menu id={`${id}-menu`} onClose={close} />}
    </div>
  );
}

function Menu({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { t, i18n } = useTranslation('reach');
  const menu = useRef<HTMLDivElement>(null);
  const items = useStore(commands, (state) => state.added).filter((one) =>
    offered.includes(one.id),
  );
  useEffect(() => menu.current?.querySelector('button')?.focus(), []);

  const choose = (command: Command) => {
    onClose();
    if (isEnabled(command)) command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const buttons = [...(menu.current?.querySelectorAll('button') ?? [])];
    const at = buttons.findIndex((one) => one === document.activeElement);
    const moves: Partial<Record<string, number>> = {
      ...{ ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 },
    };
    const to = moves[event.key];
    if (event.key === 'Escape') onClose();
    else if (to !== undefined) buttons.at(to % buttons.length)?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={menu}
      id={id}
      role="menu"
      aria-label={t('copyAs.label')}
      onKeyDown={onKeyDown}
      className="absolute start-0 bottom-full z-20 mb-1.5 flex w-max max-w-[calc(100vw-2rem)] flex-col rounded-page border border-line bg-raised p-1.5 shadow-[0_8px_24px_-12px_rgb(0_0_0/0.35)]"
    >
      {items.map((command) => (
        <button
          key={command.id}
          type="button"
          role="menuitem"
          tabIndex={-1}
          aria-disabled={!isEnabled(command)}
          onClick={() => choose(command)}
          className="min-h-9 rounded-control px-2.5 text-start hover:bg-sunk aria-disabled:opacity-50 pointer-coarse:min-h-11"
        >
          {command.name(i18n.language)}
        </button>
      ))}
    </div>
  );
}
