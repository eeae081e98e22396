const halves = /\p{Surrogate}/gu;

/** The text with U+FFFD for each half of a character that stands alone. */
export function toWellFormed(text: string): string {
  return text.replace(halves, '\ufffd');
}

/** Longer than any grapheme that means something. */
const WINDOW = 1024;

/** The beginning of a text, well-formed and of at most so many UTF-16 code units; it ends with a whole grapheme. */
export function cutText(text: string, length: number): string {
  const whole = toWellFormed(text);
  if (whole.length <= length) return whole;
  const start = Math.max(0, length - WINDOW);
  const graphemes = new Intl.Segmenter().segment(whole.slice(start, length + WINDOW));
  const end = graphemes.containing(length - start)?.index ?? 0;
  // If one grapheme is longer than the window, at least no character is cut.
  return end > 0 ? whole.slice(0, start + end) : toWellFormed(whole.slice(0, length)).slice(0, -1);
}
