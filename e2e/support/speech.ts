import type { Page } from '@playwright/test';

/** A voice of the scripted browser. */
export interface ScriptedVoice {
  readonly lang: string;
  readonly localService: boolean;
}

/** What a page that was given {@link scriptSpeech} tells. */
interface Heard {
  /** Language of the voice, and text, of what was spoken. */
  readonly spoken: readonly (readonly [lang: string, text: string])[];
  /** Whether recognition was asked to stay on the device, each time that it began. */
  readonly listened: readonly boolean[];
}

interface SpeechWindow {
  readonly speech: Heard & {
    voices(voices: readonly ScriptedVoice[]): void;
    /** Ends the sentence that is being spoken. */
    next(): void;
    say(text: string): void;
  };
}

/** Gives a page voices, and a recogniser that understands one language on the device, from the next load on. */
export async function scriptSpeech(
  page: Page,
  script: { readonly voices: readonly ScriptedVoice[]; readonly understands: string },
): Promise<void> {
  await page.addInitScript(({ voices, understands }) => {
    const spoken: [string, string][] = [];
    const listened: boolean[] = [];
    let known = voices;
    let current: EventTarget | undefined;
    const recognisers: EventTarget[] = [];
    class Utterance extends EventTarget {
      voice = { lang: '' };
      readonly text: string;
      constructor(text: string) {
        super();
        this.text = text;
      }
    }
    const synthesis = Object.assign(new EventTarget(), {
      getVoices: () => known,
      cancel: () => (current = undefined),
      speak(utterance: Utterance) {
        current = utterance;
        spoken.push([utterance.voice.lang, utterance.text]);
      },
    });
    class Recognition extends EventTarget {
      lang = '';
      static available({ langs, processLocally }: { langs: string[]; processLocally: boolean }) {
        // Elsewhere it would understand everything.
        const can = !processLocally || langs.every((lang) => lang === understands);
        return Promise.resolve(can ? 'available' : 'unavailable');
      }
      start() {
        recognisers.push(this);
        listened.push((this as unknown as { processLocally: boolean }).processLocally);
      }
      stop() {
        this.dispatchEvent(new Event('end'));
      }
    }
    Object.assign(Recognition.prototype, { processLocally: false });
    const speech = {
      ...{ spoken, listened },
      voices(others: readonly ScriptedVoice[]) {
        known = others;
        synthesis.dispatchEvent(new Event('voiceschanged'));
      },
      next: () => current?.dispatchEvent(new Event('end')),
      say: (text: string) =>
        recognisers
          .at(-1)
          ?.dispatchEvent(
            Object.assign(new Event('result'), { results: [[{ transcript: text }]] }),
          ),
    };
    for (const [name, value] of Object.entries({
      ...{ speechSynthesis: synthesis, SpeechSynthesisUtterance: Utterance },
      ...{ SpeechRecognition: Recognition, speech },
    })) {
      Object.defineProperty(window, name, { value, configurable: true });
    }
  }, script);
}

/** What was heard on either side, by now. */
export const heard = (page: Page): Promise<Heard> =>
  page.evaluate(() => {
    const { spoken, listened } = (window as unknown as SpeechWindow).speech;
    return { spoken, listened };
  });

export const setVoices = (page: Page, voices: readonly ScriptedVoice[]): Promise<void> =>
  page.evaluate((all) => (window as unknown as SpeechWindow).speech.voices(all), voices);

export const endSentence = (page: Page): Promise<void> =>
  page.evaluate(() => (window as unknown as SpeechWindow).speech.next());

export const sayAloud = (page: Page, text: string): Promise<void> =>
  page.evaluate((what) => (window as unknown as SpeechWindow).speech.say(what), text);
