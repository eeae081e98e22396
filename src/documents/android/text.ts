/*
 * What aapt makes of a string's text: spaces join unless they are quoted, and some signs are written with a backslash.
 */

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t' };

export function decodeAndroid(raw: string): string {
  let isQuoted = false;
  const text = raw.replace(
    /\\u([0-9a-f]{4})|\\([^])|"|\s+/gi,
    (whole, hex?: string, sign?: string) => {
      if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16));
      if (sign !== undefined) return escapes[sign] ?? sign;
      if (whole === '"') {
        isQuoted = !isQuoted;
        return '';
      }
      return isQuoted ? whole : ' ';
    },
  );
  return text.toWellFormed();
}

/** A sign by its number. */
export function signOf(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** @param isFirst Whether the string begins with it. */
export function encodeAndroid(text: string, isFirst: boolean): string {
  const escaped = text
    .replace(/[\\'"]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t')
    .replace(/\p{Cc}/gu, signOf)
    .replace(/[ ]{2,}/g, (spaces) => ' ' + '\\u0020'.repeat(spaces.length - 1));
  return isFirst ? escaped.replace(/^[@?]/, '\\$&') : escaped;
}
