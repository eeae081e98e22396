import { X } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from './i18n/useTranslation';
import { IconButton } from './Button';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A modal over the page while it is mounted; the browser keeps the focus inside, and Escape closes it. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-label={title}
      onClose={onClose}
      // A press on the backdrop hits the dialog itself; a press inside hits its content.
      onPointerDown={(event) => event.target === event.currentTarget && onClose()}
      className="m-auto w-[min(28rem,calc(100vw-2rem))] rounded-page border border-line bg-raised p-0 text-ink backdrop:bg-[rgb(0_0_0/0.35)]"
    >
      <div className="flex max-h-[80dvh] flex-col gap-3 overflow-auto p-5">
        <div className="flex items-start justify-between gap-4">
          <h2 className="text-heading font-semibold">{title}</h2>
          <IconButton label={t('app.close')} onClick={onClose} className="-me-2 -mt-1.5">
            <X size={18} aria-hidden />
          </IconButton>
        </div>
        {children}
      </div>
    </dialog>
  );
}
