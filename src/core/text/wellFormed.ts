const halves = /\p{Surrogate}/gu;

/** The text with U+FFFD for each half of a character that stands alone. */
export function toWellFormed(text: string): string {
  return text.replace(halves, '\ufffd');
}

/** Longer than any cluster that means something. */
const WINDOW = 1024;

/** The beginning of a text, at most so many UTF-16 code units, that ends with a whole grapheme. */
export function cutText(text: string, length: number): string {
  if (text.length <= length) return text;
  const start = Math.max(0, length - WINDOW);
  const segments = new Intl.Segmenter().segment(text.slice(start, length + WINDOW));
  const end = start + (segments.containing(length - start)?.index ?? 0);
  // One grapheme fills the window: at least no character is cut.
  return toWellFormed(text.slice(0, end > start ? end : length)).replace(/\ufffd$/, '');
}
