import { libraryFile, type Model, type ModelId, type Quantization } from '../core/catalog';
import { AppError, type ErrorCode } from '../core/errors';
import { assemble } from '../core/package/assemble';
import type { PackageFile } from '../core/package/manifest';
import type { PackageLocation } from '../core/readyPackage';
import { Concurrency } from '../transfer/concurrency';
import { requirePlace } from './places';
import type {
  EnsureOptions,
  DownloadEstimate,
  StoredState,
  TransferProgress,
  Packages,
  ModelSource,
} from './packages';
import { CacheStage } from './cache/cacheStage';
import { checkStaged, copySteps, type Job } from './convert/job';
import { estimateSeconds, ProgressMeter } from './progress';
import {
  modelNames,
  namePackage,
  partsUrl,
  placeFile,
  placeLibrary,
  sharedName,
  totalBytes,
  type KeptFile,
  type PackageNames,
} from './cache/addresses';
import { PackageRecords, type StoredSource, type PackageRecord } from './cache/records';
import { ModelCache, type ModelCachePorts } from './cache/modelCache';
import { explainLocal, type LocalPermission } from './source/localNetwork';
import { openSource, remoteSource, type OpenedSource, type SourcePorts } from './source/openSource';

/** What the store needs from outside. */
export interface PackageStorePorts extends SourcePorts, ModelCachePorts {
  /** Address the app lies under; ends with "/". */
  readonly base: string;
  readonly model: (modelId: ModelId) => Model;
  /** Size and hash of the model libraries this version of the app was built for, by file name. */
  readonly libraries: Readonly<Record<string, Omit<PackageFile, 'path'>>>;
  /**
   * Runs alone among all tabs, waiting if need be; with `ifFree` it gives undefined instead of waiting.
   * `navigator.locks`, whose locks also keep a tab in the background awake.
   */
  readonly withLock: <T>(
    name: string,
    options: { readonly signal?: AbortSignal; readonly ifFree?: boolean },
    run: () => Promise<T>,
  ) => Promise<T | undefined>;
  /** How far a model is, told to whoever waits for it in this tab or another. */
  readonly broadcast: {
    readonly tell: (modelId: ModelId, progress: TransferProgress) => void;
    readonly listen: (
      modelId: ModelId,
      onProgress: (progress: TransferProgress) => void,
    ) => () => void;
  };
  /** Whether the page may reach the own network. */
  readonly localPermission: () => Promise<LocalPermission>;
  /** Weights per second that this device quantizes, on all threads. */
  readonly measureQuantizing: () => Promise<number>;
}

/** With a stored package at hand, a slow answer about a newer one is not worth the wait. */
const UPDATE_CHECK_MS = 4_000;
/** How often progress is reported, as figures that change more often cannot be read, and recorded. */
const TELL_MS = 250;
const NOTE_MS = 500;

/** The models on this device: downloads, converts, checks, keeps and removes them. */
export class PackageStore implements Packages {
  readonly #ports: PackageStorePorts;
  readonly #cache: ModelCache;
  readonly #records: PackageRecords;
  /** Ways that were looked into for an estimate, as what that takes need not be fetched twice. */
  readonly #estimated = new Map<string | undefined, OpenedSource>();
  /** Addresses of packages whose descriptions were read from the cache and are those of their model. */
  readonly #checked = new Set<string>();

  constructor(ports: PackageStorePorts) {
    this.#ports = ports;
    this.#cache = new ModelCache(ports);
    this.#records = new PackageRecords(this.#cache);
  }

  async ensure(
    modelId: ModelId,
    quantization: Quantization,
    options: EnsureOptions,
  ): Promise<PackageLocation> {
    const { signal, onProgress } = options;
    // Until it is this run's turn, another one's progress is the broadcast.
    const stopListening = this.#ports.broadcast.listen(modelId, onProgress);
    const location = await this.#ports
      .withLock(sharedName(modelId), { signal }, async () => {
        stopListening();
        return this.#bring(this.#ports.model(modelId), quantization, options);
      })
      .catch(async (error: unknown) => {
        // Who waits for a lock is told in the browser's own words.
        throw signal.aborted ? new AppError('aborted') : await this.#explain(error);
      })
      .finally(stopListening);
    if (location === undefined) throw new AppError('model-in-use', { modelId });
    return location;
  }

