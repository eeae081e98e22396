import {
  getModel,
  libraryFile,
  type Model,
  type ModelId,
  type Quantization,
} from '../../core/catalog';
import { AppError } from '../../core/errors';
import { assemble } from '../../core/package/assemble';
import type { PackageFile } from '../../core/package/manifest';
import { Lanes } from '../../transfer/lanes';
import type {
  EnsureOptions,
  Offer,
  PackageLocation,
  StoredState,
  TransferProgress,
  Weights,
  WayIn,
} from './api';
import { CacheStage } from './cacheStage';
import { copySteps, type Job } from './job';
import { estimateSeconds, ProgressMeter } from './progress';
import {
  modelNames,
  namePackage,
  placeFile,
  placeLibrary,
  totalBytes,
  type KeptFile,
  type PackageNames,
} from './plan';
import { Records, type KeptWay, type PackageRecord } from './records';
import { Shelf, type ShelfPorts } from './shelf';
import { openWay, remote, type Way, type WayPorts } from './ways';

export interface WeightsPorts extends WayPorts, ShelfPorts {
  /** Address the app lies under; ends with "/". */
  readonly base: string;
  /** Size and hash of the model libraries this version of the app was built for, by file name. */
  readonly libraries: Readonly<Record<string, Omit<PackageFile, 'path'>>>;
  /**
   * Runs alone among all tabs, waiting if need be; with `ifFree` it gives undefined instead of waiting.
   * `navigator.locks`, whose locks also keep a tab in the background awake.
   */
  readonly alone: <T>(
    name: string,
    options: { readonly signal?: AbortSignal; readonly ifFree?: boolean },
    run: () => Promise<T>,
  ) => Promise<T | undefined>;
  /** How far a model is, told to whoever waits for it in this tab or another. */
  readonly news: {
    readonly tell: (modelId: ModelId, progress: TransferProgress) => void;
    readonly listen: (
      modelId: ModelId,
      onProgress: (progress: TransferProgress) => void,
    ) => () => void;
  };
  /** Weights per second that this device quantizes, on all threads. */
  readonly measureQuantizing: () => Promise<number>;
}

/** With a stored package at hand, a slow answer about a newer one is not worth the wait. */
const UPDATE_CHECK_MS = 4_000;
/** How often it is told, and noted, how far a model is. */
const TELL_MS = 100;
const NOTE_MS = 500;

/** The models on this device: downloads, converts, checks, keeps and removes them. */
export class WeightsStore implements Weights {
  readonly #ports: WeightsPorts;
  readonly #shelf: Shelf;
  readonly #records: Records;
  /** Ways that were looked into for an offer, as what that takes need not be fetched twice. */
  readonly #offered = new Map<string | undefined, Way>();

  constructor(ports: WeightsPorts) {
    this.#ports = ports;
    this.#shelf = new Shelf(ports);
    this.#records = new Records(this.#shelf);
  }

  async ensure(
    modelId: ModelId,
    quantization: Quantization,
    options: EnsureOptions,
  ): Promise<PackageLocation> {
    const { signal, onProgress } = options;
    // Until it is this run's turn, another one's progress is the news.
    const stopListening = this.#ports.news.listen(modelId, onProgress);
    const location = await this.#ports
      .alone(lockName(modelId), { signal }, async () => {
        stopListening();
        return this.#bring(getModel(modelId), quantization, options);
      })
      .catch((error: unknown) => {
        // Who waits for a lock is told in the browser's own words.
        throw signal.aborted ? new AppError('aborted') : error;
      })
      .finally(stopListening);
    if (location === undefined) throw new AppError('model-in-use', { modelId });
    return location;
  }

