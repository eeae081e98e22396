import { AppError } from '../../core/errors';
import type { GenerateResult, Priority } from '../types';
import type { Decoder } from './decoder';
import type { SampledToken, Executor, Part } from './executor';
import { commonLength, KvCache, type Sequence } from './kvCache';

export interface SchedulerPorts {
  readonly executor: Executor;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
  /** Called after each forward pass, as a sign of life. */
  readonly onStep?: (() => void) | undefined;
  /** Called once, when the executor has failed: then nothing can run. */
  readonly onFailure?: ((error: unknown) => void) | undefined;
}

/** What is to be generated. */
export interface Work {
  readonly prompt: readonly number[];
  readonly priority: Priority;
  readonly decoder: Decoder;
  readonly signal: AbortSignal;
}

/** One branch of a decoder, with its part in the cache. */
interface Lane {
  readonly sequence: Sequence;
  /** Tokens not yet in the cache; the next choice comes after the last of them. */
  pending: readonly number[];
}

interface Job extends Work {
  readonly order: number;
  readonly submittedMs: number;
  readonly resolve: (result: GenerateResult) => void;
  readonly reject: (error: unknown) => void;
  /** Empty while it waits for its turn. */
  lanes: Lane[];
  reusedTokens: number;
  firstTokenMs: number | undefined;
  /** Whether any of it has been computed. */
  begun: boolean;
}

/** How many of a lane's pending tokens a forward pass computes. */
interface Share {
  readonly lane: Lane;
  readonly count: number;
}

/** A job's part in a forward pass. */
interface Planned {
  readonly job: Job;
  readonly shares: readonly Share[];
  /** Whether nothing is pending after it, so that each branch chooses a token. */
  readonly chooses: boolean;
}

/** Waiting pays if another request is computing at least this many tokens of the same prompt. */
const WORTH_WAITING = 32;
/** How long a part of a prompt may delay those that decode. */
const PREFILL_MS = 250;
const SMALLEST_CHUNK = 32;
/** Weight of the newest pass in the reported speed: enough to follow, too little to flicker. */
const NEWEST_SHARE = 0.2;

/**
 * Runs many generations at once over one KV cache: each forward pass has one token of every generation that
 * decodes, and parts of the prompts of those that begin. Generations join and leave at any step; interactive
 * ones go first, and take the place of background ones if no place is left. What a generation loses in the
 * cache is read from it again, or recomputed: the result is the same.
 */
export class Scheduler {
  readonly #ports: SchedulerPorts;
  readonly #kv: KvCache;
  readonly #waiting: Job[] = [];
  readonly #running = new Set<Job>();
  #orders = 0;
  #busy = false;
  #failure: Error | undefined;
  #prefillTokensPerMs = Infinity;
  #tokensPerMs = 0;

  constructor(ports: SchedulerPorts) {
    this.#ports = ports;
    this.#kv = new KvCache(ports.executor);
  }

  /** Generations that are running or waiting. */
  get size(): number {
    return this.#waiting.length + this.#running.size;
  }

  /** Of all generations that decode; 0 while unknown. */
  get tokensPerSecond(): number {
    return this.#tokensPerMs * 1000;
  }

  /** Sequences in use; none without generations. */
  get liveSequences(): number {
    return this.#kv.liveCount;
  }

  /** Sequences in use, and those kept for later. */
  get heldSequences(): number {
    return this.#kv.heldCount;
  }

