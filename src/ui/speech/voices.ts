import { findLanguage } from '../../core/languages';

/** What is needed to know of a `SpeechSynthesisVoice`. */
export interface Voice {
  readonly lang: string;
  readonly localService: boolean;
  readonly default: boolean;
}

/**
 * A voice that speaks a language on this device; any other would send the text to its maker. The user's default
 * voice comes first.
 *
 * @param tag As in the table of languages.
 */
export function localVoice<V extends Voice>(voices: readonly V[], tag: string): V | undefined {
  const fitting = voices.filter(
    ({ lang, localService }) => localService && findLanguage(lang)?.tag === tag,
  );
  return fitting.find((voice) => voice.default) ?? fitting[0];
}
