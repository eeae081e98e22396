/** The text before its first stop string, or all of it. */
export function untilStop(text: string, stops: readonly string[]): string {
  const ends = stops.map((stop) => text.indexOf(stop)).filter((at) => at >= 0);
  return text.slice(0, Math.min(text.length, ...ends));
}

/** What of a growing text can be shown: without a stop string, or an ending that may become one. */
export function visiblePart(text: string, stops: readonly string[]): string {
  const before = untilStop(text, stops);
  if (before.length < text.length) return before;
  const held = Math.max(0, ...stops.map((stop) => heldLength(text, stop)));
  return text.slice(0, text.length - held);
}

/** Length of the longest ending of the text that is a proper beginning of the stop string. */
function heldLength(text: string, stop: string): number {
  for (let length = Math.min(stop.length - 1, text.length); length > 0; length--) {
    if (text.endsWith(stop.slice(0, length))) return length;
  }
  return 0;
}
