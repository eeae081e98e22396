/** What a link asks the translate page for. */
export interface LinkedText {
  /** BCP-47; undefined asks to detect it. */
  readonly from?: string | undefined;
  /** BCP-47 */
  readonly to: string;
  readonly text: string;
}

/** Characters of a link's fragment: mail programs and chats cut or refuse longer addresses. */
export const maxLinkLength = 8_000;

/** As `encodeURIComponent`, with the marks that programs take for the end of an address. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*~]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** A fragment, without its `#`, whatever its length. Fragments are never sent to a server. */
export function linkFragment({ from, to, text }: Partial<LinkedText>): string {
  return Object.entries({ from, to, text })
    .flatMap(([name, value]) => (value === undefined ? [] : `${name}=${encode(value)}`))
    .join('&');
}

/**
 * An address that opens the translate page with a text.
 *
 * @param base Address the app lies under; ends with "/".
 * @returns Undefined where it would be too long to be passed on.
 */
export function translationLink(base: string, linked: LinkedText): string | undefined {
  const fragment = linkFragment(linked);
  return fragment.length > maxLinkLength ? undefined : `${base}translate#${fragment}`;
}

/** What other programs share with the app, each part as they fill it in. */
export interface Shared {
  readonly title: string;
  readonly text: string;
  readonly url: string;
}

/** The text that is meant to be translated: an address, or a title, only where there is nothing else. */
export function sharedText({ title, text, url }: Shared): string {
  const isAddress = /^\s*(https?:\/\/\S+)?\s*$/.test(text);
  return [...(isAddress ? [title] : []), text, url].find((part) => part.trim() !== '') ?? '';
}
