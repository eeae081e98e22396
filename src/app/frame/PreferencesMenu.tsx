import { Settings2 } from 'lucide-react';
import { lazy, Suspense, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { Link } from 'wouter';
import { InterfaceLanguageChoice, ThemeChoice } from '../../features/settings/choices';
import { IconButton } from '../../ui/Button';
import { ErrorBoundary } from '../../ui/ErrorBoundary';

const ShortcutsDialog = lazy(() => import('./ShortcutsDialog'));

/** Interface language, theme and a link to the settings, behind one button. */
export function PreferencesMenu() {
  const { t } = useTranslation();
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const [shortcutsOpen, setShortcutsOpen] = useState(false);
  useHelpKey(() => setShortcutsOpen(true));

  useEffect(() => {
    if (!open) return;
    const close = (event: Event) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setOpen(false);
      button.current?.querySelector('button')?.focus();
    };
    document.addEventListener('pointerdown', close);
    document.addEventListener('focusin', close);
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('pointerdown', close);
      document.removeEventListener('focusin', close);
      document.removeEventListener('keydown', onKeyDown);
    };
  }, [open]);

  const item =
    'flex min-h-9 w-full items-center justify-between rounded-control px-2.5 text-start hover:bg-sunk pointer-coarse:min-h-11';
  return (
    <div ref={root} className="relative">
      <div ref={button}>
        <IconButton
          label={t('preferences.button')}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          <Settings2 size={18} aria-hidden />
        </IconButton>
      </div>
      {open && (
        <div
          id={id}
          role="group"
          aria-label={t('preferences.button')}
          className="absolute end-0 top-full z-40 mt-1.5 flex w-80 max-w-[calc(100vw-1.5rem)] flex-col gap-4 rounded-page border border-line bg-raised p-3.5 shadow-[0_8px_24px_-12px_rgb(0_0_0/0.35)]"
        >
          <InterfaceLanguageChoice />
          <ThemeChoice />
          <div className="-mx-1.5 -mb-1.5 border-t border-line pt-1.5">
            <button
              type="button"
              className={item}
              onClick={() => {
                setOpen(false);
                setShortcutsOpen(true);
              }}
            >
              {t('preferences.shortcuts')}
              <kbd className="font-sans text-soft">?</kbd>
            </button>
            <Link href="/settings" className={item} onClick={() => setOpen(false)}>
              {t('nav.settings')}
            </Link>
            <Link href="/diagnostics" className={item} onClick={() => setOpen(false)}>
              {t('nav.diagnostics')}
            </Link>
          </div>
        </div>
      )}
      <ErrorBoundary fallback={null}>
        <Suspense>
          {shortcutsOpen && <ShortcutsDialog onClose={() => setShortcutsOpen(false)} />}
        </Suspense>
      </ErrorBoundary>
    </div>
  );
}

/** `?` opens the help, except while the user is typing. */
function useHelpKey(onHelp: () => void) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const writing =
        event.target instanceof Element && event.target.matches('input, textarea, select');
      if (event.key === '?' && !writing) onHelp();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  });
}
