/**
 * For a class of a regular expression: signs that end a bare address, although GFM takes them for a part of it.
 * They close, quote or end a sentence outside of ASCII; the straight quote is in no address either.
 */
export const addressStops =
  '"«»‹›\u2014-\u2027\u3000-\u3004\u3008-\u3020\u3030\u303d' +
  '\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65،؛؟۔।॥።។။';

/** Behind a host in ASCII, a letter of a script without spaces begins the next word. */
const nextWord =
  /^((?:https?:\/\/)?[^/]*?[a-z\d])[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/iu;
const end = new RegExp(String.raw`[${addressStops}]|\](?=[([]|$)`, 'u');
const trail = /(?:[?!.,:;*_~'")]|&[a-z]+;)$/i;

/**
 * @param text What follows up to a space, and begins as an address does.
 * @returns The address at its beginning, without what closes the sentence or the bracket around it.
 */
export function cutAddress(text: string): string {
  const [, host] = nextWord.exec(text) ?? [];
  let address = host ?? text.slice(0, end.exec(text)?.index ?? text.length);
  for (let last = trail.exec(address); last !== null; last = trail.exec(address)) {
    const closes = address.split(')').length > address.split('(').length;
    if (last[0] === ')' && !closes) break;
    address = address.slice(0, last.index);
  }
  return address;
}
