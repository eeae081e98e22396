import { createStore, type StoreApi } from 'zustand/vanilla';
import { defaultModelId, getModel, models, type ModelId } from '../core/catalog';
import { toAppError, type AppError } from '../core/errors';
import type { ModelLoader, Transfer } from '../models/loader';
import type { DownloadEstimate, StoredState, ModelSource, Packages } from '../models/packages';
import type { EngineStore } from './engine';
import type { Places } from './places';

export type { DownloadEstimate, Transfer };

export type SourceKind = ModelSource['kind'];

/** What a source costs; `none` until the user has said where exactly. */
export type EstimateState =
  | { readonly kind: 'none' | 'loading' }
  | { readonly kind: 'ready'; readonly cost: DownloadEstimate }
  | { readonly kind: 'failed'; readonly error: AppError };

export interface ModelEntry {
  /** Undefined until it was looked at. */
  readonly stored: StoredState | undefined;
  readonly transfer: Transfer | undefined;
  /** Whether the user is choosing a source. */
  readonly choosing: boolean;
  readonly source: SourceKind;
  /** Chosen on this device's disk. */
  readonly files: readonly File[];
  /** Whether tokens without a row are left out. */
  readonly dropTokens: boolean;
  readonly estimate: EstimateState;
  /** Why it could not be removed. */
  readonly error: AppError | undefined;
}

export interface ModelsState {
  readonly entries: Readonly<Record<ModelId, ModelEntry>>;
  /** Room for more files; undefined where the browser does not say. */
  readonly freeBytes: number | undefined;
}

/** None of them rejects: failures end in the entry. */
export interface ModelsActions {
  /** Looks at what is on this device. */
  refresh(): Promise<void>;
  /** Loads what is here, goes on with what has begun, and asks where the rest comes from. */
  load(modelId: ModelId): Promise<void>;
  choose(modelId: ModelId): void;
  closeChoice(modelId: ModelId): void;
  chooseSource(modelId: ModelId, source: SourceKind): void;
  /** Takes files as the source. */
  importFiles(modelId: ModelId, files: readonly File[]): void;
  /** Leaves out tokens for which the chosen source has no rows, and asks again. */
  dropTokens(modelId: ModelId): void;
  /** Asks the chosen source what it costs. */
  requestEstimate(modelId: ModelId): Promise<void>;
  /** Takes the chosen source; the model is loaded when all is here. */
  start(modelId: ModelId): void;
  pause(modelId: ModelId): void;
  resume(modelId: ModelId): void;
  /** Frees everything that a model takes, finished or not. */
  remove(modelId: ModelId): Promise<void>;
}

export type ModelsStore = StoreApi<ModelsState & ModelsActions>;

export interface ModelsPorts {
  readonly packages: Pick<Packages, 'state' | 'remove'>;
  readonly loader: ModelLoader;
  readonly engine: EngineStore;
  readonly places: () => Places;
  readonly hasAccepted: (modelId: ModelId) => boolean;
  /** Asks the browser to keep what is stored. */
  readonly persist: () => Promise<unknown>;
  readonly freeBytes: () => Promise<number | undefined>;
  /** Resolves when another model may take the place of the one that is at work. */
  readonly whenIdle: () => Promise<void>;
}

