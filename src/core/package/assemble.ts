import type { Bytes } from '../bytes';
import { AppError } from '../errors';
import type { SourceFiles } from '../files';
import { readExactly } from '../checkpoint/reader';
import type { PackageFile } from './manifest';
import type { PackageStage, PartPlace, Staged } from './stage';

/** One read of the source, and the parts that come of it. */
export interface Step {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  /** Identifies what the parts are made of; changes whenever they would. */
  readonly tag: string;
  readonly parts: readonly PartPlace[];
  /** One array for each of `parts`. May keep `bytes`, or hand it to another thread. */
  readonly make: (bytes: Bytes) => Promise<readonly Bytes[]>;
}

/** A file of a package that is to be made. */
export interface FileToMake {
  readonly path: string;
  readonly bytes: number;
  /** If it is known beforehand. */
  readonly sha256?: string;
}

/** Files, and the steps whose parts cover them. */
export interface Assembly {
  readonly files: readonly FileToMake[];
  /** Gone through more than once, and never kept: there may be more than a list has room for. */
  readonly steps: Iterable<Step>;
}

/** Where an assembly reads and writes. */
export interface AssemblyPorts {
  readonly files: SourceFiles;
  readonly stage: PackageStage;
  /** How many steps may run at a time, asked again and again. */
  readonly concurrency: () => number;
}

/** What an assembly listens to, and tells. */
export interface AssemblyOptions {
  readonly signal?: AbortSignal | undefined;
  /** Bytes of the source that are done, out of all; never decreases. Includes those of earlier runs. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** How often a file that comes out wrong is made at most. */
const ATTEMPTS = 3;

/**
 * Makes what is missing of a package and seals its files, continuing from what an earlier run left. Steps run
 * concurrently and end in any order; the bytes do not depend on it.
 *
 * @returns The files in the order of the assembly.
 * @throws AppError `aborted`, `hash-mismatch`, or what the ports throw. What was done is kept.
 */
export async function assemble(
  assembly: Assembly,
  ports: AssemblyPorts,
  options: AssemblyOptions,
): Promise<readonly PackageFile[]> {
  let most = 0;
  const onProgress = (done: number, total: number) => {
    most = Math.max(most, done);
    options.onProgress?.(most, total);
  };
  for (let attempt = 1; ; attempt++) {
    const staged = await ports.stage.list(options.signal);
    const run = new AssemblyRun(assembly, staged, ports, { ...options, onProgress });
    await run.finish();
    const [damage] = run.damages;
    if (damage === undefined) return run.sealedFiles();
    if (attempt === ATTEMPTS) throw damage;
  }
}

interface Pending {
  readonly step: Step;
  /** Its parts that no earlier run left. */
  readonly missing: readonly PartPlace[];
}

class AssemblyRun {
  readonly damages: AppError[] = [];
  readonly #assembly: Assembly;
  readonly #ports: AssemblyPorts;
  readonly #options: AssemblyOptions;
  readonly #sealed: Map<string, PackageFile>;
  /** How many parts are still to be made, by file. */
  readonly #missing = new Map<string, number>();
  readonly #present: ReadonlySet<string>;
  /** Bytes read so far of the steps under way. */
  readonly #reading = new Map<Step, number>();
  readonly #total: number;
  #done = 0;
  #failure: Error | undefined;

  constructor(assembly: Assembly, staged: Staged, ports: AssemblyPorts, options: AssemblyOptions) {
    this.#assembly = assembly;
    this.#ports = ports;
    this.#options = options;
    this.#sealed = new Map(
      staged.files.filter((file) => fits(assembly, file)).map((file) => [file.path, file]),
    );
    this.#present = new Set(staged.parts.map((part) => placeName(part, part.tag)));
    for (const { path } of assembly.files) if (!this.#sealed.has(path)) this.#missing.set(path, 0);
    let total = 0;
    for (const step of assembly.steps) {
      const missing = this.#missingOf(step);
      for (const { path } of missing) this.#missing.set(path, (this.#missing.get(path) ?? 0) + 1);
      if (missing.length === 0) this.#done += step.end - step.start;
      total += step.end - step.start;
    }
    this.#total = total;
  }

