import { toWire } from '../core/errors';
import type { AnyCommand, CallId, Commands, ParentPort, ToWorker } from './protocol';

/** What a handler knows of its call. */
export interface CallContext<Event> {
  /** Aborted once the caller cancels; how the call then ends is the handler's to say. */
  readonly signal: AbortSignal;
  readonly emit: (event: Event) => void;
}

/** Does one command; what it throws reaches the caller as an AppError. */
export type Handler<Of extends AnyCommand> = (
  params: Of['params'],
  context: CallContext<Of['event']>,
) => Answer<Of['result']> | Promise<Answer<Of['result']>>;

/** A handler for each command. */
export type Handlers<C extends Commands<C>> = { readonly [Name in keyof C]: Handler<C[Name]> };

type Answer<Result> = Result | Transferred<Result>;

class Transferred<Result> {
  readonly result: Result;
  readonly buffers: readonly ArrayBuffer[];

  constructor(result: Result, buffers: readonly ArrayBuffer[]) {
    this.result = result;
    this.buffers = buffers;
  }
}

/** For a handler's result: its buffers move to the caller instead of being copied. */
export function transferred<Result>(
  result: Result,
  buffers: Iterable<ArrayBuffer>,
): Transferred<Result> {
  // Two views may lie in one buffer, which can be handed over once.
  return new Transferred(result, [...new Set(buffers)]);
}

/** Tells the caller what it did not ask for. */
export type Notify<N> = <Name extends keyof N & string>(name: Name, params: N[Name]) => void;

/**
 * Answers the calls that come through a port; any number at a time.
 *
 * @typeParam N The notifications: what each of them has, by name.
 */
export function serve<C extends Commands<C>, N = object>(
  handlers: Handlers<C>,
  port: ParentPort,
): Notify<N> {
  const running = new Map<CallId, AbortController>();

  const answer = async ({ id, name, params }: Extract<ToWorker, { type: 'call' }>) => {
    const abort = new AbortController();
    running.set(id, abort);
    const emit = (event: unknown) => port.post({ type: 'event', id, event });
    try {
      const handle = handlers[name as keyof C];
      const answered = await handle(params, { signal: abort.signal, emit });
      if (answered instanceof Transferred) {
        port.post({ type: 'result', id, result: answered.result }, answered.buffers);
      } else {
        port.post({ type: 'result', id, result: answered });
      }
    } catch (error) {
      port.post({ type: 'error', id, error: toWire(error) });
    } finally {
      running.delete(id);
    }
  };

  port.listen((message) => {
    if (message.type === 'cancel') running.get(message.id)?.abort();
    else void answer(message);
  });
  return (name, params) => port.post({ type: 'notification', name, params });
}
