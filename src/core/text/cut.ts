/** The beginning of a text, well-formed and of at most so many UTF-16 code units; it ends with a whole grapheme. */
export function cutText(text: string, length: number): string {
  const cut = new Intl.Segmenter().segment(text.slice(0, 2 * length)).containing(length);
  const end = cut?.index ?? length;
  // A single grapheme may be longer than all that is wanted.
  return text.slice(0, end === 0 ? length : end).toWellFormed();
}
