import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { setTimer } from '../core/timer';
import { Button, IconButton } from './Button';

interface CopyButtonProps {
  /** A long text is put together only when it is copied. */
  readonly text: string | (() => string);
  readonly label: string;
  /** Shown for a moment after copying. */
  readonly doneLabel: string;
  readonly disabled?: boolean;
  /** Only the icon, for buttons that repeat. */
  readonly compact?: boolean;
}

const shownMilliseconds = 1600;

export function CopyButton({
  text,
  label,
  doneLabel,
  disabled = false,
  compact = false,
}: CopyButtonProps) {
  const [done, setDone] = useState(false);
  useEffect(() => {
    if (!done) return;
    return setTimer(() => setDone(false), shownMilliseconds);
  }, [done]);

  const copy = () =>
    navigator.clipboard.writeText(typeof text === 'string' ? text : text()).then(
      () => setDone(true),
      // Refused, for example in a frame; the text can still be selected by hand.
      () => setDone(false),
    );
  const icon = done ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />;
  if (compact) {
    return (
      <IconButton label={done ? doneLabel : label} onClick={() => void copy()}>
        {icon}
      </IconButton>
    );
  }
  return (
    <Button look="quiet" disabled={disabled} onClick={() => void copy()} icon={icon}>
      <span aria-live="polite">{done ? doneLabel : label}</span>
    </Button>
  );
}
