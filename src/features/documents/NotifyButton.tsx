import { Bell } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/Button';
import { useTranslation } from '../../ui/i18n/useTranslation';

const permission = () => ('Notification' in window ? Notification.permission : 'denied');

/** Asks whether the browser may tell of a document that is done; nothing where that is decided. */
export function NotifyButton() {
  const { t } = useTranslation('documents');
  const [state, setState] = useState(permission);
  if (state !== 'default') return null;
  return (
    <Button
      look="quiet"
      icon={<Bell size={16} aria-hidden />}
      onClick={() => void Notification.requestPermission().then(setState)}
      className="self-start"
    >
      {t('notify')}
    </Button>
  );
}
