import { describe, expect, it, vi } from 'vitest';
import { canDictate, dictate, spokenTag, type RecognitionClass } from './dictation';
import { speakSentences } from './speak';
import { localVoice } from './voices';

const voice = (lang: string, more: Partial<{ localService: boolean; default: boolean }> = {}) => ({
  ...{ lang, localService: true, default: false },
  ...more,
});

describe('localVoice', () => {
  it.each([
    [[voice('de-DE'), voice('en-US')], 'en', 'en-US'],
    [[voice('en_GB')], 'en', 'en_GB'],
    [[voice('zh-TW'), voice('zh-CN')], 'zh-Hans', 'zh-CN'],
    [[voice('zh-CN'), voice('zh-TW')], 'zh-Hant', 'zh-TW'],
    [[voice('no-NO')], 'nb', 'no-NO'],
    [[voice('en-US'), voice('en-GB', { default: true })], 'en', 'en-GB'],
  ])('of %j for %s is %s', (voices, tag, lang) => {
    expect(localVoice(voices, tag)?.lang).toBe(lang);
  });

  it('is none that would send the text away', () => {
    const remote = voice('fr-FR', { localService: false, default: true });
    expect(localVoice([remote], 'fr')).toBeUndefined();
    expect(localVoice([voice('de-DE')], 'fr')).toBeUndefined();
  });
});

class Utterance extends EventTarget {
  readonly text: string;
  constructor(text: string) {
    super();
    this.text = text;
  }
}

function speech(sentences: readonly string[]) {
  const spoken: Utterance[] = [];
  const synthesis = { speak: (one: Utterance) => spoken.push(one), cancel: vi.fn() };
  const events = { onSentence: vi.fn(), onEnd: vi.fn() };
  const stop = speakSentences(
    sentences,
    { synthesis, utter: (text) => new Utterance(text) },
    events,
  );
  const tell = (type: string) => spoken.at(-1)!.dispatchEvent(new Event(type));
  return { spoken, texts: () => spoken.map(({ text }) => text), synthesis, ...events, stop, tell };
}

describe('speakSentences', () => {
  it('speaks one after another, and says which', () => {
    const { texts, tell, onSentence, onEnd } = speech(['One.', '  ', 'Two.']);
    expect(texts()).toEqual(['One.']);
    tell('end');
    expect(texts()).toEqual(['One.', 'Two.']);
    expect(onSentence.mock.calls).toEqual([[0], [2]]);
    expect(onEnd).not.toHaveBeenCalled();
    tell('end');
    expect(onEnd).toHaveBeenCalledOnce();
  });

  it('stops what was spoken before, and itself', () => {
    const { texts, tell, synthesis, stop, onEnd } = speech(['One.', 'Two.']);
    expect(synthesis.cancel).toHaveBeenCalledOnce();
    stop();
    expect(synthesis.cancel).toHaveBeenCalledTimes(2);
    // As browsers do for what was cancelled.
    tell('error');
    tell('end');
    expect(texts()).toEqual(['One.']);
    expect(onEnd).toHaveBeenCalledOnce();
  });

  it('ends where the voice fails', () => {
    const { texts, tell, onEnd } = speech(['One.', 'Two.']);
    tell('error');
    expect(texts()).toEqual(['One.']);
    expect(onEnd).toHaveBeenCalledOnce();
  });
});

function recognitionOf(state: string, local = true) {
  const made: EventTarget[] = [];
  class Recognition extends EventTarget {
    started = false;
    constructor() {
      super();
      made.push(this);
    }
    start() {
      this.started = true;
    }
    stop() {
      this.dispatchEvent(new Event('end'));
    }
    abort() {
      this.stop();
    }
    static available = vi.fn(() => Promise.resolve(state));
  }
  if (local) Object.assign(Recognition.prototype, { processLocally: false });
  return {
    recognition: Recognition as unknown as RecognitionClass,
    made,
    available: Recognition.available,
  };
}

describe('canDictate', () => {
  it('asks for recognition on the device', async () => {
    const { recognition, available } = recognitionOf('available');
    expect(await canDictate(recognition, 'de')).toBe(true);
    expect(available).toHaveBeenCalledWith({ langs: ['de-DE'], processLocally: true });
  });

  it.each(['downloadable', 'downloading', 'unavailable'])('is no when it is %s', async (state) => {
    expect(await canDictate(recognitionOf(state).recognition, 'de')).toBe(false);
  });

  it('is no where the browser cannot promise it', async () => {
    const { recognition } = recognitionOf('available', false);
    expect(await canDictate(recognition, 'de')).toBe(false);
    expect(await canDictate(undefined, 'de')).toBe(false);
    class Old extends EventTarget {}
    expect(await canDictate(Old as unknown as RecognitionClass, 'de')).toBe(false);
  });
});

describe('dictate', () => {
  const results = (...texts: string[]) =>
    Object.assign(new Event('result'), { results: texts.map((transcript) => [{ transcript }]) });

  it('listens on the device, and gives all that was said', () => {
    const { recognition, made } = recognitionOf('available');
    const [onText, onEnd] = [vi.fn(), vi.fn()];
    const stop = dictate(recognition, 'pt', { onText, onEnd });
    expect(made[0]).toMatchObject({
      ...{ lang: 'pt-BR', processLocally: true, continuous: true, started: true },
    });
    made[0]!.dispatchEvent(results('Bom dia', ' a todos'));
    expect(onText).toHaveBeenLastCalledWith('Bom dia a todos');
    stop();
    expect(onEnd).toHaveBeenCalledWith(false);
  });

  it('tells of a failure', () => {
    const { recognition, made } = recognitionOf('available');
    const onEnd = vi.fn();
    dictate(recognition, 'pt', { onText: vi.fn(), onEnd });
    made[0]!.dispatchEvent(new Event('error'));
    made[0]!.dispatchEvent(new Event('end'));
    expect(onEnd).toHaveBeenCalledWith(true);
  });
});

it.each([
  ['zh-Hans', 'zh-CN'],
  ['zh-Hant', 'zh-TW'],
  ['en', 'en-US'],
  ['fil', 'fil-PH'],
])('spokenTag of %s is %s', (tag, spoken) => expect(spokenTag(tag)).toBe(spoken));
