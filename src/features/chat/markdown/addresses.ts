/**
 * For a class of a regular expression: signs that end a bare address, although GFM takes them for a part of it.
 * They close, quote or end a sentence outside of ASCII; the straight quote is in no address either.
 */
export const addressStops =
  '"«»‹›\u2014-\u2027\u3000-\u3004\u3008-\u3020\u3030\u303d' +
  '\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65،؛؟۔।॥።។။';

const stop = new RegExp(`[${addressStops}]`, 'u');

export function isAddressStop(sign: string): boolean {
  return stop.test(sign);
}

/** Behind a host in ASCII, a letter of a script without spaces begins the next word. */
const nextWord =
  /^(?:https?:\/\/)?[\w.:-]*[a-z\d](?=[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}])/iu;
const end = new RegExp(String.raw`[${addressStops}]|\](?=[([]|$)`, 'u');
const host = /^(?:https?:\/\/|www\.)([\p{L}\p{N}\p{M}\p{So}][\p{L}\p{N}\p{M}\p{So}_.-]*)/iu;
const underscoreAtEnd = /_[^.]*(?:\.[^._]*)?$/;

/**
 * @param text What follows up to a space.
 * @returns The address at its beginning, without what closes the sentence or the bracket around it; empty if there
 *   is none.
 */
export function cutAddress(text: string): string {
  const [word = text.slice(0, end.exec(text)?.index ?? text.length)] = nextWord.exec(text) ?? [];
  const address = word.slice(0, endOf(word));
  const [, name = '_'] = host.exec(address) ?? [];
  return underscoreAtEnd.test(name) ? '' : address;
}

const reference = /(&[a-z]+);$/i;

/** @returns Where the signs begin that GFM takes for no part of an address. */
function endOf(address: string): number {
  let brackets = count(address, ')') - count(address, '(');
  let at = address.length;
  for (; at > 0; at--) {
    const sign = address.charAt(at - 1);
    if (sign === ')' && brackets-- <= 0) break;
    if (sign === ';')
      at -= reference.exec(address.slice(Math.max(0, at - 40), at))?.[1]?.length ?? 0;
    else if (!'?!.,:*_~\'")'.includes(sign)) break;
  }
  return at;
}

const count = (text: string, sign: string) => text.split(sign).length - 1;
