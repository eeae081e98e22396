import type { Bytes } from './bytes';

/** A file's text, and what it was read as. */
export interface DecodedText {
  readonly text: string;
  /** Its name in the Encoding Standard, in small letters: `utf-8`. */
  readonly encoding: string;
}

/** What files without any mark were written in where a language is spoken, as browsers guess it. */
const usual: Readonly<Record<string, string>> = {
  ...{ ar: 'windows-1256', be: 'windows-1251', bg: 'windows-1251', cs: 'windows-1250' },
  ...{ el: 'iso-8859-7', et: 'windows-1257', fa: 'windows-1256', he: 'windows-1255' },
  ...{ hr: 'windows-1250', hu: 'iso-8859-2', ja: 'shift_jis', kk: 'windows-1251' },
  ...{ ko: 'euc-kr', ky: 'windows-1251', lt: 'windows-1257', lv: 'windows-1257' },
  ...{ mk: 'windows-1251', pl: 'iso-8859-2', ru: 'windows-1251', sk: 'windows-1250' },
  ...{ sl: 'iso-8859-2', sr: 'windows-1251', tg: 'windows-1251', th: 'windows-874' },
  ...{ tr: 'windows-1254', uk: 'windows-1251', vi: 'windows-1258', zh: 'gb18030' },
};

/** The encoding that readers of these languages (BCP-47, most wanted first) most likely have old files in. */
export function usualEncoding(languages: readonly string[]): string {
  for (const tag of languages) {
    if (/^zh-(hant|tw|hk|mo)\b/i.test(tag)) return 'big5';
    const found = usual[tag.split('-', 1)[0] ?? ''];
    if (found !== undefined) return found;
  }
  return 'windows-1252';
}

function decode(bytes: Bytes, label: string): DecodedText | undefined {
  try {
    const decoder = new TextDecoder(label, { fatal: true, ignoreBOM: true });
    return { text: decoder.decode(bytes), encoding: decoder.encoding };
  } catch {
    return undefined;
  }
}

/** What a mark at the beginning says; then UTF-16 without one, in which every other byte of Latin text is 0. */
function marked(bytes: Bytes): string | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const begin = bytes.subarray(0, 512);
  const zeros = (at: 0 | 1) => begin.filter((byte, index) => index % 2 === at && byte === 0).length;
  const [even, odd] = [zeros(0), zeros(1)];
  if (Math.max(even, odd) === 0 || even + odd < begin.length / 4) return undefined;
  if (even === 0) return 'utf-16le';
  return odd === 0 ? 'utf-16be' : undefined;
}

/** Signs that no text has, as a picture or a program does. */
const never = /[\0-\x08\x0e-\x1a]/;

/**
 * The text of a file in the first encoding that fits all of it, every character as it is.
 *
 * @param encodings Labels of the Encoding Standard, also such as it does not know, most likely first; a mark in the file
 *   comes before them.
 * @returns Undefined for what is no text.
 */
export function decodeExactly(bytes: Bytes, encodings: Iterable<string>): DecodedText | undefined {
  for (const encoding of candidates(bytes, encodings)) {
    const decoded = decode(bytes, encoding);
    if (decoded !== undefined) return never.test(decoded.text) ? undefined : decoded;
  }
  return undefined;
}

/** One by one, for some are guessed, which takes time. */
function* candidates(bytes: Bytes, encodings: Iterable<string>): Generator<string> {
  const mark = marked(bytes);
  if (mark !== undefined) yield mark;
  yield* encodings;
}

/**
 * A plain text from a file: UTF-8, or what its mark says, or else in the encoding that is usual for the reader.
 * Which one it was cannot be known for sure, so it is to be said.
 *
 * @param languages As {@link usualEncoding} takes them.
 * @returns Undefined for what is no text. Lines end with "\n".
 */
export function decodeText(bytes: Bytes, languages: readonly string[]): DecodedText | undefined {
  const decoded = decodeExactly(bytes, ['utf-8', usualEncoding(languages), 'windows-1252']);
  if (decoded === undefined) return undefined;
  const { text, encoding } = decoded;
  return { text: text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'), encoding };
}
