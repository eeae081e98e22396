/** For an even number of values, the mean of the middle two; for none, NaN. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const high = Math.floor(sorted.length / 2);
  const low = sorted.length % 2 === 0 ? high - 1 : high;
  return ((sorted[low] ?? NaN) + (sorted[high] ?? NaN)) / 2;
}
