import { answer } from '../tasks';
import type { WrittenAnswer } from '../tasks/chat/answer';
import { defaultModelId, getModel, isModelId, type ModelId } from '../core/catalog';
import type { EngineClient } from '../engine/client';
import type { GpuReport } from '../core/compatibility';
import type { Stores } from '../features/stores';
import { createActivityStore } from '../state/activity';
import { createChatStore } from '../state/chat';
import { once } from './once';
import { createEngineStore, type EngineStore } from '../state/engine';
import { createPreferencesStore } from '../state/preferences';
import type { KeyValue } from '../storage/keyValue';
import type { DeviceStorage } from '../storage/openStorage';
import type { ModelLoader } from '../models/loader';
import type { Packages } from '../models/packages';
import { interfaceLanguages } from '../ui/i18n';

export interface Parts {
  readonly engine: EngineClient;
  readonly packages: Packages;
  /** Made when something is to be loaded. */
  readonly loader: () => Promise<ModelLoader>;
  readonly checkGpu: () => Promise<GpuReport>;
  /** Opened when it is first needed. */
  readonly storage: () => Promise<DeviceStorage>;
  /** Address of the package host that the app was built for. */
  readonly packageHost: string | undefined;
  /** Storage that lasts, and storage that is kept until the tab is closed. */
  readonly lasting: KeyValue;
  readonly session: KeyValue;
  /** From the page's address: from, to, text, model. */
  readonly query: URLSearchParams;
  /** `navigator.languages` */
  readonly wanted: readonly string[];
  readonly clearAllData: () => Promise<void>;
}

/** The page is there by then. */
const RESUME_MS = 2_000;

/** Connects the stores with the parts that do the work. */
export function createStores(parts: Parts): Stores {
  const { query, session, engine: client } = parts;
  const preferences = createPreferencesStore({
    storage: parts.lasting,
    offered: interfaceLanguages,
    wanted: parts.wanted,
  });

  const onFrame = (callback: () => void) => void requestAnimationFrame(callback);
  const asked = query.get('model') ?? '';
  const usual = preferences.getState().modelId ?? defaultModelId;
  const engine = createEngineStore({
    client,
    checkGpu: parts.checkGpu,
    modelId: isModelId(asked) ? asked : usual,
    onFrame,
  });
  if (!isModelId(asked)) void forgetIfGone(usual, engine, parts.packages);
  engine.subscribe(({ modelId }, before) => {
    if (modelId !== before.modelId) preferences.getState().chooseModel(modelId);
  });
  const model = () => engine.getState().modelId;

  const glossaries = once(async () => {
    const { openGlossaries } = await import('./openGlossaries');
    return openGlossaries((await parts.storage()).glossaries);
  });

  const activity = createActivityStore();
  const translate = once(async () => {
    // Fetched with the page that shows it.
    const { openTranslate } = await import('./openTranslate');
    return openTranslate({
      ...{ ...parts, model, preferences, activity, detect, onFrame },
      glossaries: await glossaries(),
    });
  });

  const chat = createChatStore({
    reply: async (request) => {
      const modelId = model();
      if (getModel(modelId).family !== 'demo') {
        return answer(client, { ...request, model: modelId });
      }
      const { demoReply } = await import('../core/demo');
      // Without the detector an answer is still given.
      const last = request.messages.at(-1)?.text ?? '';
      const asked = await detect(last).catch(() => undefined);
      const language = asked ?? preferences.getState().interfaceLanguage;
      const replace = (written: WrittenAnswer) => demoReply(written, language);
      // Another one may have been taken meanwhile.
      const isLeft = model() !== modelId;
      return answer(client, { ...request, model: model(), ...(!isLeft && { replace }) });
    },
    history: async () => (await parts.storage()).history,
    draft: session,
    onFrame,
    newId: () => crypto.randomUUID(),
    now: () => Date.now(),
  });

  const usualPlaces = { packageHost: parts.packageHost };
  const models = once(async () => {
    // Fetched only when the Models page opens.
    const { openModels } = await import('./openModels');
    return openModels({
      packages: parts.packages,
      loader: await parts.loader(),
      engine,
      activity,
      chat,
      preferences,
      usualPlaces,
    });
  });

  const history = once(async () => {
    const { openPast } = await import('./openPast');
    return openPast({ storage: await parts.storage(), translate });
  });

  const documents = once(async () => {
    const { openDocuments } = await import('./openDocuments');
    return openDocuments({ ...parts, client, engine, model, glossaries: await glossaries() });
  });

  const resume = async () => {
    const records = await (await parts.storage()).documents.list();
    if (records.some(({ phase }) => phase === 'waiting' || phase === 'running')) await documents();
  };
  // What a tab that was closed left unfinished goes on, whichever page is open.
  setTimeout(() => void resume().catch(() => undefined), RESUME_MS);

  const measure = once(async () => {
    const { openMeasure } = await import('./openMeasure');
    return openMeasure(client, parts.packages);
  });

  return {
    preferences,
    engine,
    translate,
    activity,
    findInMemory: async (ask) => (await parts.storage()).memory.find(ask),
    countMemoryUse: (id) => {
      // A count that is lost loses nothing.
      void parts.storage().then(({ memory }) => memory.use(id).catch(() => undefined));
    },
    glossaries,
    chat,
    models,
    history,
    documents,
    measure,
    usualPlaces,
    isLasting: parts.lasting.isLasting,
    clearAllData: parts.clearAllData,
  };
}

/** The browser may have deleted a model since it was chosen; the default one is always available. */
async function forgetIfGone(modelId: ModelId, engine: EngineStore, packages: Packages) {
  if (modelId === defaultModelId) return;
  const { kind } = await packages.state(modelId).catch(() => ({ kind: 'absent' }));
  const { modelId: current, select } = engine.getState();
  if (kind !== 'stored' && current === modelId) select(defaultModelId);
}

/** Below this a guess would mislead more often than help. */
const sureEnough = 0.5;

async function detect(text: string): Promise<string | undefined> {
  // The detector and its tables are fetched for the first text, not for an empty page.
  if (text.trim() === '') return undefined;
  const { loadDetector } = await import('../core/languages/detect');
  const [best] = (await loadDetector())(text);
  return best !== undefined && best.confidence >= sureEnough ? best.language.code : undefined;
}
