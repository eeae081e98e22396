import { Settings2 } from 'lucide-react';
import { lazy, Suspense, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { IconButton } from '../../ui/Button';
import { ErrorBoundary } from '../../ui/ErrorBoundary';

const PreferencesPanel = lazy(() => import('./PreferencesPanel'));

/** Interface language, theme and a link to the settings, behind one button. */
export function PreferencesMenu() {
  const { t } = useTranslation();
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);

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
          <ErrorBoundary>
            <Suspense>
              <PreferencesPanel onClose={() => setOpen(false)} />
            </Suspense>
          </ErrorBoundary>
        </div>
      )}
    </div>
  );
}
