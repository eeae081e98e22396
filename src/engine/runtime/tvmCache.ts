import type { SequenceId } from '../scheduler/executor';
import type { Pipeline, TvmFunction } from './pipeline';

export interface CacheSize {
  /** Sequences in one forward pass. */
  readonly batch: number;
  /** Tokens of all sequences. */
  readonly tokens: number;
  readonly pageTokens: number;
  readonly prefillChunk: number;
}

/** TVM's paged KV cache, on the GPU; see `PagedAttentionKVCache` in apache/tvm. */
export class TvmCache {
  /** In the form that the model's functions take. */
  readonly object: unknown;
  readonly #pipeline: Pipeline;
  readonly #functions: Readonly<Record<'add' | 'fork' | 'remove' | 'begin' | 'end', TvmFunction>>;
  readonly #lengths = new Map<SequenceId, number>();

  constructor(pipeline: Pipeline, { batch, tokens, prefillChunk, pageTokens }: CacheSize) {
    const { tvm, vm } = pipeline;
    this.#pipeline = pipeline;
    tvm.beginScope();
    const state = (name: string) =>
      tvm.detachFromCurrentScope(tvm.getGlobalFunc(`vm.builtin.kv_state_${name}`));
    this.#functions = {
      add: state('add_sequence'),
      fork: state('fork_sequence'),
      remove: state('remove_sequence'),
      begin: state('begin_forward'),
      end: state('end_forward'),
    };
    const sizes = [batch, tokens, prefillChunk, pageTokens, 0];
    const create = vm.getFunction('create_tir_paged_kv_cache');
    this.object = tvm.detachFromCurrentScope(
      create(...sizes.map((size) => tvm.makeShapeTuple([size]))),
    );
    tvm.endScope();
  }

  length(sequence: SequenceId): number {
    return this.#lengths.get(sequence) ?? 0;
  }

  add(sequence: SequenceId): void {
    this.#call('add', sequence);
    this.#lengths.set(sequence, 0);
  }

  fork(parent: SequenceId, child: SequenceId, length: number): void {
    this.#call('fork', parent, child, length);
    this.#lengths.set(child, length);
  }

  remove(sequence: SequenceId): void {
    this.#call('remove', sequence);
    this.#lengths.delete(sequence);
  }

  /**
   * Tells the cache which sequences get how many more tokens while the model's functions run. Needs a TVM
   * scope.
   */
  forward<T>(
    parts: readonly { readonly sequence: SequenceId; readonly tokens: readonly number[] }[],
    run: () => T,
  ): T {
    const { tvm } = this.#pipeline;
    const { begin, end } = this.#functions;
    const ids = tvm.makeShapeTuple(parts.map(({ sequence }) => sequence));
    begin(this.object, ids, tvm.makeShapeTuple(parts.map(({ tokens }) => tokens.length)));
    const result = run();
    end(this.object);
    for (const { sequence, tokens } of parts) {
      this.#lengths.set(sequence, this.length(sequence) + tokens.length);
    }
    return result;
  }

  #call(name: 'add' | 'fork' | 'remove', ...numbers: readonly number[]): void {
    const { tvm } = this.#pipeline;
    tvm.beginScope();
    this.#functions[name](this.object, ...numbers.map((number) => tvm.scalar(number, 'int64')));
    tvm.endScope();
  }
}
