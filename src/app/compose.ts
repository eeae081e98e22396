import { answer, translateText } from '../api';
import { defaultModelId, isModelId } from '../core/catalog';
import { findLanguage, loadDetector } from '../core/languages';
import type { EngineClient } from '../engine/client';
import type { GpuReport } from '../engine/gpu';
import type { Stores } from '../features/stores';
import { createChatStore } from '../state/chat';
import { createEngineStore, type EnginePorts } from '../state/engine';
import { createPreferencesStore } from '../state/preferences';
import { createTranslateStore, readDraft, type TranslatePorts } from '../state/translate';
import type { History } from '../storage/history';
import type { KeyValue } from '../storage/keyValue';
import type { InterfaceLanguage } from '../ui/i18n';

export interface Parts {
  readonly engine: EngineClient;
  readonly weights: EnginePorts['weights'];
  readonly checkGpu: () => Promise<GpuReport>;
  readonly history: History;
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

  const asked = query.get('model') ?? '';
  const engine = createEngineStore({
    client,
    weights: parts.weights,
    checkGpu: parts.checkGpu,
    modelId: isModelId(asked) ? asked : defaultModelId,
  });
  const model = () => engine.getState().modelId;
  const onFrame = (callback: () => void) => void requestAnimationFrame(callback);

  const translate = createTranslateStore({
    translate: (request) => translateText(client, { ...request, model: model() }),
    detect,
    draft: session,
    onFrame,
    after: (milliseconds, callback) => {
      const timer = setTimeout(callback, milliseconds);
      return () => clearTimeout(timer);
    },
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

  return { preferences, engine, translate, chat, clearAllData: parts.clearAllData };
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
