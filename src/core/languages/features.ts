const LONGEST_GRAM = 4;

/** Letters and marks in lower case, each word with a space on both sides; ideographs as they are. */
function normalise(text: string): string {
  return ` ${text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}]+/gu, ' ')
    .trim()} `;
}

/**
 * What a text is recognised by: its runs of one to four characters, and its whole words with a space
 * on both sides. Yields each as often as it occurs.
 */
export function* features(text: string): Generator<string> {
  const normal = normalise(text);
  for (let i = 0; i < normal.length; i++) {
    for (let length = 1; length <= LONGEST_GRAM && i + length <= normal.length; length++) {
      const gram = normal.slice(i, i + length);
      if (gram !== ' ' && !/. ./u.test(gram)) yield gram;
    }
  }
  for (const word of normal.trim().split(' ')) {
    if (word.length > LONGEST_GRAM - 2) yield ` ${word} `;
  }
}