  async offer(modelId: ModelId, quantization: Quantization, way: WayIn): Promise<Offer> {
    const { now } = this.#ports;
    const start = now();
    let seen = 0;
    const signal = new AbortController().signal;
    const onBytes = (bytes: number) => (seen += bytes);
    const opened = await openWay(way, getModel(modelId), quantization, this.#ports, {
      signal,
      onBytes,
    });
    const { job } = opened;
    this.#offered.clear();
    if (way.kind !== 'disk') this.#offered.set(wayName(modelId, quantization, way), opened);
    const bytesPerSecond = (seen * 1000) / Math.max(1, now() - start);
    const weightsPerSecond = job.weights === 0 ? undefined : await this.#ports.measureQuantizing();
    const here = await this.#shelf.measure(`${modelNames(modelId)}${job.quantization}/`);
    return {
      downloadBytes: job.sourceBytes,
      keptBytes: job.keptBytes,
      neededBytes: Math.max(0, job.keptBytes + job.largestFile - here),
      availableBytes: await this.#shelf.available(),
      weightsPerSecond,
      seconds: estimateSeconds(
        job,
        way.kind === 'disk' ? undefined : bytesPerSecond,
        weightsPerSecond,
      ),
    };
  }

  async state(modelId: ModelId): Promise<StoredState> {
    const bytes = await this.#shelf.measure(modelNames(modelId));
    const record = await this.#records.whole(modelId);
    if (
      record !== undefined &&
      (await this.#absent([...record.files, record.library])).length === 0
    ) {
      return { kind: 'stored', bytes, way: record.way.kind, quantization: record.quantization };
    }
    const unfinished = await this.#records.unfinished(modelId);
    if (unfinished === undefined && record === undefined) {
      return { kind: bytes > 0 ? 'partial' : 'absent', bytes };
    }
    const way = (unfinished ?? record)?.way.kind;
    const quantization = (unfinished ?? record)?.quantization;
    const { doneBytes, totalBytes: total } = unfinished ?? {};
    return { kind: 'partial', bytes, way, quantization, doneBytes, totalBytes: total };
  }

  async remove(modelId: ModelId): Promise<void> {
    const removed = await this.#ports.alone(lockName(modelId), { ifFree: true }, async () => {
      await this.#records.remove(modelId);
      await this.#shelf.prune(modelNames(modelId));
      return true;
    });
    if (removed === undefined) throw new AppError('model-in-use', { modelId });
  }

  /** Gives what is here and whole, or makes it so. */
  async #bring(
    model: Model,
    quantization: Quantization,
    options: EnsureOptions,
  ): Promise<PackageLocation> {
    const record = await this.#records.whole(model.id);
    const stored = record && (model.bundled ? record.quantization === quantization : true);
    const kept = stored === true ? record : undefined;
    if (kept !== undefined && !model.bundled && options.way === undefined) {
      if ((await this.#damaged(kept)).length === 0) return this.#serve(model, kept, options);
    }
    try {
      const way = await this.#openWay(model, quantization, kept, options);
      return await this.#complete(model, way, kept, options);
    } catch (error) {
      // An update that does not come through is no reason to go without what is here.
      if (options.signal.aborted || kept === undefined || options.way !== undefined) throw error;
      if ((await this.#damaged(kept)).length > 0) throw error;
      return this.#serve(model, kept, options);
    }
  }

  async #openWay(
    model: Model,
    quantization: Quantization,
    kept: PackageRecord | undefined,
    { signal, way }: EnsureOptions,
  ): Promise<Way> {
    const begun = model.bundled ? undefined : await this.#records.unfinished(model.id);
    const chosen = way ?? begun?.way ?? (model.bundled ? this.#ownWay() : kept?.way);
    if (chosen === undefined || !isOpen(chosen)) {
      throw new AppError('source-needed', { modelId: model.id, way: chosen?.kind });
    }
    const wanted = way === undefined ? (begun?.quantization ?? quantization) : quantization;
    const offered = this.#offered.get(wayName(model.id, wanted, chosen));
    if (offered !== undefined) return offered;
    const late = new AbortController();
    const disarm =
      kept === undefined
        ? () => undefined
        : this.#ports.setTimer(() => late.abort(), UPDATE_CHECK_MS);
    try {
      return await openWay(chosen, model, wanted, this.#ports, {
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
  #ownWay(): KeptWay {
    return { kind: 'host', address: new URL('models/', this.#ports.base).href };
  }

  /** Makes what is missing, records the package as whole, and clears away older files. */
  async #complete(
    model: Model,
    { job, kept: way }: Way,
    kept: PackageRecord | undefined,
    options: EnsureOptions,
  ): Promise<PackageLocation> {
    const { signal } = options;
    const names = namePackage(model.id, job.quantization, job.revision);
    if (kept?.modelUrl !== names.modelUrl) await this.#adopt(names, job, kept);
    await this.#requireRoom(names, job);
    const meter = this.#meter(model.id, names, way, options);
    const stage = new CacheStage(this.#shelf, names, (path) => placeFile(names, path));
    const made = await job
      .run(stage, { signal, onProgress: meter.onProgress })
      .catch(async (error: unknown) => {
        throw isFull(error) ? await this.#tellNeed(error, names, job) : error;
      })
      .finally(meter.end);
    const files = made.map((file): KeptFile => ({ ...file, ...placeFile(names, file.path) }));
    const library = await this.#bringLibrary(model, job.quantization, signal);
    const record: PackageRecord = { ...names, files, library, way };
    await this.#records.finish(record);
    await this.#shelf.prune(modelNames(model.id), [...files, library]);
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
      return { modelUrl, libraryUrl: library.key };
    } catch (error) {
      // Without a network an older library does as well as before.
      if (signal.aborted || !(await this.#isSound(before))) throw error;
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
    if (await this.#isSound(library)) return library;
    const address = new URL('models/libs/', this.#ports.base).href;
    const lanes = new Lanes();
    const files = remote(address, this.#ports, lanes, { signal });
    const names = namePackage(model.id, quantization, `library-${facts.sha256.slice(0, 16)}`);
    const stage = new CacheStage(this.#shelf, names, () => library);
    await assemble(
      { files: [library], steps: copySteps(library, this.#ports.rangeBytes) },
      { files, stage, concurrency: () => lanes.limit() },
      { signal },
    );
    return library;
  }

  /** Files of an older version that the new one has too need not come again. */
  async #adopt(
    names: PackageNames,
    { files }: Job,
    kept: PackageRecord | undefined,
  ): Promise<void> {
    for (const { path, sha256 } of files) {
      const same = kept?.files.find((file) => file.sha256 === sha256);
      const bytes = same && (await this.#shelf.read(same.scope, same.key, sha256));
      if (bytes === undefined) continue;
      const { scope, key } = placeFile(names, path);
      await this.#shelf.write(scope, key, bytes, sha256);
    }
  }

  async #requireRoom(names: PackageNames, job: Job): Promise<void> {
    const available = await this.#shelf.available();
    if (available === undefined) return;
    const needed = await this.#need(names, job);
    if (needed > available) throw new AppError('storage-full', { needed, available });
  }

  /** Of use is what the model needs, not the one write that found no room. */
  async #tellNeed(error: AppError, names: PackageNames, job: Job): Promise<AppError> {
    const needed = Math.max(await this.#need(names, job), Number(error.data['needed']));
    return new AppError('storage-full', { ...error.data, needed }, { cause: error });
  }

  /** Room that is needed beyond what the model takes already. */
  async #need({ modelId, quantization }: PackageNames, job: Job): Promise<number> {
    const here = await this.#shelf.measure(`${modelNames(modelId)}${quantization}/`);
    const missing = Math.max(0, job.keptBytes - here);
    // The parts of a file are there until it is whole.
    return missing === 0 ? 0 : missing + Math.min(missing, job.largestFile);
  }

  #meter(modelId: ModelId, names: PackageNames, way: KeptWay, { onProgress }: EnsureOptions) {
    const { news, now } = this.#ports;
    const meter = new ProgressMeter(now);
    let notedMs = -Infinity;
    let toldMs = -Infinity;
    let last: TransferProgress | undefined;
    const note = async () => {
      if (last === undefined) return;
      const { doneBytes, totalBytes: total } = last;
      const { quantization } = names;
      await this.#records.begin(modelId, { quantization, way, doneBytes, totalBytes: total });
    };
    return {
      onProgress: (done: number, total: number) => {
        last = meter.measure(done, total);
        if (now() - toldMs < TELL_MS && done < total) return;
        toldMs = now();
        onProgress(last);
        news.tell(modelId, last);
        if (now() - notedMs < NOTE_MS || done === total) return;
        notedMs = now();
        // A note that fails costs nothing but a number on the card.
        void note().catch(() => undefined);
      },
      end: () => note().catch(() => undefined),
    };
  }

  async #damaged({ files }: PackageRecord): Promise<readonly KeptFile[]> {
    const sound = await this.#shelf.sound(files);
    return files.filter((file) => !sound.includes(file));
  }

  async #isSound(file: KeptFile): Promise<boolean> {
    return (await this.#shelf.sound([file])).length > 0;
  }

  async #absent(files: readonly KeptFile[]): Promise<readonly KeptFile[]> {
    const there = await Promise.all(files.map((file) => this.#shelf.has(file)));
    return files.filter((_, at) => there[at] !== true);
  }
}

function isFull(error: unknown): error is AppError {
  return error instanceof AppError && error.code === 'storage-full';
}

/** Chosen files are gone with the page that had them. */
function isOpen(way: WayIn | KeptWay): way is WayIn {
  return way.kind !== 'disk' || 'files' in way;
}

function wayName(modelId: ModelId, quantization: Quantization, way: WayIn): string | undefined {
  if (way.kind === 'disk') return undefined;
  return JSON.stringify([modelId, quantization, way.kind, way.address]);
}

function lockName(modelId: ModelId): string {
  return `bayling-weights-${modelId}`;
}
