import { toDomException } from './exceptions';

/** The lifetime of an object with a `destroy()`: everything it does ends with it. */
export class Lifetime {
  readonly #controller = new AbortController();

  /** @param reason What everything under way, and every later call, rejects with. */
  destroy(reason: unknown = new DOMException('This object was destroyed.', 'AbortError')): void {
    this.#controller.abort(reason);
  }

  /** Ends with a signal, too. */
  follow(signal: AbortSignal | undefined): void {
    signal?.addEventListener('abort', () => this.destroy(signal.reason));
    if (signal?.aborted === true) this.destroy(signal.reason);
  }

  /**
   * Runs a task that ends with the caller's signal or with the object. Rejects as soon as it is aborted, with
   * the reason of that, as the web's own APIs do; otherwise with a DOMException.
   */
  async run<T>(
    signal: AbortSignal | undefined,
    task: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const either = this.#either(signal);
    either.throwIfAborted();
    let stop: (() => void) | undefined;
    const aborted = new Promise<never>((_, reject) => {
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
      stop = () => reject(either.reason);
      either.addEventListener('abort', stop);
    });
    try {
      const result = await Promise.race([aborted, task(either)]);
      either.throwIfAborted();
      return result;
    } catch (thrown) {
      either.throwIfAborted();
      throw toDomException(thrown);
    } finally {
      if (stop !== undefined) either.removeEventListener('abort', stop);
    }
  }

  /**
   * A stream of what is new of a text each time that the task tells all of it so far. Cancelling the stream
   * aborts the task.
   *
   * @throws the reason of the signal, or of the object's end, if it is aborted already.
   */
  stream(
    signal: AbortSignal | undefined,
    task: (signal: AbortSignal, onText: (text: string) => void) => Promise<unknown>,
  ): ReadableStream<string> {
    const either = this.#either(signal);
    either.throwIfAborted();
    const cancelled = new AbortController();
    const all = AbortSignal.any([cancelled.signal, either]);
    return new ReadableStream<string>({
      start: (controller) => {
        let emitted = 0;
        const onText = (text: string): void => {
          if (all.aborted || text.length === emitted) return;
          controller.enqueue(text.slice(emitted));
          emitted = text.length;
        };
        this.run(all, (ended) => task(ended, onText)).then(
          () => controller.close(),
          (reason: unknown) => {
            if (!cancelled.signal.aborted) controller.error(reason);
          },
        );
      },
      cancel: (reason) => cancelled.abort(reason),
    });
  }

  #either(signal: AbortSignal | undefined): AbortSignal {
    const own = this.#controller.signal;
    return signal === undefined ? own : AbortSignal.any([own, signal]);
  }
}
