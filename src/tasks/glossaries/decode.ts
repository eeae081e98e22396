import { MOST_BYTES, UnreadableTerms } from './types';

/** Text of a file, and how it was written. */
export interface Decoded {
  readonly text: string;
  /** Label of the Encoding Standard. */
  readonly encoding: string;
  /** Whether nothing in the file says so. */
  readonly isGuessed: boolean;
}

const marks = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
];

/** What spreadsheets write where they do not write Unicode, by the languages that a file is likely to be in. */
const legacy: readonly (readonly [RegExp, string])[] = [
  [/^zh-Hant/, 'big5'],
  [/^zh/, 'gb18030'],
  [/^ja/, 'shift_jis'],
  [/^ko/, 'euc-kr'],
  [/^(?:ru|uk|be|bg|mk|sr)/, 'windows-1251'],
  [/^(?:pl|cs|sk|hu|hr|sl|ro|bs)/, 'windows-1250'],
  [/^el/, 'windows-1253'],
  [/^(?:tr|az)/, 'windows-1254'],
  [/^he/, 'windows-1255'],
  [/^(?:ar|fa|ur)/, 'windows-1256'],
];

/**
 * Reads bytes as text: by their mark, as UTF-16 if every other byte is nearly always zero, as UTF-8, and otherwise as
 * was usual for the languages that the terms are wanted in.
 *
 * @param tags BCP-47 tags of these languages.
 * @throws UnreadableTerms for what is too large.
 */
export function decodeFile(bytes: Uint8Array, tags: readonly string[]): Decoded {
  if (bytes.length > MOST_BYTES) throw new UnreadableTerms('size');
  const marked = marks.find((mark) => mark.bytes.every((byte, i) => bytes[i] === byte));
  const declared = marked?.encoding ?? wideEncoding(bytes);
  if (declared !== undefined) return { ...decodeAs(bytes, declared), isGuessed: false };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { text, encoding: 'utf-8', isGuessed: false };
  } catch {
    const usual = tags.flatMap((tag) => legacy.find(([of]) => of.test(tag))?.[1] ?? []);
    return { ...decodeAs(bytes, usual[0] ?? 'windows-1252'), isGuessed: true };
  }
}

function decodeAs(bytes: Uint8Array, encoding: string) {
  return { text: new TextDecoder(encoding).decode(bytes), encoding };
}

/** UTF-16 without a mark: of letters and commas every other byte is zero. */
function wideEncoding(bytes: Uint8Array): string | undefined {
  const sample = bytes.subarray(0, 2000);
  const zeros = [0, 0];
  sample.forEach((byte, i) => {
    if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  });
  const enough = sample.length / 8;
  const [even = 0, odd = 0] = zeros;
  if (odd > enough && even < odd / 4) return 'utf-16le';
  return even > enough && odd < even / 4 ? 'utf-16be' : undefined;
}
