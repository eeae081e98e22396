import i18next from 'i18next';
import type { ModelId } from '../core/catalog';
import { findLanguage } from '../core/languages';
import { GlossaryIndex } from '../core/terms/glossaryIndex';
import { setTimer } from '../core/timer';
import { createDocumentFiles } from '../documents/client';
import type { EngineClient } from '../engine/client';
import { workerPort } from '../rpc/webWorker';
import { createDocumentsStore } from '../state/documents/store';
import type { DocumentsStore } from '../state/documents/types';
import type { EngineStore } from '../state/engine';
import { glossariesFor, type GlossariesStore } from '../state/glossaries';
import type { DeviceStorage } from '../storage/openStorage';
import { planDocument } from '../tasks/documents/plan';
import { translateDocument } from '../tasks/documents/translate';
import '../ui/i18n/documents';
import { mayShowOf } from './chosenModel';
import { openChecker } from './openChecker';

export interface DocumentParts {
  readonly client: EngineClient;
  readonly engine: EngineStore;
  readonly model: () => ModelId;
  readonly glossaries: GlossariesStore;
  readonly storage: () => Promise<DeviceStorage>;
  readonly wanted: readonly string[];
}

const startWorker = () =>
  workerPort(
    new Worker(new URL('../documents/documentsWorker.ts', import.meta.url), { type: 'module' }),
  );

/** Connects the documents with the engine, and with what this browser keeps. */
export function openDocuments(parts: DocumentParts): DocumentsStore {
  const { client, engine, model, storage } = parts;
  const store = createDocumentsStore({
    documents: async () => (await storage()).documents,
    memory: async () => (await storage()).memory,
    files: createDocumentFiles(startWorker),
    plan: (request) => planDocument(client, request),
    translate: async ({ model: modelId = model(), ...request }) =>
      translateDocument(client, {
        ...{ ...request, model: modelId, mayShow: await mayShowOf(modelId) },
      }),
    model,
    onModel: (listener) =>
      engine.subscribe(({ modelId }, before) => {
        if (modelId !== before.modelId) listener();
      }),
    glossary: (from, to) => openGlossary(parts.glossaries, from, to),
    checker: openChecker,
    exclusively: (name, run) =>
      navigator.locks.request(name, { ifAvailable: true }, (lock) =>
        lock === null ? undefined : run(),
      ),
    onDone: ({ name }) => {
      if (document.visibilityState === 'visible' || !('Notification' in window)) return;
      if (Notification.permission !== 'granted') return;
      new Notification(i18next.t('documents:notified', { name }));
    },
    languages: parts.wanted,
    newId: () => crypto.randomUUID(),
    now: () => Date.now(),
    setTimer,
  });
  void store.getState().start();
  return store;
}

/** The glossaries in use for a pair of languages; undefined if there are none. */
async function openGlossary(store: GlossariesStore, from: string | undefined, to: string) {
  const [source, target] = [findLanguage(from ?? ''), findLanguage(to)];
  const active = glossariesFor(store.getState().glossaries, source?.code, to);
  if (source === undefined || target === undefined || active.length === 0) return undefined;
  return GlossaryIndex.open(active, { from: source, to: target });
}
