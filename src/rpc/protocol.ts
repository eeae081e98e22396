import type { WireError } from '../core/errors';

/** One command: what it takes, what it is answered with, and what is told of it meanwhile. */
export interface Command<Params, Result, Event = never> {
  readonly params: Params;
  readonly result: Result;
  readonly event: Event;
}

/** A command of which nothing more is known. */
export type AnyCommand = Command<unknown, unknown, unknown>;

/** Constraint for the commands of a worker, by name: `C extends Commands<C>` takes interfaces too. */
export type Commands<C> = Readonly<Record<keyof C, AnyCommand>>;

/** Names one call; unique for the life of a worker. */
export type CallId = number;

/** Every message to a worker. */
export type ToWorker =
  | {
      readonly type: 'call';
      readonly id: CallId;
      readonly name: string;
      readonly params: unknown;
    }
  /** Whether and when the call ends by it is the worker's to say; an answer comes in any case. */
  | { readonly type: 'cancel'; readonly id: CallId };

/** Every message from a worker. */
export type FromWorker =
  | { readonly type: 'event'; readonly id: CallId; readonly event: unknown }
  | { readonly type: 'result'; readonly id: CallId; readonly result: unknown }
  | { readonly type: 'error'; readonly id: CallId; readonly error: WireError }
  /** Nobody asked for it, and it belongs to no call. */
  | { readonly type: 'notification'; readonly name: string; readonly params: unknown };

/** Leads to a worker. */
export interface WorkerPort {
  /** @param transfer Buffers of the message that move instead of being copied; none if left out. */
  post(message: ToWorker, transfer?: readonly ArrayBuffer[]): void;
  /**
   * Sets the only listeners.
   *
   * @param onCrash For what the worker did not catch, or could not load, or nobody can read.
   */
  listen(onMessage: (message: FromWorker) => void, onCrash: (detail: string) => void): void;
  terminate(): void;
}

/** Leads from a worker to whoever started it. */
export interface ParentPort {
  /** @param transfer As {@link WorkerPort.post} has it. */
  post(message: FromWorker, transfer?: readonly ArrayBuffer[]): void;
  /** Sets the only listener. */
  listen(onMessage: (message: ToWorker) => void): void;
}