/** The models on this device and on their way to it. */
export function createModelsStore(ports: ModelsPorts): ModelsStore {
  const { packages, loader, engine } = ports;

  /** The sources that were taken in this tab: only it can read the files that it was given. */
  const taken = new Map<ModelId, ModelSource>();

  return createStore((set, get) => {
    const entry = (id: ModelId) => get().entries[id];
    const change = (id: ModelId, changes: Partial<ModelEntry>) =>
      set(({ entries }) => ({ entries: { ...entries, [id]: { ...entries[id], ...changes } } }));

    const look = async (id: ModelId) => {
      const stored = await packages.state(id);
      // What runs or has failed in this tab knows better.
      const { transfer } = entry(id);
      const isPause = transfer?.kind === 'paused' && stored.kind !== 'stored' && taken.has(id);
      const isKnown = transfer?.kind === 'running' || transfer?.kind === 'failed' || isPause;
      change(id, { stored, ...(!isKnown && { transfer: pausedAt(id, stored) }) });
    };
    const measure = async () => set({ freeBytes: await ports.freeBytes() });

    loader.subscribe((id, transfer) => {
      change(id, transfer === undefined ? { transfer, files: [] } : { transfer });
      if (transfer !== undefined) return;
      taken.delete(id);
      void finish(id);
    });
    const finish = async (id: ModelId) => {
      await Promise.all([look(id), measure()]).catch(() => undefined);
      await ports.whenIdle();
      if (entry(id).stored?.kind === 'stored') await engine.getState().load(id);
    };

    /** A source, if all of it is known. */
    const sourceOf = (
      kind: SourceKind,
      { files, dropTokens }: Pick<ModelEntry, 'files' | 'dropTokens'>,
    ): ModelSource | undefined => {
      const { packageHost, hub, hubLayout, checkWhole } = ports.places();
      if (kind === 'hub') {
        return {
          ...{ kind, address: hub },
          ...(hubLayout !== undefined && { layout: hubLayout }),
          ...(checkWhole === true && { checkWhole }),
          ...(dropTokens && { dropTokens }),
        };
      }
      if (kind === 'disk') {
        return files.length > 0 ? { kind, files, ...(dropTokens && { dropTokens }) } : undefined;
      }
      return packageHost === undefined ? undefined : { kind, address: packageHost };
    };
    const chosenSource = (id: ModelId) => sourceOf(entry(id).source, entry(id));

    const begin = (id: ModelId, source: ModelSource | undefined) => {
      const progress = entry(id).transfer?.progress;
      if (source !== undefined) taken.set(id, source);
      change(id, { choosing: false, error: undefined, transfer: { kind: 'running', progress } });
      // Some browsers ask the user, who may take their time.
      ports.persist().catch(() => undefined);
      loader.start(id, { source, progress });
    };

    engine.subscribe(({ status }, before) => {
      if (status.kind !== 'ready' || before.status.kind !== 'loading') return;
      void Promise.all([look(status.modelId), measure()]).catch(() => undefined);
    });

    return {
      entries: Object.fromEntries(models.map(({ id }) => [id, untouched])) as Record<
        ModelId,
        ModelEntry
      >,
      freeBytes: undefined,
      refresh: async () => {
        await Promise.all([...models.map(({ id }) => look(id)), measure()]).catch(() => undefined);
      },
      load: async (id) => {
        const { stored, transfer } = entry(id);
        if (getModel(id).bundled || stored?.kind === 'stored') await engine.getState().load(id);
        else if (transfer !== undefined && ports.hasAccepted(id)) get().resume(id);
        else get().choose(id);
      },
      choose: (id) => {
        const { source, files, stored } = entry(id);
        const usual = ports.places().packageHost === undefined ? 'hub' : 'host';
        change(id, { choosing: true });
        get().chooseSource(id, files.length > 0 ? source : (stored?.source ?? usual));
      },
      closeChoice: (id) =>
        change(id, { choosing: false, files: [], dropTokens: false, estimate: { kind: 'none' } }),
      chooseSource: (id, source) => {
        change(id, { source });
        void get().requestEstimate(id);
      },
      importFiles: (id, files) => {
        change(id, { files, choosing: true, dropTokens: false });
        get().chooseSource(id, 'disk');
      },
      dropTokens: (id) => {
        change(id, { dropTokens: true });
        void get().requestEstimate(id);
      },
      requestEstimate: async (id) => {
        const source = chosenSource(id);
        const asked: EstimateState = { kind: source === undefined ? 'none' : 'loading' };
        change(id, { estimate: asked });
        if (source === undefined) return;
        const answer = await loader.estimate(id, source).then(
          (cost): EstimateState => ({ kind: 'ready', cost }),
          (cause: unknown): EstimateState => ({ kind: 'failed', error: toAppError(cause) }),
        );
        // Another source may have been chosen meanwhile.
        if (entry(id).estimate === asked) change(id, { estimate: answer });
      },
      start: (id) => {
        const source = chosenSource(id);
        if (source !== undefined && entry(id).transfer?.kind !== 'running') begin(id, source);
      },
      pause: (id) => {
        const { transfer } = entry(id);
        change(id, { transfer: { kind: 'paused', progress: transfer?.progress } });
        void loader.stop(id).then(() => look(id));
      },
      resume: (id) => {
        const source = taken.get(id);
        // The address may have been corrected since.
        if (source !== undefined)
          begin(id, source.kind === 'disk' ? source : sourceOf(source.kind, entry(id)));
        // A page that was loaded anew may not read the files of before.
        else if (entry(id).stored?.source === 'disk') get().choose(id);
        else begin(id, undefined);
      },
      remove: async (id) => {
        change(id, { error: undefined });
        try {
          await loader.stop(id);
          await engine.getState().release(id);
          await packages.remove(id);
          taken.delete(id);
          if (engine.getState().modelId === id) engine.getState().select(defaultModelId);
          change(id, { transfer: undefined, files: [], choosing: false });
          await Promise.all([look(id), measure()]);
        } catch (cause) {
          change(id, { error: toAppError(cause) });
        }
      },
    };
  });
}

const untouched: ModelEntry = {
  stored: undefined,
  transfer: undefined,
  choosing: false,
  source: 'hub',
  files: [],
  dropTokens: false,
  estimate: { kind: 'none' },
  error: undefined,
};

/** What a model left unfinished waits for the user; one that comes with the app loads by itself. */
function pausedAt(
  id: ModelId,
  { kind, doneBytes = 0, totalBytes = 0 }: StoredState,
): Transfer | undefined {
  if (kind !== 'partial' || getModel(id).bundled) return undefined;
  const progress = { doneBytes, totalBytes, bytesPerSecond: 0, secondsLeft: undefined };
  return { kind: 'paused', progress: totalBytes > 0 ? progress : undefined };
}
