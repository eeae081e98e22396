import { Square, Volume2 } from 'lucide-react';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { IconButton } from '../Button';
import { speakSentences } from './speak';
import { localVoice } from './voices';

interface SpeakButtonProps {
  readonly label: string;
  readonly stopLabel: string;
  /** As in the table of languages. */
  readonly tag: string | undefined;
  /** Asked for when pressed. */
  readonly sentences: () => readonly string[];
  readonly disabled?: boolean;
  /** Where the voice is; undefined when it has ended. */
  readonly onSentence: (index: number | undefined) => void;
}

const synthesis = 'speechSynthesis' in globalThis ? globalThis.speechSynthesis : undefined;

function subscribe(onChange: () => void): () => void {
  synthesis?.addEventListener('voiceschanged', onChange);
  return () => synthesis?.removeEventListener('voiceschanged', onChange);
}

/** Reads a text aloud. Not there where this device has no voice for it. */
export function SpeakButton({ tag = '', ...props }: SpeakButtonProps) {
  const voice = useSyncExternalStore(subscribe, () =>
    localVoice(synthesis?.getVoices() ?? [], tag),
  );
  if (synthesis === undefined || voice === undefined) return null;
  // Another language stops the voice.
  return <Speaker key={tag} synthesis={synthesis} voice={voice} {...props} />;
}

interface SpeakerProps extends Omit<SpeakButtonProps, 'tag'> {
  readonly synthesis: SpeechSynthesis;
  readonly voice: SpeechSynthesisVoice;
}

function Speaker({ synthesis, voice, label, stopLabel, disabled, ...props }: SpeakerProps) {
  const [speaking, setSpeaking] = useState(false);
  const stop = useRef<() => void>(undefined);
  useEffect(() => () => stop.current?.(), []);

  const start = () => {
    const utter = (text: string) =>
      Object.assign(new SpeechSynthesisUtterance(text), { voice, lang: voice.lang });
    setSpeaking(true);
    stop.current = speakSentences(
      props.sentences(),
      { synthesis, utter },
      {
        onSentence: props.onSentence,
        onEnd: () => {
          setSpeaking(false);
          props.onSentence(undefined);
        },
      },
    );
  };
  return (
    <IconButton
      label={speaking ? stopLabel : label}
      disabled={disabled === true && !speaking}
      onClick={() => (speaking ? stop.current?.() : start())}
    >
      {speaking ? <Square size={16} aria-hidden /> : <Volume2 size={18} aria-hidden />}
    </IconButton>
  );
}
