import { Square } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { Button } from '../../ui/Button';
import { useSelect } from '../stores';
import { useTranslate, usePickTranslate } from './store';

/**
 * A press this soon after a start was meant to start: it is the second half of a double click, or a pause in
 * typing had just started the translation.
 */
const GRACE_MS = 400;

/** Starts a translation, or stops the running one. */
export function TranslateButton() {
  const { t } = useTranslation();
  const { run, stop } = usePickTranslate('run', 'stop');
  const busy = useTranslate(({ phase }) => phase === 'running' || phase === 'waiting');
  const empty = useTranslate(({ source }) => source.trim() === '');
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
