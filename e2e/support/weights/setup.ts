import type { Shape } from '../../../src/core/catalog';
import type { PackageStorePorts } from '../../../src/models/packageStore';

/** What a test changes about the worker that keeps the weights. It is passed as the worker's name. */
export interface Setup extends Partial<
  Pick<PackageStorePorts, 'libraries' | 'rangeBytes' | 'threads'>
> {
  /** Where the app's own models are; ends with "/". Left out: next to the page. */
  readonly base?: string;
  /** Of every model, in the place of its own. */
  readonly shape?: Shape | undefined;
  /** Longest silence of a connection, instead of half a minute. */
  readonly stallMs?: number;
  readonly halt?: Halt;
}

/** A write to Cache storage at which the worker halts until it may continue or is killed. */
export interface Halt {
  /** `middle`: when the browser has half of the content. */
  readonly when: 'before' | 'middle' | 'after';
  /** Name of the cache. */
  readonly cache: string;
  /** End of the entry's address, without its query. */
  readonly key: string;
  /** Which of the matching writes, counted from 1. */
  readonly nth?: number;
}

/** Extra messages between the page and the worker: `halted` and `go on`. */
export const HALTS = 'test-halts';