  async estimate(
    modelId: ModelId,
    quantization: Quantization,
    source: ModelSource,
  ): Promise<DownloadEstimate> {
    const { now, base } = this.#ports;
    requirePlace(source, base);
    const start = now();
    let seen = 0;
    const signal = new AbortController().signal;
    const onBytes = (bytes: number) => (seen += bytes);
    const opened = await openSource(source, this.#ports.model(modelId), quantization, this.#ports, {
      signal,
      onBytes,
    }).catch(async (error: unknown) => {
      throw await this.#explain(error);
    });
    const { job } = opened;
    this.#estimated.clear();
    if (source.kind !== 'disk')
      this.#estimated.set(sourceName(modelId, quantization, source), opened);
    const bytesPerSecond = (seen * 1000) / Math.max(1, now() - start);
    const weightsPerSecond = job.weights === 0 ? undefined : await this.#ports.measureQuantizing();
    const names = namePackage(modelId, job.quantization, job.revision);
    return {
      downloadBytes: job.sourceBytes,
      keptBytes: job.keptBytes,
      neededBytes: await this.#need(names, job),
      availableBytes: await this.#cache.available(),
      weightsPerSecond,
      seconds: estimateSeconds(
        job,
        source.kind === 'disk' ? undefined : bytesPerSecond,
        weightsPerSecond,
      ),
    };
  }

  async state(modelId: ModelId): Promise<StoredState> {
    const bytes = await this.#cache.measure(modelNames(modelId));
    const record = await this.#records.complete(modelId);
    if (
      record !== undefined &&
      (await this.#absent([...record.files, record.library])).length === 0
    ) {
      return {
        kind: 'stored',
        bytes,
        source: record.source.kind,
        quantization: record.quantization,
      };
    }
    const unfinished = await this.#records.unfinished(modelId);
    if (unfinished === undefined && record === undefined) {
      return { kind: bytes > 0 ? 'partial' : 'absent', bytes };
    }
    const source = (unfinished ?? record)?.source.kind;
    const quantization = (unfinished ?? record)?.quantization;
    const { doneBytes, totalBytes: total } = unfinished ?? {};
    return { kind: 'partial', bytes, source, quantization, doneBytes, totalBytes: total };
  }

  async remove(modelId: ModelId): Promise<void> {
    const removed = await this.#ports.withLock(sharedName(modelId), { ifFree: true }, async () => {
      await this.#records.remove(modelId);
      await this.#cache.prune(modelNames(modelId));
      return true;
    });
    if (removed === undefined) throw new AppError('model-in-use', { modelId });
  }

  #explain(error: unknown): Promise<unknown> {
    const { base, localPermission } = this.#ports;
    return explainLocal(error, base, localPermission);
  }

  /** Gives what is here and whole, or makes it so. */
  async #bring(
    model: Model,
    quantization: Quantization,
    options: EnsureOptions,
  ): Promise<PackageLocation> {
    const record = await this.#records.complete(model.id);
    const stored = record && (model.bundled ? record.quantization === quantization : true);
    const kept = stored === true ? record : undefined;
    if (kept !== undefined && !model.bundled && options.source === undefined) {
      if (await this.#isSound(model, kept, options)) return this.#serve(model, kept, options);
    }
    try {
      const source = await this.#openSource(model, quantization, kept, options);
      return await this.#complete(model, source, kept, options);
    } catch (error) {
      // An update that does not come through is no reason to go without what is here.
      if (options.signal.aborted || kept === undefined || options.source !== undefined) throw error;
      if (!(await this.#isSound(model, kept, options))) throw error;
      return this.#serve(model, kept, options);
    }
  }

  async #openSource(
    model: Model,
    quantization: Quantization,
    kept: PackageRecord | undefined,
    { signal, source }: EnsureOptions,
  ): Promise<OpenedSource> {
    const begun = model.bundled ? undefined : await this.#records.unfinished(model.id);
    const chosen =
      source ?? begun?.source ?? (model.bundled ? this.#bundledSource() : kept?.source);
    if (chosen === undefined || !isOpen(chosen)) {
      throw new AppError('source-needed', { modelId: model.id, source: chosen?.kind });
    }
    requirePlace(chosen, this.#ports.base);
    const wanted = source === undefined ? (begun?.quantization ?? quantization) : quantization;
    const estimated = this.#estimated.get(sourceName(model.id, wanted, chosen));
    if (estimated !== undefined) return estimated;
    const late = new AbortController();
    const disarm =
      kept === undefined
        ? () => undefined
        : this.#ports.setTimer(() => late.abort(), UPDATE_CHECK_MS);
    try {
      return await openSource(chosen, model, wanted, this.#ports, {
        signal: AbortSignal.any([signal, late.signal]),
      });
    } catch (error) {
      if (late.signal.aborted && !signal.aborted) throw new AppError('network');
      throw error;
    } finally {
      disarm();
    }
  }

  /** Models that come with the app lie beside it. */
  #bundledSource(): StoredSource {
    return { kind: 'host', address: new URL('models/', this.#ports.base).href };
  }

  /** Makes what is missing, records the package as whole, and clears away older files. */
  async #complete(
    model: Model,
    { job, kept: source }: OpenedSource,
    kept: PackageRecord | undefined,
    options: EnsureOptions,
  ): Promise<PackageLocation> {
    const { signal } = options;
    const names = namePackage(model.id, job.quantization, job.revision);
    await this.#requireRoom(names, job);
    if (kept?.modelUrl !== names.modelUrl) await this.#adopt(names, job, kept, signal);
    const meter = this.#meter(model.id, names, source, options);
    const stage = new CacheStage(this.#cache, names, (path) => placeFile(names, path));
    const made = await job
      .run(stage, { signal, onProgress: meter.onProgress })
      .catch(async (error: unknown) => {
        throw isA(error, 'storage-full') ? await this.#tellNeed(error, names, job) : error;
      })
      .finally(meter.end)
      .catch(async (error: unknown) => {
        // What its own hashes call sound stays unfit.
        if (isA(error, 'package-invalid')) await this.#discard(names);
        throw error;
      });
    const files = made.map((file): KeptFile => ({ ...file, ...placeFile(names, file.path) }));
    const library = await this.#bringLibrary(model, job.quantization, signal);
    const record: PackageRecord = { ...names, files, library, source };
    await this.#records.finish(record);
    await this.#cache.prune(modelNames(model.id), [...files, library]);
    return { modelUrl: names.modelUrl, libraryUrl: library.key };
  }

  /** A whole package needs nothing but the library of this version of the app. */
  async #serve(
    model: Model,
    record: PackageRecord,
    { signal, onProgress }: EnsureOptions,
  ): Promise<PackageLocation> {
    const { modelUrl, quantization, files, library: before } = record;
    const bytes = totalBytes(files);
    onProgress({ doneBytes: bytes, totalBytes: bytes, bytesPerSecond: 0, secondsLeft: 0 });
    try {
      const library = await this.#bringLibrary(model, quantization, signal);
      if (library.key !== before.key) await this.#records.finish({ ...record, library });
      await this.#tidy({ ...record, library });
      return { modelUrl, libraryUrl: library.key };
    } catch (error) {
      // Without a network an older library does as well as before.
      if (signal.aborted || !(await this.#isIntact(before))) throw error;
      return { modelUrl, libraryUrl: before.key };
    }
  }

  async #bringLibrary(
    model: Model,
    quantization: Quantization,
    signal: AbortSignal,
  ): Promise<KeptFile> {
    const path = libraryFile(model, quantization);
    const facts = this.#ports.libraries[path];
    if (facts === undefined)
      throw new AppError('model-not-available', { modelId: model.id, file: path });
    const library = placeLibrary(model.id, { path, ...facts });
    if (await this.#isIntact(library)) return library;
    const address = new URL('models/libs/', this.#ports.base).href;
    const concurrency = new Concurrency();
    const files = remoteSource(address, this.#ports, concurrency, { signal });
    const names = namePackage(model.id, quantization, `library-${facts.sha256.slice(0, 16)}`);
    const stage = new CacheStage(this.#cache, names, () => library);
    await assemble(
      { files: [library], steps: copySteps(library, this.#ports.rangeBytes) },
      { files, stage, concurrency: () => concurrency.limit() },
      { signal },
    );
    return library;
  }

  /** Files of an older version that the new one has too need not come again. */
  async #adopt(
    names: PackageNames,
    { files }: Job,
    kept: PackageRecord | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    for (const { path, sha256 } of files) {
      if (signal.aborted) throw new AppError('aborted');
      const same = kept?.files.find((file) => file.sha256 === sha256);
      const bytes = same && (await this.#cache.get(same.scope, same.key, sha256));
      if (bytes === undefined) continue;
      const { scope, key } = placeFile(names, path);
      await this.#cache.put(scope, key, bytes, sha256);
    }
  }

  async #requireRoom(names: PackageNames, job: Job): Promise<void> {
    const available = await this.#cache.available();
    if (available === undefined) return;
    const needed = await this.#need(names, job);
    if (needed > available) throw new AppError('storage-full', { needed, available });
  }

  /** Of use is what the model needs, not the one write that found no room. */
  async #tellNeed(error: AppError, names: PackageNames, job: Job): Promise<AppError> {
    const needed = Math.max(await this.#need(names, job), Number(error.data['needed']));
    return new AppError('storage-full', { ...error.data, needed }, { cause: error });
  }

  /** Room that is needed beyond what this version takes already; an older one stays until it is whole. */
  async #need(names: PackageNames, job: Job): Promise<number> {
    const finished = await this.#cache.measure(names.modelUrl);
    const here = finished + (await this.#cache.measure(partsUrl(names)));
    const missing = Math.max(0, job.keptBytes - here);
    // The parts of a file are there until it is whole.
    return missing === 0 ? 0 : missing + Math.min(missing, job.largestFile);
  }

  #meter(
    modelId: ModelId,
    names: PackageNames,
    source: StoredSource,
    { onProgress }: EnsureOptions,
  ) {
    const { broadcast, now } = this.#ports;
    const meter = new ProgressMeter(now);
    let notedMs = -Infinity;
    let toldMs = -Infinity;
    let last: TransferProgress | undefined;
    const note = async () => {
      if (last === undefined) return;
      const { doneBytes, totalBytes: total } = last;
      const { quantization } = names;
      await this.#records.begin(modelId, { quantization, source, doneBytes, totalBytes: total });
    };
    return {
      onProgress: (done: number, total: number) => {
        last = meter.measure(done, total);
        if (now() - toldMs < TELL_MS && done < total) return;
        toldMs = now();
        onProgress(last);
        broadcast.tell(modelId, last);
        if (now() - notedMs < NOTE_MS || done === total) return;
        notedMs = now();
        // A note that fails costs nothing but a number on the card.
        void note().catch(() => undefined);
      },
      end: () => note().catch(() => undefined),
    };
  }

  /**
   * Whether a stored package is what was stored, and what its model needs. What is damaged goes at once, so
   * that it alone comes again, and the model's state says that something is missing.
   */
  async #isSound(model: Model, record: PackageRecord, { signal }: EnsureOptions): Promise<boolean> {
    const { files, modelUrl } = record;
    const intact = await this.#cache.intact(files, signal);
    const damaged = files.filter((file) => !intact.includes(file));
    for (const { scope, key } of damaged) await this.#cache.delete(scope, key);
    if (damaged.length > 0) return false;
    if (this.#checked.has(modelUrl)) return true;
    const stage = new CacheStage(this.#cache, record, (path) => placeFile(record, path));
    try {
      await checkStaged(model, record.quantization, files, stage);
    } catch (error) {
      if (!isA(error, 'package-invalid')) throw error;
      await this.#discard(record);
      return false;
    }
    this.#checked.add(modelUrl);
    return true;
  }

  /** Forgets one version of a model, whole or not; another one that is whole stays. */
  async #discard(names: PackageNames): Promise<void> {
    const { modelId, modelUrl } = names;
    const whole = await this.#records.complete(modelId);
    if (whole?.modelUrl === modelUrl) await this.#records.remove(modelId);
    else await this.#records.abandon(modelId);
    await this.#cache.prune(modelUrl);
    await this.#cache.prune(partsUrl(names));
  }

  /** A run that ended between its record and its clearing away has left an older version. */
  async #tidy({ modelId, files, library }: PackageRecord): Promise<void> {
    if ((await this.#records.unfinished(modelId)) !== undefined) return;
    await this.#cache.prune(modelNames(modelId), [...files, library]);
  }

  async #isIntact(file: KeptFile): Promise<boolean> {
    return (await this.#cache.intact([file])).length > 0;
  }

  async #absent(files: readonly KeptFile[]): Promise<readonly KeptFile[]> {
    const there = await Promise.all(files.map((file) => this.#cache.has(file)));
    return files.filter((_, at) => there[at] !== true);
  }
}

function isA(error: unknown, code: ErrorCode): error is AppError {
  return error instanceof AppError && error.code === code;
}

/** Chosen files are gone with the page that had them. */
function isOpen(source: ModelSource | StoredSource): source is ModelSource {
  return source.kind !== 'disk' || 'files' in source;
}

function sourceName(
  modelId: ModelId,
  quantization: Quantization,
  source: ModelSource,
): string | undefined {
  if (source.kind === 'disk') return undefined;
  return JSON.stringify([modelId, quantization, source]);
}
