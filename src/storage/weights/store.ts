import type { Model, ModelId, Quantization } from '../../core/catalog';
import { getModel, libraryFile } from '../../core/catalog';
import { AppError } from '../../core/errors';
import { MANIFEST, parseManifest } from '../../core/package/manifest';
import { downloadBytes, downloadFile, type DownloadPorts } from './download';
import {
  modelNames,
  planPackage,
  totalBytes,
  type FileFacts,
  type PackagePlan,
  type PlannedFile,
} from './plan';
import { Shelf, type ShelfPorts } from './shelf';

export interface WeightsPorts extends DownloadPorts, ShelfPorts {
  /** Address the app lies under; ends with "/". */
  readonly base: string;
  /** Size and hash of the model libraries this version of the app was built for, by file name. */
  readonly libraries: Readonly<Record<string, Omit<FileFacts, 'path'>>>;
  /** Runs alone among all tabs; `navigator.locks`. */
  readonly alone: <T>(name: string, signal: AbortSignal, run: () => Promise<T>) => Promise<T>;
}

export interface EnsureOptions {
  readonly signal: AbortSignal;
  /** Bytes on this device, of all bytes; called at least once. */
  readonly onProgress: (storedBytes: number, totalBytes: number) => void;
}

export interface StoredState {
  /** `partial`: some files are here; a new download goes on from them. */
  readonly kind: 'absent' | 'partial' | 'stored';
  readonly bytes: number;
}

/** With a stored package at hand, a slow answer about a newer one is not worth the wait. */
const UPDATE_CHECK_MS = 4_000;
/** Up to here every load checks all hashes again (about a second for each GB). */
const ALWAYS_VERIFY_BYTES = 256 * 2 ** 20;

/** The models on this device: downloads, checks, keeps and removes them. */
export class WeightsStore {
  readonly #ports: WeightsPorts;
  readonly #shelf: Shelf;

  constructor(ports: WeightsPorts) {
    this.#ports = ports;
    this.#shelf = new Shelf(ports);
  }

  /**
   * Makes a package whole and current. Without a network, or when the newer version does not come
   * through, the stored one serves.
   *
   * @throws AppError `network`, `http-status`, `hash-mismatch`, `storage-full`, `aborted`, or what
   *   the manifest's reader throws.
   */
  async ensure(
    modelId: ModelId,
    quantization: Quantization,
    options: EnsureOptions,
  ): Promise<Pick<PackagePlan, 'modelUrl' | 'libraryUrl'>> {
    const { signal } = options;
    return this.#ports.alone(`bayling-weights-${modelId}`, signal, async () => {
      const names = modelNames(modelId);
      const record = await this.#shelf.readRecord(names);
      const kept = record?.quantization === quantization ? record : undefined;
      const offered = await this.#offered(getModel(modelId), quantization, kept, signal);
      if (!(offered instanceof AppError)) return this.#update(offered, kept, options);
      if (kept === undefined || signal.aborted) throw offered;
      await this.#complete(kept, kept, options);
      return kept;
    });
  }

  /** What of a model is here, in whatever quantization. */
  async state(modelId: ModelId): Promise<StoredState> {
    const names = modelNames(modelId);
    const bytes = await this.#shelf.measure(names);
    const record = await this.#shelf.readRecord(names);
    if (record !== undefined && (await this.#absent(record)).length === 0) {
      return { kind: 'stored', bytes };
    }
    return { kind: bytes > 0 ? 'partial' : 'absent', bytes };
  }

  /** Frees everything a model takes. */
  async remove(modelId: ModelId): Promise<void> {
    const never = new AbortController().signal;
    await this.#ports.alone(`bayling-weights-${modelId}`, never, () =>
      this.#shelf.remove(modelNames(modelId)),
    );
  }

  /** The package the server has now, or why that cannot be known. */
  async #offered(
    model: Model,
    quantization: Quantization,
    kept: PackagePlan | undefined,
    signal: AbortSignal,
  ): Promise<PackagePlan | AppError> {
    const { base, libraries, digest } = this.#ports;
    const packageSource = new URL(`models/${model.id}/${quantization}/resolve/main/`, base).href;
    const file = libraryFile(model, quantization);
    const library = libraries[file];
    if (library === undefined) return new AppError('model-not-available', { modelId: model.id });
    try {
      const bytes = await downloadBytes(
        this.#ports,
        new URL(MANIFEST, packageSource).href,
        signal,
        kept && UPDATE_CHECK_MS,
      );
      return planPackage({
        modelId: model.id,
        quantization,
        revision: (await digest(bytes)).slice(0, 16),
        packageSource,
        files: parseManifest(bytes).files,
        librarySource: new URL(`models/libs/${file}`, base).href,
        library: { path: file, ...library },
      });
    } catch (error) {
      if (error instanceof AppError) return error;
      throw error;
    }
  }

  /** Completes the offered package; where that fails, a kept one that is whole serves on. */
  async #update(
    offered: PackagePlan,
    kept: PackagePlan | undefined,
    options: EnsureOptions,
  ): Promise<PackagePlan> {
    try {
      await this.#complete(offered, kept, options);
      return offered;
    } catch (error) {
      if (options.signal.aborted || kept === undefined) throw error;
      if ((await this.#missing(kept)).length > 0) throw error;
      return kept;
    }
  }

  /** Fetches what is missing, records the package as whole, and clears away older files. */
  async #complete(
    plan: PackagePlan,
    kept: PackagePlan | undefined,
    { signal, onProgress }: EnsureOptions,
  ): Promise<void> {
    const missing = await this.#missing(plan);
    const total = totalBytes(plan.files);
    let stored = total - totalBytes(missing);
    onProgress(stored, total);
    if (missing.length > 0) await this.#shelf.requireSpace(totalBytes(missing));
    for (const file of missing) {
      const bytes =
        (await this.#sameFile(file, kept)) ??
        (await downloadFile(this.#ports, file, signal, (received) =>
          onProgress(stored + received, total),
        ));
      await this.#shelf.write(file, bytes);
      stored += file.bytes;
      onProgress(stored, total);
    }
    if (missing.length === 0 && kept && sameVersion(kept, plan)) return;
    const names = modelNames(plan.modelId);
    await this.#shelf.writeRecord(names, plan);
    await this.#shelf.prune(names, plan);
  }

  /** A file that an update did not change need not be fetched again. */
  async #sameFile(file: PlannedFile, kept: PackagePlan | undefined) {
    const same = kept?.files.find((other) => other.sha256 === file.sha256);
    return same && this.#shelf.read(same);
  }

  async #missing(plan: PackagePlan): Promise<PlannedFile[]> {
    if (totalBytes(plan.files) > ALWAYS_VERIFY_BYTES) return this.#absent(plan);
    const missing = [];
    for (const file of plan.files) {
      if ((await this.#shelf.read(file)) === undefined) missing.push(file);
    }
    return missing;
  }

  async #absent(plan: PackagePlan): Promise<PlannedFile[]> {
    const absent = [];
    for (const file of plan.files) {
      if (!(await this.#shelf.has(file))) absent.push(file);
    }
    return absent;
  }
}

function sameVersion(one: PackagePlan, other: PackagePlan): boolean {
  return one.modelUrl === other.modelUrl && one.libraryUrl === other.libraryUrl;
}