  sealedFiles(): readonly PackageFile[] {
    return this.#assembly.files.map(({ path }) => {
      const file = this.#sealed.get(path);
      if (file === undefined) throw new RangeError(`no step makes ${path}`);
      return file;
    });
  }

  /** @throws the first failure, after the steps that were under way have ended. */
  async finish(): Promise<void> {
    this.#report();
    // An earlier run may have ended just before it sealed a file.
    for (const [path, missing] of this.#missing) if (missing === 0) await this.#seal(path);
    const running = new Set<Promise<void>>();
    const pending = this.#pending();
    let next = pending.next();
    while (this.#failure === undefined) {
      if (this.#options.signal?.aborted === true) this.#failure = new AppError('aborted');
      else if (next.done !== true && running.size < Math.max(1, this.#ports.concurrency())) {
        const step = this.#tryRun(next.value).finally(() => running.delete(step));
        running.add(step);
        next = pending.next();
      } else if (running.size > 0) await Promise.race(running);
      else return;
    }
    await Promise.all(running);
    throw this.#failure;
  }

  /** What earlier runs left to do. A file is sealed after its last part, so sealing hides no step. */
  *#pending(): Generator<Pending, void> {
    for (const step of this.#assembly.steps) {
      const missing = this.#missingOf(step);
      if (missing.length > 0) yield { step, missing };
    }
  }

  #missingOf({ parts, tag }: Step): readonly PartPlace[] {
    return parts.filter(
      (part) => !this.#sealed.has(part.path) && !this.#present.has(placeName(part, tag)),
    );
  }

  async #tryRun(next: Pending): Promise<void> {
    try {
      await this.#run(next);
    } catch (error) {
      const stopped = this.#options.signal?.aborted === true;
      this.#failure ??= stopped ? new AppError('aborted') : asError(error);
    }
  }

  async #run({ step, missing }: Pending): Promise<void> {
    const { signal } = this.#options;
    const { file, start, end, tag } = step;
    const onBytes = (bytes: number) => {
      this.#reading.set(step, bytes);
      this.#report();
    };
    try {
      const bytes = await readExactly(this.#ports.files, file, start, end, { signal, onBytes });
      const made = await step.make(bytes);
      for (const part of missing) {
        const content = made[step.parts.indexOf(part)] ?? new Uint8Array();
        await this.#ports.stage.write({ ...part, tag }, content);
      }
    } finally {
      this.#reading.delete(step);
    }
    this.#done += end - start;
    this.#report();
    for (const { path } of missing) await this.#countDown(path);
  }

  async #countDown(path: string): Promise<void> {
    const missing = (this.#missing.get(path) ?? 0) - 1;
    this.#missing.set(path, missing);
    if (missing === 0) await this.#seal(path);
  }

  async #seal(path: string): Promise<void> {
    const file = this.#assembly.files.find((one) => one.path === path);
    if (file === undefined) throw new RangeError(`${path} is no file of the package`);
    try {
      this.#sealed.set(path, await this.#ports.stage.commit(path, file.bytes, file.sha256));
    } catch (error) {
      // It is worth finishing the other files before this one is made again.
      if (!(error instanceof AppError) || error.code !== 'hash-mismatch') throw error;
      this.damages.push(error);
    }
  }

  #report(): void {
    const reading = [...this.#reading.values()].reduce((sum, bytes) => sum + bytes, 0);
    this.#options.onProgress?.(Math.min(this.#done + reading, this.#total), this.#total);
  }
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

function placeName({ path, offset, bytes }: PartPlace, tag: string): string {
  return `${path} ${offset} ${bytes} ${tag}`;
}

function fits({ files }: Assembly, { path, bytes, sha256 }: PackageFile): boolean {
  const wanted = files.find((file) => file.path === path);
  return wanted?.bytes === bytes && (wanted.sha256 ?? sha256) === sha256;
}
