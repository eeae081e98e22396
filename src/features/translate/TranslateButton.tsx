import { Square } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button';
import { usePick, useSelect } from '../stores';

/**
 * Who presses the button within so long of a start meant to start: with the second click of a double one, or
 * as a pause in writing had just begun by itself.
 */
const GRACE_MS = 400;

/** Starts, and while something is under way stops. */
export function TranslateButton() {
  const { t } = useTranslation();
  const { run, stop } = usePick('translate', 'run', 'stop');
  const busy = useSelect('translate', ({ phase }) => phase === 'running' || phase === 'waiting');
  const empty = useSelect('translate', ({ source }) => source.trim() === '');
  const usable = useSelect('engine', ({ gpu }) => gpu?.ok !== false);
  const begun = useRef(0);
  useEffect(() => {
    if (busy) begun.current = performance.now();
  }, [busy]);
  return busy ? (
    <Button
      onClick={() => {
        if (performance.now() - begun.current > GRACE_MS) stop();
      }}
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
