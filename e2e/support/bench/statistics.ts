export function spread(values: readonly number[]): readonly [smallest: number, largest: number] {
  return [Math.min(...values), Math.max(...values)];
}
