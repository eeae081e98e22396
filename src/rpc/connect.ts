import { fromWire, type AppError } from '../core/errors';
import type { CallId, Commands, FromWorker, WorkerPort } from './protocol';

/** How a call is cancelled and watched, and what it transfers. */
export interface CallOptions<Event> {
  /** Asks the worker to stop. The call still ends with the worker's answer, but is told no event more. */
  readonly signal?: AbortSignal | undefined;
  readonly onEvent?: ((event: Event) => void) | undefined;
  /** Buffers in `params` that move to the worker: they are empty here afterwards. */
  readonly transfer?: readonly ArrayBuffer[];
}

/** The caller's end of one worker's life. */
export interface Client<C extends Commands<C>> {
  /** Rejects with the worker's AppError, or with the one that the worker was lost or closed with. */
  call<Name extends keyof C & string>(
    name: Name,
    params: C[Name]['params'],
    options?: CallOptions<C[Name]['event']>,
  ): Promise<C[Name]['result']>;
  /** Ends the worker at once; every open call, and every later one, rejects with the error. */
  close(error: AppError): void;
  /** Closes, and tells `onLost`; nothing where it is closed already. */
  lose(error: AppError): void;
}

/** What the owner of a worker is told of it. */
export interface ConnectOptions<N = object> {
  /** What a crash of the worker is called. */
  readonly crash: (detail: string) => AppError;
  /** The worker is lost, with all its open calls; called at most once, after they were failed. */
  readonly onLost?: (error: AppError) => void;
  /** Hear the worker's notifications. */
  readonly on?: { readonly [Name in keyof N]: (params: N[Name]) => void };
}

interface Open {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: AppError) => void;
  readonly onEvent: (event: unknown) => void;
}

/**
 * Calls the commands `C` of a worker.
 *
 * @typeParam N The worker's notifications: what each of them has, by name.
 */
export function connect<C extends Commands<C>, N = object>(
  port: WorkerPort,
  { crash, onLost, on }: ConnectOptions<N>,
): Client<C> {
  const open = new Map<CallId, Open>();
  let nextId: CallId = 1;
  let closed: AppError | undefined;

  const close = (error: AppError) => {
    if (closed !== undefined) return;
    closed = error;
    port.terminate();
    for (const { reject } of open.values()) reject(error);
  };

  const lose = (error: AppError) => {
    if (closed !== undefined) return;
    close(error);
    onLost?.(error);
  };

  const receive = (message: FromWorker) => {
    // What was on its way when the worker was ended.
    if (closed !== undefined) return;
    if (message.type === 'notification') {
      on?.[message.name as keyof N](message.params as N[keyof N]);
      return;
    }
    const call = open.get(message.id);
    if (message.type === 'event') call?.onEvent(message.event);
    else if (message.type === 'result') call?.resolve(message.result);
    else call?.reject(fromWire(message.error));
  };

  const call: Client<C>['call'] = async (name, params, options = {}) => {
    if (closed !== undefined) throw closed;
    const { signal, onEvent, transfer } = options;
    const id = nextId++;
    const cancel = () => port.post({ type: 'cancel', id });
    const answer = new Promise((resolve, reject) => {
      const tell = (event: unknown) => {
        if (signal?.aborted !== true) onEvent?.(event);
      };
      open.set(id, { resolve, reject, onEvent: tell });
    });
    try {
      port.post({ type: 'call', id, name, params }, transfer);
      if (signal?.aborted === true) cancel();
      signal?.addEventListener('abort', cancel);
      return await answer;
    } finally {
      signal?.removeEventListener('abort', cancel);
      open.delete(id);
    }
  };

  port.listen(receive, (detail) => lose(crash(detail)));
  return { call, close, lose };
}

/**
 * As {@link connect}, but starts a worker with the first call, and another with the first after a crash, or
 * after it was closed.
 */
export function connectOnDemand<C extends Commands<C>>(
  startWorker: () => WorkerPort,
  crash: ConnectOptions['crash'],
): Pick<Client<C>, 'call' | 'close'> {
  let client: Client<C> | undefined;
  return {
    call: async (name, params, options) => {
      client ??= connect<C>(startWorker(), { crash, onLost: () => (client = undefined) });
      return client.call(name, params, options);
    },
    close: (error) => {
      client?.close(error);
      client = undefined;
    },
  };
}
