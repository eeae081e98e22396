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
interface Branch {
  readonly sequence: Sequence;
  /** Tokens not yet in the cache; the next choice comes after the last of them. */
  pending: readonly number[];
}

interface Generation extends Work {
  readonly order: number;
  readonly submittedMs: number;
  readonly resolve: (result: GenerateResult) => void;
  readonly reject: (error: unknown) => void;
  /** Empty while it waits for its turn. */
  branches: Branch[];
  reusedTokens: number;
  firstTokenMs: number | undefined;
  /** Whether any of it has been computed. */
  begun: boolean;
}

/** How many of a branch's pending tokens a forward pass computes. */
interface Share {
  readonly branch: Branch;
  readonly count: number;
}

/** A generation's part in a forward pass. */
interface Planned {
  readonly generation: Generation;
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
  readonly #waiting: Generation[] = [];
  readonly #running = new Set<Generation>();
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
        branches: [],
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
    for (const generation of [...this.#running, ...this.#waiting]) {
      if (!generation.signal.aborted) continue;
      this.#release(generation, 'keep');
      this.#forget(generation);
      generation.reject(new AppError('aborted'));
    }
  }

  /** Admits generations in order, as long as there is a place. */
  #admit(): void {
    this.#waiting.sort(byTurn);
    for (const generation of [...this.#waiting]) {
      if (this.#width(generation) > this.#places && !this.#makePlace(generation)) return;
      if (this.#isWorthWaiting(generation)) continue;
      if (!this.#start(generation)) return;
    }
  }

  get #places(): number {
    let taken = 0;
    for (const generation of this.#running) taken += this.#width(generation);
    return this.#ports.executor.limits.batch - taken;
  }

  #width({ decoder }: Generation): number {
    return decoder.width;
  }

  /** An interactive generation takes the place of the background ones that came last. */
  #makePlace(generation: Generation): boolean {
    if (generation.priority === 'background') return false;
    const others = [...this.#running].filter(({ priority }) => priority === 'background');
    others.sort((a, b) => b.order - a.order);
    const movable = others.reduce((sum, other) => sum + this.#width(other), 0);
    if (this.#width(generation) > this.#places + movable) return false;
    for (const other of others) {
      if (this.#width(generation) <= this.#places) break;
      this.#putBack(other, 'keep');
    }
    return true;
  }

  /** Whether a running generation is about to compute a beginning that this generation shares. */
  #isWorthWaiting({ prompt, begun }: Generation): boolean {
    if (begun) return false;
    const here = this.#kv.reusable(prompt);
    for (const { prompt: other, branches } of this.#running) {
      if (!branches.some(({ pending }) => pending.length > 1)) continue;
      if (commonLength(other, prompt, prompt.length - 1) - here >= WORTH_WAITING) return true;
    }
    return false;
  }

  /** Starts a generation if there is room for it; an interactive one may take the room of background ones. */
  #start(generation: Generation): boolean {
    while (!this.#open(generation)) {
      const last = [...this.#running].sort(byTurn).at(-1);
      if (last === undefined) return this.#refuse(generation);
      if (generation.priority === 'background' || last.priority === 'interactive') return false;
      this.#putBack(last, 'drop');
    }
    generation.begun = true;
    this.#waiting.splice(this.#waiting.indexOf(generation), 1);
    this.#running.add(generation);
    return true;
  }

  /** Finds room for all branches, reusing what the cache has of them. */
  #open(generation: Generation): boolean {
    let reused = 0;
    for (const branch of generation.decoder.branches) {
      const tokens = [...generation.prompt, ...branch];
      const opened = this.#kv.open(tokens);
      if (opened === undefined) {
        this.#release(generation, 'drop');
        return false;
      }
      reused += opened.reused;
      generation.branches.push({ sequence: opened.sequence, pending: tokens.slice(opened.reused) });
    }
    if (!generation.begun) generation.reusedTokens = reused;
    return true;
  }

  /** If nothing else is running, a generation that does not fit never will. */
  #refuse(generation: Generation): false {
    const { pages, pageTokens } = this.#ports.executor.limits;
    this.#forget(generation);
    generation.reject(
      new AppError('input-too-long', {
        promptTokens: generation.prompt.length,
        contextLength: Math.floor((pages * pageTokens) / this.#width(generation)),
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
    const prefills = planned.some(({ generation }) => isPrefilling(generation));
    const decodes = planned.some(({ generation }) => isDecoding(generation));
    const parts = planned.flatMap(partsOf);
    const start = this.#ports.now();
    const chosen = await this.#run(parts);
    const tookMs = this.#ports.now() - start;
    const computed = parts.reduce((sum, { tokens }) => sum + tokens.length, 0);
    if (prefills) this.#prefillTokensPerMs = computed / Math.max(1, tookMs);
    if (decodes) this.#noteSpeed(chosen.length / Math.max(0.1, tookMs));
    let at = 0;
    for (const { generation, shares, chooses } of planned) {
      for (const { branch, count } of shares) branch.pending = branch.pending.slice(count);
      if (chooses) this.#accept(generation, chosen.slice(at, (at += shares.length)));
    }
  }

  /** Plans what the next pass computes, and takes the room for it in the cache. */
  #plan(): readonly Planned[] {
    let room = this.#chunkTokens();
    const planned: Planned[] = [];
    for (const generation of [...this.#running].sort(byTurn)) {
      const decodes = isDecoding(generation);
      // The last token of each branch is left for the pass in which all branches choose.
      const left = decodes || generation.branches.length === 1 ? 0 : 1;
      const shares: Share[] = [];
      for (const branch of generation.branches) {
        const count = decodes ? 1 : Math.min(room, branch.pending.length - left);
        if (count <= 0) continue;
        if (!this.#append(generation, branch, count)) break;
        shares.push({ branch, count });
        if (!decodes) room -= count;
      }
      const chooses =
        left === 0 && shares.every(({ branch, count }) => count === branch.pending.length);
      if (shares.length > 0) planned.push({ generation, shares, chooses });
    }
    // Some of them may have given way to later ones.
    return planned.filter(({ generation }) => generation.branches.length > 0);
  }

  /** Prompt tokens in one pass. */
  #chunkTokens(): number {
    const { prefillChunk } = this.#ports.executor.limits;
    let decoding = 0;
    for (const generation of this.#running)
      if (isDecoding(generation)) decoding += generation.branches.length;
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
   * Takes room for tokens that are about to be computed, if necessary from the generations that are last in line.
   *
   * @returns false if the generation itself had to give way.
   */
  #append(generation: Generation, branch: Branch, count: number): boolean {
    const tokens = branch.pending.slice(0, count);
    while (!this.#kv.append(branch.sequence, tokens)) {
      const last = [...this.#running].sort(byTurn).at(-1);
      if (last === undefined || last === generation) {
        this.#giveWay(generation);
        return false;
      }
      this.#giveWay(last);
    }
    return true;
  }

  /** Frees what a generation has in the cache. A generation that is alone and does not fit ends with what it has. */
  #giveWay(generation: Generation): void {
    if (this.#running.size > 1) {
      this.#putBack(generation, 'drop');
      return;
    }
    // Not all tokens appended to its sequences were computed.
    this.#release(generation, 'drop');
    this.#finish(generation, 'length');
  }

  #accept(generation: Generation, chosen: readonly SampledToken[]): void {
    generation.firstTokenMs ??= this.#ports.now();
    let next;
    try {
      next = generation.decoder.accept(chosen);
    } catch (error) {
      // A failure of one generation must not affect the others.
      this.#release(generation, 'drop');
      this.#forget(generation);
      generation.reject(error);
      return;
    }
    if (next.length === 0) this.#finish(generation);
    else this.#follow(generation, next);
  }

  /** Gives each new branch a sequence: the first to continue one keeps it, others fork it. */
  #follow(
    generation: Generation,
    next: readonly { readonly parent: number; readonly token: number }[],
  ): void {
    const before = generation.branches;
    const taken = new Set<Sequence>();
    const branches: Branch[] = [];
    let room = true;
    for (const { parent, token } of next) {
      const sequence = before[parent]?.sequence;
      if (sequence === undefined) throw new RangeError(`no branch ${parent}`);
      const own = taken.has(sequence) ? this.#kv.fork(sequence) : sequence;
      if (own === undefined) {
        room = false;
        break;
      }
      taken.add(own);
      branches.push({ sequence: own, pending: [token] });
    }
    for (const { sequence } of before) if (!taken.has(sequence)) this.#kv.drop(sequence);
    generation.branches = branches;
    if (!room) this.#giveWay(generation);
  }

  #putBack(generation: Generation, how: 'keep' | 'drop'): void {
    this.#release(generation, how);
    this.#running.delete(generation);
    this.#waiting.push(generation);
  }

  #finish(generation: Generation, reason?: 'length'): void {
    this.#release(generation, 'keep');
    this.#forget(generation);
    const { decoder, prompt, submittedMs, reusedTokens, firstTokenMs } = generation;
    const now = this.#ports.now();
    const first = firstTokenMs ?? now;
    const result = decoder.result();
    generation.resolve({
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

  #release(generation: Generation, how: 'keep' | 'drop'): void {
    for (const { sequence } of generation.branches) this.#kv[how](sequence);
    generation.branches = [];
  }

  #forget(generation: Generation): void {
    this.#running.delete(generation);
    const at = this.#waiting.indexOf(generation);
    if (at >= 0) this.#waiting.splice(at, 1);
  }

  /** The executor is lost with everything in it. */
  #failAll(error: unknown): void {
    const generations = [...this.#running, ...this.#waiting];
    this.#running.clear();
    this.#waiting.length = 0;
    this.#failure = error instanceof Error ? error : new Error(String(error));
    for (const generation of generations) generation.reject(this.#failure);
    this.#ports.onFailure?.(this.#failure);
  }
}

function partsOf({ generation, shares, chooses }: Planned): readonly Part[] {
  const choices = chooses ? generation.decoder.choices() : [];
  return shares.map(({ branch, count }, at) => ({
    sequence: branch.sequence.id,
    tokens: branch.pending.slice(0, count),
    choose: choices[at],
  }));
}

function isPrefilling({ branches }: Generation): boolean {
  return branches.some(({ pending }) => pending.length > 1);
}

function isDecoding(generation: Generation): boolean {
  return generation.branches.length > 0 && !isPrefilling(generation);
}

function byTurn(a: Generation, b: Generation): number {
  if (a.priority !== b.priority) return a.priority === 'interactive' ? -1 : 1;
  return a.order - b.order;
}
