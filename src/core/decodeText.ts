import type { Bytes } from './bytes';

/** A file's text, and what it was read as. */
export interface DecodedText {
  /** Lines end with "\n". */
  readonly text: string;
  /** A label of the Encoding Standard, as `utf-8`. */
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

function decode(bytes: Bytes, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
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
 * A plain text from a file: UTF-8, or what its mark says, or else in the encoding that is usual for the reader.
 * Which one it was cannot be known for sure, so it is to be said.
 *
 * @param languages As {@link usualEncoding} takes them.
 * @returns Undefined for what is no text.
 */
export function decodeText(bytes: Bytes, languages: readonly string[]): DecodedText | undefined {
  for (const encoding of [marked(bytes) ?? 'utf-8', usualEncoding(languages), 'windows-1252']) {
    const text = decode(bytes, encoding);
    if (text === undefined) continue;
    return never.test(text) ? undefined : { text: text.replace(/\r\n?/g, '\n'), encoding };
  }
  return undefined;
}
