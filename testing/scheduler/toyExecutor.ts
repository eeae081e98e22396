import type {
  Candidate,
  SampledToken,
  Executor,
  ExecutorLimits,
  Part,
  SequenceId,
  Tokenizer,
} from '../../src/engine/scheduler/executor';

interface Page {
  users: number;
}

interface Sequence {
  readonly tokens: number[];
  readonly pages: Page[];
}

const VOCABULARY = 64;

/**
 * A language model whose next token depends on all tokens before it, and a KV cache that holds each
 * sequence's own: if two sequences are mixed up, or a token is forgotten, other tokens come out. Pages are
 * given out as in TVM, and asking for more than there are is an error, as there.
 */
export class ToyExecutor implements Executor, Tokenizer {
  readonly limits: ExecutorLimits;
  readonly #sequences = new Map<SequenceId, Sequence>();
  readonly #ids = new Set<SequenceId>();
  #used = 0;
  /** Sizes of the passes: sequences and tokens. */
  readonly passes: (readonly [sequences: number, tokens: number])[] = [];
  /** The next pass fails with this. */
  failure: Error | undefined;

  constructor(limits: Partial<ExecutorLimits> = {}) {
    const usual = { contextLength: 128, prefillChunk: 32, batch: 8, pageTokens: 16, pages: 64 };
    this.limits = { ...usual, ...limits };
  }

  /** Sequences in the cache, and the pages they take. */
  get held(): { readonly sequences: number; readonly pages: number } {
    return { sequences: this.#sequences.size, pages: this.#used };
  }

  encode(text: string): readonly number[] {
    return Array.from(text, (letter) => (letter.codePointAt(0) ?? 0) % VOCABULARY);
  }

  decode(tokens: readonly number[]): string {
    return tokens.map((token) => String.fromCodePoint(0x4e00 + token)).join('');
  }

  add(id: SequenceId): void {
    this.#insert(id, { tokens: [], pages: [] });
  }

  fork(parent: SequenceId, child: SequenceId, length: number): void {
    const from = this.#get(parent);
    if (length > from.tokens.length) throw new Error('forked beyond the end');
    const full = Math.floor(length / this.limits.pageTokens);
    const pages = from.pages.slice(0, full);
    for (const page of pages) page.users++;
    const sequence = { tokens: from.tokens.slice(0, length), pages };
    if (length % this.limits.pageTokens > 0) sequence.pages.push(this.#takePage());
    this.#insert(child, sequence);
  }

  remove(id: SequenceId): void {
    for (const page of this.#get(id).pages) if (--page.users === 0) this.#used--;
    this.#sequences.delete(id);
  }

  async run(parts: readonly Part[]): Promise<readonly SampledToken[]> {
    const count = parts.reduce((sum, { tokens }) => sum + tokens.length, 0);
    if (parts.length === 0 || parts.length > this.limits.batch) throw new Error('batch');
    if (count > this.limits.prefillChunk && count > parts.length) throw new Error('chunk');
    if (new Set(parts.map(({ sequence }) => sequence)).size < parts.length)
      throw new Error('twice');
    this.passes.push([parts.length, count]);
    await Promise.resolve();
    if (this.failure !== undefined) throw this.failure;
    return parts.flatMap((part) => this.#forward(part));
  }

  #forward({ sequence: id, tokens, choose }: Part): SampledToken[] {
    const sequence = this.#get(id);
    if (tokens.length === 0) throw new Error('no tokens');
    sequence.tokens.push(...tokens);
    if (sequence.tokens.length > this.limits.contextLength) throw new Error('context');
    while (sequence.pages.length * this.limits.pageTokens < sequence.tokens.length) {
      sequence.pages.push(this.#takePage());
    }
    if (choose === undefined) return [];
    const raw = toyLogits(sequence.tokens);
    const logits = raw.map((logit, token) => logit + (choose.bias?.get(token) ?? 0));
    const candidates = toCandidates(logits);
    const first = candidates[0];
    const drawn =
      choose.temperature === 0 ? first : draw(candidates, choose.temperature, choose.uniform);
    if (drawn === undefined) throw new Error('no candidates');
    const rawLogprob = toCandidates(raw).find(({ token }) => token === drawn.token)?.logprob;
    return [{ ...drawn, rawLogprob, candidates: candidates.slice(0, choose.candidates) }];
  }

  #takePage(): Page {
    if (this.#used >= this.limits.pages) throw new Error('the KV cache is full');
    this.#used++;
    return { users: 1 };
  }

  #insert(id: SequenceId, sequence: Sequence): void {
    if (this.#ids.has(id)) throw new Error(`sequence ${id} was there before`);
    this.#ids.add(id);
    this.#sequences.set(id, sequence);
  }

  #get(id: SequenceId): Sequence {
    const sequence = this.#sequences.get(id);
    if (sequence === undefined) throw new Error(`no sequence ${id}`);
    return sequence;
  }
}

/** FNV-1a over all the tokens, and then a logit for each token of the vocabulary. */
export function toyLogits(tokens: readonly number[]): number[] {
  const state = tokens.reduce((hash, token) => Math.imul(hash ^ token, 0x01000193), 0x811c9dc5);
  return Array.from({ length: VOCABULARY }, (_, token) => {
    const mixed = Math.imul(state ^ Math.imul(token + 1, 0x9e3779b1), 0x85ebca6b);
    return ((mixed ^ (mixed >>> 13)) >>> 0) / 2 ** 29;
  });
}

export function toCandidates(logits: readonly number[]): Candidate[] {
  const total = Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0));
  const all = logits.map((logit, token) => ({ token, logprob: logit - total }));
  return all.sort((a, b) => b.logprob - a.logprob || a.token - b.token);
}

function draw(
  candidates: readonly Candidate[],
  temperature: number,
  uniform: number,
): Candidate | undefined {
  const weights = candidates.map(({ logprob }) => Math.exp(logprob / temperature));
  let left = uniform * weights.reduce((sum, weight) => sum + weight, 0);
  return candidates.find((_, at) => (left -= weights[at] ?? 0) < 0) ?? candidates.at(-1);
}
