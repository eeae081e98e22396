import { useTranslation } from './i18n/useTranslation';
import { Button } from './Button';
import { Dialog } from './Dialog';

interface ConfirmDialogProps {
  /** A question. */
  readonly title: string;
  readonly text: string;
  /** The verb on the button. */
  readonly action: string;
  readonly onConfirm: () => Promise<void>;
  readonly onClose: () => void;
}

/** Asks before something that cannot be undone. */
export function ConfirmDialog({ title, text, action, onConfirm, onClose }: ConfirmDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog title={title} onClose={onClose}>
      <p className="text-soft">{text}</p>
      <div className="flex justify-end gap-2 pt-1">
        <Button autoFocus onClick={onClose}>
          {t('app.cancel')}
        </Button>
        <Button look="danger" onClick={() => void onConfirm().then(onClose)}>
          {action}
        </Button>
      </div>
    </Dialog>
  );
}
