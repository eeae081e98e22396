import { toAppError } from '../core/errors';

/** The names that the W3C APIs ask for, by the app's own error code. */
const names: Readonly<Record<string, string>> = {
  aborted: 'AbortError',
  'unsupported-language': 'NotSupportedError',
  'model-not-available': 'NotSupportedError',
  'source-needed': 'NotSupportedError',
  'input-too-long': 'QuotaExceededError',
  network: 'NetworkError',
  'http-status': 'NetworkError',
};

/**
 * A DOMException as embedders expect one; `cause` is the typed error with code and data. A TypeError
 * is the caller's own mistake and stays one.
 */
export function toDomException(thrown: unknown): DOMException | TypeError {
  if (thrown instanceof DOMException || thrown instanceof TypeError) return thrown;
  const error = toAppError(thrown);
  const exception = new DOMException(error.message, names[error.code] ?? 'OperationError');
  Object.defineProperty(exception, 'cause', { value: error });
  return exception;
}

/** The lifetime of an object with a `destroy()`: everything it does ends with it. */
export class Lifetime {
  readonly #controller = new AbortController();

  /** @throws DOMException `InvalidStateError` after `destroy()`. */
  requireAlive(): void {
    if (this.#controller.signal.aborted) {
      throw new DOMException('This object was destroyed.', 'InvalidStateError');
    }
  }

  destroy(): void {
    this.#controller.abort(new DOMException('This object was destroyed.', 'AbortError'));
  }

  /**
   * Runs a task that ends with the caller's signal or with the object. Rejects with the reason of
   * an abort, as the web's own APIs do, or with a DOMException.
   */
  async run<T>(
    signal: AbortSignal | undefined,
    task: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    this.requireAlive();
    const own = this.#controller.signal;
    const either = signal === undefined ? own : AbortSignal.any([own, signal]);
    either.throwIfAborted();
    try {
      return await task(either);
    } catch (thrown) {
      either.throwIfAborted();
      throw toDomException(thrown);
    }
  }

  /**
   * A stream of what is new of a text each time that the task tells all of it so far. Cancelling the stream
   * aborts the task.
   */
  stream(
    signal: AbortSignal | undefined,
    task: (signal: AbortSignal, onText: (text: string) => void) => Promise<unknown>,
  ): ReadableStream<string> {
    this.requireAlive();
    const cancelled = new AbortController();
    const either =
      signal === undefined ? cancelled.signal : AbortSignal.any([cancelled.signal, signal]);
    return new ReadableStream<string>({
      start: (controller) => {
        let emitted = 0;
        const onText = (text: string): void => {
          if (either.aborted || text.length === emitted) return;
          controller.enqueue(text.slice(emitted));
          emitted = text.length;
        };
        this.run(either, (all) => task(all, onText)).then(
          () => controller.close(),
          (reason: unknown) => {
            if (!cancelled.signal.aborted) controller.error(reason);
          },
        );
      },
      cancel: (reason) => cancelled.abort(reason),
    });
  }
}
