import type { Executor, SequenceId } from './executor';

/** A sequence of tokens in the KV cache, whose pages others may share. */
export interface Sequence {
  readonly id: SequenceId;
  /** The tokens that are in the cache. */
  readonly tokens: readonly number[];
}

/** A page of the cache; forked sequences share the pages that were full. */
interface Page {
  users: number;
}

class Held implements Sequence {
  readonly id: SequenceId;
  readonly tokens: number[] = [];
  readonly pages: Page[] = [];
  lastUse = 0;

  constructor(id: SequenceId) {
    this.id = id;
  }
}

export interface Opened {
  readonly sequence: Sequence;
  /** Tokens of the prompt that need not be computed, because another sequence had them. */
  readonly reused: number;
}

/** Computing fewer tokens than this is faster than forking a sequence for them. */
const SHORTEST_REUSE = 16;

/**
 * The sequences of the KV cache, and the pages they take, counted as TVM's `PagedAttentionKVCache` does
 * (apache/tvm, src/runtime/vm/paged_kv_cache.cc): it ends the program when it runs out of pages, so it must
 * never be asked for more than fits. Sequences that are no longer in use are kept for later ones with the
 * same beginning; when room is needed, the least recently used is dropped.
 */
export class KvCache {
  readonly #executor: Pick<Executor, 'limits' | 'add' | 'fork' | 'remove'>;
  readonly #live = new Set<Held>();
  readonly #kept = new Set<Held>();
  #nextId = 0;
  #uses = 0;
  #free: number;

  constructor(executor: Pick<Executor, 'limits' | 'add' | 'fork' | 'remove'>) {
    this.#executor = executor;
    this.#free = executor.limits.pages;
  }

  get liveCount(): number {
    return this.#live.size;
  }

  get heldCount(): number {
    return this.#live.size + this.#kept.size;
  }

  /** Tokens of a prompt that need not be computed. The last one always must be, for its logits. */
  reusable(prompt: readonly number[]): number {
    return this.#longestPrefix(prompt).length;
  }

  /**
   * Begins a sequence with as much of the prompt as another sequence has.
   *
   * @returns undefined if there is no room for the whole prompt and one more token.
   */
  open(prompt: readonly number[]): Opened | undefined {
    const { held, length } = this.#longestPrefix(prompt);
    const pages = this.pagesOf(prompt.length + 1);
    if (held !== undefined && this.#makeRoom(pages - Math.floor(length / this.#pageTokens), held)) {
      held.lastUse = ++this.#uses;
      return { sequence: this.#fork(held, length), reused: length };
    }
    // The sequence to reuse may be the one that takes up the room.
    return this.#makeRoom(pages, undefined) ? { sequence: this.#add(), reused: 0 } : undefined;
  }

  /** @returns undefined if there is no room for the page that the two cannot share. */
  fork(sequence: Sequence): Sequence | undefined {
    const held = this.#require(sequence);
    return this.#makeRoom(1, held) ? this.#fork(held, held.tokens.length) : undefined;
  }

  /**
   * Takes pages for tokens that are about to be computed.
   *
   * @returns false if there is no room for them; then nothing has changed.
   */
  append(sequence: Sequence, tokens: readonly number[]): boolean {
    const held = this.#require(sequence);
    const more = this.pagesOf(held.tokens.length + tokens.length) - held.pages.length;
    if (!this.#makeRoom(more, held)) return false;
    for (let page = 0; page < more; page++) held.pages.push({ users: 1 });
    this.#free -= more;
    for (const token of tokens) held.tokens.push(token);
    return true;
  }

  /** Keeps the sequence for later ones with the same beginning, as long as there is room. */
  keep(sequence: Sequence): void {
    const held = this.#require(sequence);
    this.#live.delete(held);
    held.lastUse = ++this.#uses;
    if (held.tokens.length < SHORTEST_REUSE) {
      this.#remove(held);
      return;
    }
    // A sequence that is the beginning of another is no more useful than that one.
    for (const other of this.#kept) {
      if (isBeginning(held.tokens, other.tokens)) {
        other.lastUse = held.lastUse;
        this.#remove(held);
        return;
      }
      if (isBeginning(other.tokens, held.tokens)) this.#remove(other);
    }
    this.#kept.add(held);
  }

  drop(sequence: Sequence): void {
    const held = this.#require(sequence);
    this.#live.delete(held);
    this.#remove(held);
  }

  /** Pages that this many tokens take. */
  pagesOf(tokens: number): number {
    return Math.ceil(tokens / this.#pageTokens);
  }

  get #pageTokens(): number {
    return this.#executor.limits.pageTokens;
  }

  #longestPrefix(prompt: readonly number[]): { held: Held | undefined; length: number } {
    let best: Held | undefined;
    let length = 0;
    for (const held of [...this.#kept, ...this.#live]) {
      const common = commonLength(held.tokens, prompt, prompt.length - 1);
      if (common > length) [best, length] = [held, common];
    }
    return length < SHORTEST_REUSE ? { held: undefined, length: 0 } : { held: best, length };
  }

  #add(): Held {
    const held = new Held(this.#nextId++);
    this.#executor.add(held.id);
    this.#live.add(held);
    return held;
  }

  #fork(parent: Held, length: number): Held {
    const child = new Held(this.#nextId++);
    const full = Math.floor(length / this.#pageTokens);
    for (const page of parent.pages.slice(0, full)) {
      page.users++;
      child.pages.push(page);
    }
    // The page in which they diverge is copied.
    if (length % this.#pageTokens > 0) {
      child.pages.push({ users: 1 });
      this.#free--;
    }
    for (let i = 0; i < length; i++) child.tokens.push(parent.tokens[i] ?? 0);
    this.#executor.fork(parent.id, child.id, length);
    this.#live.add(child);
    return child;
  }

  #remove(held: Held): void {
    for (const page of held.pages) if (--page.users === 0) this.#free++;
    this.#kept.delete(held);
    this.#executor.remove(held.id);
  }

  /** Drops kept sequences, least recently used first, until there is room, but not those needed now. */
  #makeRoom(pages: number, needed: Held | undefined): boolean {
    if (this.#free >= pages) return true;
    const rest = [...this.#kept].filter((held) => held !== needed);
    rest.sort((a, b) => a.lastUse - b.lastUse);
    for (const held of rest) {
      this.#remove(held);
      if (this.#free >= pages) return true;
    }
    return false;
  }

  #require(sequence: Sequence): Held {
    if (!(sequence instanceof Held) || !this.#live.has(sequence)) {
      throw new RangeError(`sequence ${sequence.id} is not in use`);
    }
    return sequence;
  }
}

export function commonLength(a: readonly number[], b: readonly number[], most: number): number {
  const end = Math.min(a.length, b.length, most);
  let length = 0;
  while (length < end && a[length] === b[length]) length++;
  return length;
}

function isBeginning(short: readonly number[], long: readonly number[]): boolean {
  return commonLength(short, long, short.length) === short.length;
}
