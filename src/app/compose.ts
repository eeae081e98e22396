import { answer, translateText } from '../tasks';
import { defaultModelId, getModel, isModelId, type ModelId } from '../core/catalog';
import { findLanguage, loadDetector } from '../core/languages';
import { setTimer } from '../core/timer';
import type { EngineClient } from '../engine/client';
import type { GpuReport } from '../engine/gpu';
import type { Stores } from '../features/stores';
import { createChatStore } from '../state/chat';
import { createEngineStore, type EngineStore } from '../state/engine';
import { createPreferencesStore } from '../state/preferences';
import { createTranslateStore, readDraft, type TranslatePorts } from '../state/translate';
import type { History } from '../storage/history';
import type { KeyValue } from '../storage/keyValue';
import type { Packages } from '../models/packages';
import type { InterfaceLanguage } from '../ui/i18n';

export interface Parts {
  readonly engine: EngineClient;
  readonly weights: Packages;
  readonly checkGpu: () => Promise<GpuReport>;
  readonly history: History;
  /** Address of a host of packages that the app was built for. */
  readonly packageHost: string | undefined;
  /** Kept for good, and kept until the tab is closed. */
  readonly lasting: KeyValue;
  readonly session: KeyValue;
  /** Of the page's address: from, to, text, model. */
  readonly query: URLSearchParams;
  /** `navigator.languages` */
  readonly wanted: readonly string[];
  readonly clearAllData: () => Promise<void>;
}

/** Joins the stores to the parts that do the work. */
export function createStores(parts: Parts): Stores {
  const { query, session, engine: client } = parts;
  const offered: [InterfaceLanguage, ...InterfaceLanguage[]] = ['en', 'zh-Hans'];
  const preferences = createPreferencesStore({
    storage: parts.lasting,
    offered,
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
  if (!isModelId(asked)) void forgetIfGone(usual, engine, parts.weights);
  engine.subscribe(({ modelId }, before) => {
    if (modelId !== before.modelId) preferences.getState().chooseModel(modelId);
  });
  const model = () => engine.getState().modelId;

  const translate = createTranslateStore({
    translate: async (request) => {
      const { quality } = preferences.getState();
      const modelId = model();
      // Only the demo is known so well that what it does not know can be left out.
      const demo = getModel(modelId).family === 'demo' ? await import('../core/demo') : undefined;
      const mayShow = demo?.demoKnows;
      return translateText(client, { ...request, model: modelId, quality, mayShow });
    },
    detect,
    draft: session,
    onFrame,
    setTimer,
    initial: initialTranslation(parts, preferences.getState()),
  });

  const chat = createChatStore({
    reply: (request) => answer(client, { ...request, model: model() }),
    history: parts.history,
    draft: session,
    onFrame,
    newId: () => crypto.randomUUID(),
    now: () => Date.now(),
  });

  const usualPlaces = { packageHost: parts.packageHost, hub: officialHub };
  const models = once(async () => {
    // Only who opens the models needs to know how they come in.
    const { openModels } = await import('./openModels');
    return openModels({
      weights: parts.weights,
      client,
      engine,
      translate,
      chat,
      preferences,
      usualPlaces,
    });
  });

  const measure = once(async () => {
    const { openMeasure } = await import('./openMeasure');
    return openMeasure(client, parts.weights);
  });

  return {
    preferences,
    engine,
    translate,
    chat,
    models,
    measure,
    usualPlaces,
    clearAllData: parts.clearAllData,
  };
}

const officialHub = 'https://huggingface.co/';

/** The browser may have thrown a model away since it was chosen; the usual one is always to be had. */
async function forgetIfGone(modelId: ModelId, engine: EngineStore, weights: Packages) {
  if (modelId === defaultModelId) return;
  const { kind } = await weights.state(modelId).catch(() => ({ kind: 'absent' }));
  const { modelId: current, select } = engine.getState();
  if (kind !== 'stored' && current === modelId) select(defaultModelId);
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** The address speaks first, then what this tab held before a reload, then the reader's habits. */
function initialTranslation(
  { query, session, wanted }: Parts,
  {
    interfaceLanguage,
    recentTargets,
  }: { interfaceLanguage: string; recentTargets: readonly string[] },
): TranslatePorts['initial'] {
  const draft = readDraft(session);
  const code = (name: string) => findLanguage(query.get(name) ?? '')?.code;
  const addressed = ['from', 'to', 'text'].some((name) => query.has(name));
  // An address that leaves the source out asks to detect it.
  const from = addressed ? code('from') : draft.from;
  const chosen = code('to') ?? draft.to ?? recentTargets[0];
  return {
    ...(from !== undefined && { from }),
    to: chosen ?? usualTarget(interfaceLanguage, wanted[0] ?? ''),
    guessed: chosen === undefined,
    text: query.get('text') ?? draft.source,
  };
}

/** Below this a guess would mislead more often than help. */
const sureEnough = 0.5;

async function detect(text: string): Promise<string | undefined> {
  // Its tables are fetched for the first text, not for an empty page.
  if (text.trim() === '') return undefined;
  const [best] = (await loadDetector())(text);
  return best !== undefined && best.confidence >= sureEnough ? best.language.code : undefined;
}

/** The reader's own language; if the page already speaks it, the other one of English and Chinese. */
function usualTarget(interfaceLanguage: string, readersLanguage: string): string {
  const shown = findLanguage(interfaceLanguage)?.code ?? 'eng';
  const own = findLanguage(readersLanguage)?.code ?? shown;
  if (own !== shown) return own;
  return shown === 'eng' ? 'zho_simpl' : 'eng';
}
