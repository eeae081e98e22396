/** Where a change of a text ends, in UTF-16 code units of what it became. */
export function caretAfter(before: string, after: string): number {
  const most = Math.min(before.length, after.length);
  let same = 0;
  while (same < most && before[same] === after[same]) same++;
  let tail = 0;
  while (
    tail < most - same &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  ) {
    tail++;
  }
  return after.length - tail;
}
