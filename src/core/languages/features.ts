const LONGEST_GRAM = 4;

/**
 * Not features: spaces alone, a run that reaches into a second word, and three ideographs, since one or two
 * say as much as a word. Nor an ideograph next to a space: Chinese and Japanese put no spaces between words,
 * so it would only show that a digit or a full stop was there.
 */
const none = /^ +$|. .|\p{Script=Han} | \p{Script=Han}|\p{Script=Han}{3}/u;

/** Letters and marks in lower case, each word with a space on both sides; ideographs as they are. */
function normalise(text: string): string {
  return ` ${text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}]+/gu, ' ')
    .trim()} `;
}

/**
 * The features that a text is recognised by: its runs of one to four characters, and its whole words with a
 * space on both sides; of ideographs, only runs of one and two. Yields each as often as it occurs.
 */
export function* features(text: string): Generator<string> {
  const normal = normalise(text);
  for (let i = 0; i < normal.length; i++) {
    for (let length = 1; length <= LONGEST_GRAM && i + length <= normal.length; length++) {
      const gram = normal.slice(i, i + length);
      if (!none.test(gram)) yield gram;
    }
  }
  for (const word of normal.trim().split(' ')) {
    const whole = ` ${word} `;
    if (word.length > LONGEST_GRAM - 2 && !none.test(whole)) yield whole;
  }
}
