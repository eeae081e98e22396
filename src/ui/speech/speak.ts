/** What speaks: `speechSynthesis`. */
export interface SpeechPorts<Utterance extends EventTarget> {
  readonly synthesis: { speak(utterance: Utterance): void; cancel(): void };
  /** An utterance in the chosen voice. */
  readonly utter: (text: string) => Utterance;
}

export interface SpeechEvents {
  /** The place of the sentence that is being spoken. */
  onSentence(index: number): void;
  /** After the last one, when stopped, or when the voice failed. Once. */
  onEnd(): void;
}

/**
 * Speaks sentence after sentence: browsers cut off long utterances, and the reader sees where the voice is. What was
 * being spoken before is stopped.
 *
 * @returns Stops it.
 */
export function speakSentences<Utterance extends EventTarget>(
  sentences: readonly string[],
  { synthesis, utter }: SpeechPorts<Utterance>,
  { onSentence, onEnd }: SpeechEvents,
): () => void {
  let over = false;
  const end = () => {
    if (over) return;
    over = true;
    onEnd();
  };
  const speakFrom = (index: number) => {
    if (over) return;
    const text = sentences[index];
    if (text === undefined) {
      end();
      return;
    }
    if (text.trim() === '') {
      speakFrom(index + 1);
      return;
    }
    const utterance = utter(text);
    utterance.addEventListener('end', () => speakFrom(index + 1));
    utterance.addEventListener('error', end);
    onSentence(index);
    synthesis.speak(utterance);
  };
  synthesis.cancel();
  speakFrom(0);
  return () => {
    end();
    synthesis.cancel();
  };
}
