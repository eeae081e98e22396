export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = NaN, high = NaN] =
    sorted.length % 2 === 0
      ? [sorted[middle - 1], sorted[middle]]
      : [sorted[middle], sorted[middle]];
  return (low + high) / 2;
}

export function spread(values: readonly number[]): readonly [smallest: number, largest: number] {
  return [Math.min(...values), Math.max(...values)];
}
