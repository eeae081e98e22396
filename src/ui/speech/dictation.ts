/** The part of the Web Speech API's recognition that dictation needs. */
export interface Recognition extends EventTarget {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  processLocally: boolean;
  start(): void;
  stop(): void;
  abort(): void;
}

export interface RecognitionClass {
  new (): Recognition;
  /** Absent where the browser cannot say whether it recognises on the device. */
  readonly available?: (options: {
    readonly langs: readonly string[];
    readonly processLocally: boolean;
  }) => Promise<string>;
}

interface ResultEvent extends Event {
  readonly results: ArrayLike<ArrayLike<{ readonly transcript: string }>>;
}

/** Recognisers ask for a region: "de" is "de-DE", "zh-Hans" is "zh-CN". */
export function spokenTag(tag: string): string {
  const { language, region } = new Intl.Locale(tag).maximize();
  return region === undefined ? language : `${language}-${region}`;
}

/** Whether the browser recognises a language on this device; elsewhere the voice would be sent away. */
export async function canDictate(
  recognition: RecognitionClass | undefined,
  tag: string,
): Promise<boolean> {
  if (recognition?.available === undefined) return false;
  if (!('processLocally' in recognition.prototype)) return false;
  const options = { langs: [spokenTag(tag)], processLocally: true };
  return (await recognition.available(options).catch(() => 'unavailable')) === 'available';
}

export interface DictationEvents {
  /** All that was said since the start, also what may still change. */
  onText(text: string): void;
  /** Once; `failed` when it was not the user who ended it. */
  onEnd(failed: boolean): void;
}

/**
 * Listens until stopped, on this device.
 *
 * @returns Stops listening; what was said before still arrives.
 */
export function dictate(
  recognition: RecognitionClass,
  tag: string,
  { onText, onEnd }: DictationEvents,
): () => void {
  const recogniser = new recognition();
  Object.assign(recogniser, {
    ...{ lang: spokenTag(tag), continuous: true, interimResults: true, processLocally: true },
  });
  let failed = false;
  recogniser.addEventListener('result', (event) => {
    const { results } = event as ResultEvent;
    onText(Array.from(results, (result) => result[0]?.transcript ?? '').join(''));
  });
  recogniser.addEventListener('error', () => (failed = true));
  recogniser.addEventListener('end', () => onEnd(failed));
  recogniser.start();
  return () => recogniser.stop();
}
