import { getModel, type ModelId } from '../core/catalog';
import { setTimer } from '../core/timer';
import type { EngineClient } from '../engine/client';
import type { ActivityStore } from '../state/activity';
import type { OnFrame } from '../state/frames';
import type { GlossariesStore } from '../state/glossaries';
import type { PreferencesStore } from '../state/preferences';
import { createTranslateStore, maxKeptLength, type TranslateStore } from '../state/translate';
import { followTerms } from '../state/translateTerms';
import { rememberTranslations } from '../state/translate/remember';
import type { KeyValue } from '../storage/keyValue';
import type { DeviceStorage } from '../storage/openStorage';
import { cutText, translateSegments } from '../tasks';
import type { InterfaceLanguage } from '../ui/i18n';
import { initialTranslation, otherTarget } from './firstLanguages';

export interface TranslateParts {
  readonly engine: EngineClient;
  readonly model: () => ModelId;
  readonly preferences: PreferencesStore<InterfaceLanguage>;
  readonly activity: ActivityStore;
  readonly glossaries: GlossariesStore;
  readonly detect: (text: string) => Promise<string | undefined>;
  readonly onFrame: OnFrame;
  readonly session: KeyValue;
  readonly storage: () => Promise<DeviceStorage>;
  readonly query: URLSearchParams;
  readonly wanted: readonly string[];
}

/** Connects the translation with the engine, and with what this tab keeps. */
export function openTranslate(parts: TranslateParts): TranslateStore {
  const { engine, model, preferences, activity, wanted, session } = parts;
  const store = createTranslateStore({
    cut: (request) => cutText(engine, { ...request, model: model() }),
    translate: async (request) => {
      const modelId = model();
      const { quality } = preferences.getState();
      // Only for the demo is it known well enough what it does not know.
      const demo = getModel(modelId).family === 'demo' ? await import('../core/demo') : undefined;
      const mayShow = demo?.demoKnows;
      return translateSegments(engine, {
        ...{ ...request, model: modelId, mayShow },
        quality: request.quality ?? quality,
        glossary: await terms.glossary(),
      });
    },
    detect: parts.detect,
    otherTarget: (than) => otherTarget(than, wanted, preferences.getState()),
    draft: session,
    onFrame: parts.onFrame,
    setTimer,
    now: () => performance.now(),
    newId: () => crypto.randomUUID(),
    initial: initialTranslation(parts, preferences.getState()),
  });
  const ports = {
    translations: async () => (await parts.storage()).translations,
    memory: async () => (await parts.storage()).memory,
    ...{ modelId: model, newId: () => crypto.randomUUID(), now: () => Date.now(), setTimer },
  };
  // What cannot be kept is not worth an interruption; the settings say so.
  rememberTranslations(store, ports, () => undefined);
  const terms = followTerms({ translate: store, glossaries: parts.glossaries, setTimer });
  store.subscribe(({ phase }) => {
    const translating = phase === 'running' || phase === 'waiting';
    if (translating !== activity.getState().translating) activity.setState({ translating });
  });
  // The only event that every browser sends before a page is gone.
  addEventListener('pagehide', () => store.getState().keep());
  addEventListener('visibilitychange', () => store.getState().keep());
  // A book is more than the tab can keep: it goes with the page, and the browser asks first.
  addEventListener('beforeunload', (event) => {
    if (store.getState().source.length > maxKeptLength) event.preventDefault();
  });
  return store;
}