  /**
   * @throws AppError `aborted` after the signal, `input-too-long` for a prompt that leaves no room for an
   *   answer, and what the executor throws.
   */
  submit(work: Work): Promise<GenerateResult> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    const { contextLength, batch } = this.#ports.executor.limits;
    const promptTokens = work.prompt.length;
    if (promptTokens >= contextLength) {
      return Promise.reject(new AppError('input-too-long', { promptTokens, contextLength }));
    }
    if (work.decoder.width > batch) throw new RangeError(`${work.decoder.width} branches`);
    return new Promise((resolve, reject) => {
      this.#waiting.push({
        ...work,
        order: this.#orders++,
        submittedMs: this.#ports.now(),
        resolve,
        reject,
        lanes: [],
        reusedTokens: 0,
        firstTokenMs: undefined,
        begun: false,
      });
      void this.#work();
    });
  }

  async #work(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      // Many requests submitted at once are considered together.
      await Promise.resolve();
      while (this.size > 0) await this.#step();
    } catch (error) {
      this.#failAll(error);
    } finally {
      this.#busy = false;
    }
  }

  async #step(): Promise<void> {
    this.#dropAborted();
    this.#admit();
    await this.#pass();
  }

  #dropAborted(): void {
    for (const job of [...this.#running, ...this.#waiting]) {
      if (!job.signal.aborted) continue;
      this.#release(job, 'keep');
      this.#forget(job);
      job.reject(new AppError('aborted'));
    }
  }

  /** Admits jobs in order, as long as there is a place. */
  #admit(): void {
    this.#waiting.sort(byTurn);
    for (const job of [...this.#waiting]) {
      if (this.#width(job) > this.#places && !this.#makePlace(job)) return;
      if (this.#isWorthWaiting(job)) continue;
      if (!this.#start(job)) return;
    }
  }

  get #places(): number {
    let taken = 0;
    for (const job of this.#running) taken += this.#width(job);
    return this.#ports.executor.limits.batch - taken;
  }

  #width({ decoder }: Job): number {
    return decoder.width;
  }

  /** An interactive job takes the place of the background ones that came last. */
  #makePlace(job: Job): boolean {
    if (job.priority === 'background') return false;
    const others = [...this.#running].filter(({ priority }) => priority === 'background');
    others.sort((a, b) => b.order - a.order);
    const movable = others.reduce((sum, other) => sum + this.#width(other), 0);
    if (this.#width(job) > this.#places + movable) return false;
    for (const other of others) {
      if (this.#width(job) <= this.#places) break;
      this.#putBack(other, 'keep');
    }
    return true;
  }

  /** Whether a running job is about to compute a beginning that this job shares. */
  #isWorthWaiting({ prompt, begun }: Job): boolean {
    if (begun) return false;
    const here = this.#kv.reusable(prompt);
    for (const { prompt: other, lanes } of this.#running) {
      if (!lanes.some(({ pending }) => pending.length > 1)) continue;
      if (commonLength(other, prompt, prompt.length - 1) - here >= WORTH_WAITING) return true;
    }
    return false;
  }

  /** Starts a job if there is room for it; an interactive one may take the room of background ones. */
  #start(job: Job): boolean {
    while (!this.#open(job)) {
      const last = [...this.#running].sort(byTurn).at(-1);
      if (last === undefined) return this.#refuse(job);
      if (job.priority === 'background' || last.priority === 'interactive') return false;
      this.#putBack(last, 'drop');
    }
    job.begun = true;
    this.#waiting.splice(this.#waiting.indexOf(job), 1);
    this.#running.add(job);
    return true;
  }

  /** Finds room for all branches, reusing what the cache has of them. */
  #open(job: Job): boolean {
    let reused = 0;
    for (const branch of job.decoder.branches) {
      const tokens = [...job.prompt, ...branch];
      const opened = this.#kv.open(tokens);
      if (opened === undefined) {
        this.#release(job, 'drop');
        return false;
      }
      reused += opened.reused;
      job.lanes.push({ sequence: opened.sequence, pending: tokens.slice(opened.reused) });
    }
    if (!job.begun) job.reusedTokens = reused;
    return true;
  }

  /** If nothing else is running, a job that does not fit never will. */
  #refuse(job: Job): false {
    const { pages, pageTokens } = this.#ports.executor.limits;
    this.#forget(job);
    job.reject(
      new AppError('input-too-long', {
        promptTokens: job.prompt.length,
        contextLength: Math.floor((pages * pageTokens) / this.#width(job)),
      }),
    );
    return false;
  }

  /**
   * One forward pass: one more token of every branch that is computed so far, and in the remaining room parts
   * of the prompts, in order.
   */
  async #pass(): Promise<void> {
    const planned = this.#plan();
    if (planned.length === 0) return;
    const prefills = planned.some(({ job }) => isPrefilling(job));
    const decodes = planned.some(({ job }) => isDecoding(job));
    const parts = planned.flatMap(partsOf);
    const start = this.#ports.now();
    const chosen = await this.#run(parts);
    const tookMs = this.#ports.now() - start;
    const computed = parts.reduce((sum, { tokens }) => sum + tokens.length, 0);
    if (prefills) this.#prefillTokensPerMs = computed / Math.max(1, tookMs);
    if (decodes) this.#noteSpeed(chosen.length / Math.max(0.1, tookMs));
    let at = 0;
    for (const { job, shares, chooses } of planned) {
      for (const { lane, count } of shares) lane.pending = lane.pending.slice(count);
      if (chooses) this.#accept(job, chosen.slice(at, (at += shares.length)));
    }
  }

  /** Plans what the next pass computes, and takes the room for it in the cache. */
  #plan(): readonly Planned[] {
    let room = this.#chunkTokens();
    const planned: Planned[] = [];
    for (const job of [...this.#running].sort(byTurn)) {
      const decodes = isDecoding(job);
      // The last token of each branch is left for the pass in which all branches choose.
      const left = decodes || job.lanes.length === 1 ? 0 : 1;
      const shares: Share[] = [];
      for (const lane of job.lanes) {
        const count = decodes ? 1 : Math.min(room, lane.pending.length - left);
        if (count <= 0) continue;
        if (!this.#append(job, lane, count)) break;
        shares.push({ lane, count });
        if (!decodes) room -= count;
      }
      const chooses =
        left === 0 && shares.every(({ lane, count }) => count === lane.pending.length);
      if (shares.length > 0) planned.push({ job, shares, chooses });
    }
    // Some of them may have given way to later ones.
    return planned.filter(({ job }) => job.lanes.length > 0);
  }

  /** Prompt tokens in one pass. */
  #chunkTokens(): number {
    const { prefillChunk } = this.#ports.executor.limits;
    let decoding = 0;
    for (const job of this.#running) if (isDecoding(job)) decoding += job.lanes.length;
    if (decoding === 0) return prefillChunk;
    const inTime = Math.floor(this.#prefillTokensPerMs * PREFILL_MS);
    return Math.min(prefillChunk - decoding, Math.max(SMALLEST_CHUNK, inTime));
  }

  #noteSpeed(tokensPerMs: number): void {
    const before = this.#tokensPerMs === 0 ? tokensPerMs : this.#tokensPerMs;
    this.#tokensPerMs = before + (tokensPerMs - before) * NEWEST_SHARE;
  }

  async #run(parts: readonly Part[]): Promise<readonly SampledToken[]> {
    const chosen = await this.#ports.executor.run(parts);
    this.#ports.onStep?.();
    return chosen;
  }

  /**
   * Takes room for tokens that are about to be computed, if necessary from the jobs that are last in line.
   *
   * @returns false if the job itself had to give way.
   */
  #append(job: Job, lane: Lane, count: number): boolean {
    const tokens = lane.pending.slice(0, count);
    while (!this.#kv.append(lane.sequence, tokens)) {
      const last = [...this.#running].sort(byTurn).at(-1);
      if (last === undefined || last === job) {
        this.#giveWay(job);
        return false;
      }
      this.#giveWay(last);
    }
    return true;
  }

  /** Frees what a job has in the cache. A job that is alone and does not fit ends with what it has. */
  #giveWay(job: Job): void {
    if (this.#running.size > 1) {
      this.#putBack(job, 'drop');
      return;
    }
    // Not all tokens appended to its sequences were computed.
    this.#release(job, 'drop');
    this.#finish(job, 'length');
  }

  #accept(job: Job, chosen: readonly SampledToken[]): void {
    job.firstTokenMs ??= this.#ports.now();
    let branches;
    try {
      branches = job.decoder.accept(chosen);
    } catch (error) {
      // A failure of one job must not affect the others.
      this.#release(job, 'drop');
      this.#forget(job);
      job.reject(error);
      return;
    }
    if (branches.length === 0) this.#finish(job);
    else this.#follow(job, branches);
  }

  /** Gives each branch a lane: the first to continue a sequence keeps it, others fork it. */
  #follow(
    job: Job,
    branches: readonly { readonly parent: number; readonly token: number }[],
  ): void {
    const before = job.lanes;
    const taken = new Set<Sequence>();
    const lanes: Lane[] = [];
    let room = true;
    for (const { parent, token } of branches) {
      const sequence = before[parent]?.sequence;
      if (sequence === undefined) throw new RangeError(`no branch ${parent}`);
      const own = taken.has(sequence) ? this.#kv.fork(sequence) : sequence;
      if (own === undefined) {
        room = false;
        break;
      }
      taken.add(own);
      lanes.push({ sequence: own, pending: [token] });
    }
    for (const { sequence } of before) if (!taken.has(sequence)) this.#kv.drop(sequence);
    job.lanes = lanes;
    if (!room) this.#giveWay(job);
  }

  #putBack(job: Job, how: 'keep' | 'drop'): void {
    this.#release(job, how);
    this.#running.delete(job);
    this.#waiting.push(job);
  }

  #finish(job: Job, reason?: 'length'): void {
    this.#release(job, 'keep');
    this.#forget(job);
    const { decoder, prompt, submittedMs, reusedTokens, firstTokenMs } = job;
    const now = this.#ports.now();
    const first = firstTokenMs ?? now;
    const result = decoder.result();
    job.resolve({
      ...result,
      ...(reason && { finishReason: reason }),
      usage: {
        promptTokens: prompt.length,
        reusedTokens,
        completionTokens: decoder.completionTokens,
        prefillSeconds: (first - submittedMs) / 1000,
        decodeSeconds: (now - first) / 1000,
      },
    });
  }

  #release(job: Job, how: 'keep' | 'drop'): void {
    for (const { sequence } of job.lanes) this.#kv[how](sequence);
    job.lanes = [];
  }

  #forget(job: Job): void {
    this.#running.delete(job);
    const at = this.#waiting.indexOf(job);
    if (at >= 0) this.#waiting.splice(at, 1);
  }

  /** The executor is lost with everything in it. */
  #failAll(error: unknown): void {
    const jobs = [...this.#running, ...this.#waiting];
    this.#running.clear();
    this.#waiting.length = 0;
    this.#failure = error instanceof Error ? error : new Error(String(error));
    for (const job of jobs) job.reject(this.#failure);
    this.#ports.onFailure?.(this.#failure);
  }
}

function partsOf({ job, shares, chooses }: Planned): readonly Part[] {
  const choices = chooses ? job.decoder.choices() : [];
  return shares.map(({ lane, count }, at) => ({
    sequence: lane.sequence.id,
    tokens: lane.pending.slice(0, count),
    choose: choices[at],
  }));
}

function isPrefilling({ lanes }: Job): boolean {
  return lanes.some(({ pending }) => pending.length > 1);
}

function isDecoding(job: Job): boolean {
  return job.lanes.length > 0 && !isPrefilling(job);
}

function byTurn(a: Job, b: Job): number {
  if (a.priority !== b.priority) return a.priority === 'interactive' ? -1 : 1;
  return a.order - b.order;
}
