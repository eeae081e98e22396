/** Lets what waits run first. A timer would take seconds in a tab that nobody looks at. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

/** Milliseconds of a piece of work, between which the page goes on. */
const PIECE = 8;

/**
 * Does work that can be paused wherever it yields, so that a page does not wait long for it.
 *
 * @param now Milliseconds.
 * @returns What the work returns. Throws what it throws.
 */
export async function inPieces<T>(work: Generator<undefined, T>, now: () => number): Promise<T> {
  let begun: number | undefined;
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    begun ??= now();
    if (now() - begun < PIECE) continue;
    await breathe();
    begun = now();
  }
}
