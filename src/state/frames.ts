/** Runs a callback before the next paint: `requestAnimationFrame` in a page. */
export type OnFrame = (callback: () => void) => void;

/**
 * Calls `paint` with the latest value at most once per frame, however many values come: a fast model writes
 * more often than the screen is painted. After `stop`, nothing more is painted.
 */
export function oncePerFrame<T>(
  onFrame: OnFrame,
  paint: (value: T) => void,
): { give(value: T): void; stop(): void } {
  let latest: { value: T } | undefined;
  return {
    give(value) {
      const scheduled = latest !== undefined;
      latest = { value };
      if (scheduled) return;
      onFrame(() => {
        if (latest === undefined) return;
        const { value: current } = latest;
        latest = undefined;
        paint(current);
      });
    },
    stop() {
      latest = undefined;
    },
  };
}
