import { Square } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button';
import { useSelect } from '../stores';

/** Starts, and while something is under way stops. */
export function TranslateButton() {
  const { t } = useTranslation();
  const { run, stop } = useSelect('translate', (state) => state);
  const busy = useSelect('translate', ({ phase }) => phase === 'running' || phase === 'waiting');
  const empty = useSelect('translate', ({ source }) => source.trim() === '');
  const usable = useSelect('engine', ({ gpu }) => gpu?.ok !== false);
  return busy ? (
    <Button
      onClick={stop}
      icon={<Square size={12} fill="currentColor" aria-hidden />}
      className="min-w-24"
    >
      {t('translate.stop')}
    </Button>
  ) : (
    <Button
      look="seal"
      disabled={empty || !usable}
      onClick={() => void run()}
      title="Ctrl/⌘ Enter"
      className="min-w-24"
    >
      {t('translate.run')}
    </Button>
  );
}
