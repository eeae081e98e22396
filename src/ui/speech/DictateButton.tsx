import { Mic, MicOff } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { IconButton } from '../Button';
import { canDictate, dictate, type RecognitionClass } from './dictation';

interface DictateButtonProps {
  readonly label: string;
  readonly stopLabel: string;
  /** As in the table of languages. */
  readonly tag: string | undefined;
  /** Gives what takes all that was said since, as it grows. */
  readonly onStart: () => (spoken: string) => void;
  readonly onFailure: () => void;
}

const { SpeechRecognition: recognition } = globalThis as {
  readonly SpeechRecognition?: RecognitionClass;
};

/** Writes what is said. Only where the browser understands the language on this device. */
export function DictateButton({ label, stopLabel, tag, onStart, onFailure }: DictateButtonProps) {
  const possible = useCanDictate(tag);
  const [stop, setStop] = useState<() => void>();
  const latest = useRef(stop);
  useEffect(() => {
    latest.current = stop;
  }, [stop]);
  useEffect(() => () => latest.current?.(), []);
  if (recognition === undefined || tag === undefined || (!possible && stop === undefined)) {
    return null;
  }

  const start = () => {
    const onText = onStart();
    const onEnd = (failed: boolean) => {
      setStop(undefined);
      if (failed) onFailure();
    };
    const stopListening = dictate(recognition, tag, { onText, onEnd });
    setStop(() => stopListening);
  };
  return (
    <IconButton
      label={stop ? stopLabel : label}
      aria-pressed={stop !== undefined}
      onClick={stop ?? start}
    >
      {stop ? <MicOff size={18} aria-hidden /> : <Mic size={18} aria-hidden />}
    </IconButton>
  );
}

function useCanDictate(tag: string | undefined): boolean {
  const [able, setAble] = useState<string>();
  useEffect(() => {
    if (tag === undefined) return;
    let current = true;
    void canDictate(recognition, tag).then((can) => current && setAble(can ? tag : undefined));
    return () => {
      current = false;
    };
  }, [tag]);
  return tag !== undefined && able === tag;
}
