import type { ModelId } from '../core/catalog';
import { setTimer } from '../core/timer';
import type { EngineClient } from '../engine/client';
import type { ActivityStore } from '../state/activity';
import type { OnFrame } from '../state/frames';
import type { GlossariesStore } from '../state/glossaries';
import type { PreferencesStore } from '../state/preferences';
import { createTranslateStore, maxKeptLength } from '../state/translate';
import {
  contextOptions,
  createContextStore,
  surroundings,
  withContext,
} from '../state/translate/context';
import { rememberTranslations } from '../state/translate/remember';
import { followTerms } from '../state/translate/terms';
import type { OpenTranslation } from '../state/translate/tools';
import { watchTranslation } from '../state/translate/watch';
import type { KeyValue } from '../storage/keyValue';
import type { DeviceStorage } from '../storage/openStorage';
import { cutText, translateSegments } from '../tasks';
import type { InterfaceLanguage } from '../ui/i18n';
import { chosenModel, mayShowOf } from './chosenModel';
import { openChecker } from './openChecker';
import { initialTranslation, otherTarget } from './firstLanguages';
import { openTools } from './openTools';

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
  readonly lasting: KeyValue;
  readonly query: URLSearchParams;
  readonly wanted: readonly string[];
}

/** What the last text took on this device says what the next will take. */
const speedKey = (modelId: ModelId): string => `translate.speed.${modelId}`;

/** Connects the translation with the engine, and with what this tab keeps. */
export function openTranslate(parts: TranslateParts): OpenTranslation {
  const { engine, model, preferences, activity, wanted, session, onFrame, detect } = parts;
  const context = createContextStore(parts.lasting);
  const store = createTranslateStore({
    cut: (request) => cutText(engine, { ...request, model: model() }),
    translate: async ({ ids, neighbours, ...request }) => {
      const { quality } = preferences.getState();
      const chosen = context.getState();
      const usual = contextOptions(chosen);
      const { translation } = store.getState();
      const isAround = neighbours ?? chosen.neighbours;
      const glossary = await terms.glossary();
      const { modelId, mayShow } = await chosenModel(model, mayShowOf);
      return translateSegments(engine, {
        ...{ ...request, model: modelId, mayShow, glossary },
        quality: request.quality ?? quality,
        optionsOf: (index) => withContext(usual, request.optionsOf?.(index)),
        around: isAround ? surroundings(translation, ids, request.to) : undefined,
      });
    },
    ...{ modelId: model, detect },
    otherTarget: (than) => otherTarget(than, wanted, preferences.getState()),
    draft: session,
    speed: {
      get: () => Number(parts.lasting.get(speedKey(model())) ?? '') || undefined,
      set: (value) => parts.lasting.set(speedKey(model()), value.toFixed(1)),
    },
    onFrame,
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
  const writeNow = rememberTranslations(store, ports, () => undefined);
  const terms = followTerms({ translate: store, glossaries: parts.glossaries, setTimer });
  store.subscribe(({ phase }) => {
    const translating = phase === 'running' || phase === 'waiting';
    if (translating !== activity.getState().translating) activity.setState({ translating });
  });
  const quality = () => preferences.getState().quality;
  watchTranslation({
    store,
    checker: openChecker,
    usual: () => ({ ...context.getState(), quality: quality() }),
    onIdle,
    now: () => performance.now(),
  });
  const tools = openTools({ engine, store, context, model, quality, detect, onFrame });
  context.subscribe(() => {
    tools.lookups.getState().clear();
    store.getState().askAnew();
  });
  engine.subscribe((status) => {
    // What another model would say is not what was found.
    if (status.kind === 'loading') tools.lookups.getState().clear();
  });
  // The only event that every browser sends before a page is gone.
  addEventListener('pagehide', () => {
    store.getState().keep();
    writeNow();
  });
  addEventListener('visibilitychange', () => store.getState().keep());
  // A book is more than the tab can keep: it goes with the page, and the browser asks first.
  addEventListener('beforeunload', (event) => {
    if (store.getState().source.length > maxKeptLength) event.preventDefault();
  });
  return Object.assign(store, { tools });
}

/** Runs once when nothing more urgent does; Safari does not say when that is. */
function onIdle(run: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(run, { timeout: 1_000 });
  else setTimeout(run, 50);
}
