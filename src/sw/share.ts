import { decodeText } from '../core/decodeText';
import { linkFragment, sharedText } from '../core/link';

/** Where the manifest says that other programs send what they share, below the scope. */
export const sharePath = 'share';

/** Beyond this a fragment may be refused; the page takes no more anyway. In UTF-16 code units. */
const maxShared = 100_000;
/** Bytes of a shared file that are looked at. */
const maxFileBytes = 4 * 2 ** 20;

/**
 * Answers what another program shares: the text goes on to the page in a fragment, so that neither the request
 * nor the address after it reaches a server. What cannot be read opens the page without a text.
 *
 * @param scope The address that the app lies under; ends with "/".
 * @param languages `navigator.languages`, for files that do not say how they are written.
 */
export async function answerShare(
  request: Request,
  scope: string,
  languages: readonly string[],
): Promise<Response> {
  const text = await readShared(request, languages).catch(() => '');
  const fragment = text === '' ? '' : `#${linkFragment({ text: text.slice(0, maxShared) })}`;
  return Response.redirect(`${scope}translate${fragment}`, 303);
}

async function readShared(request: Request, languages: readonly string[]): Promise<string> {
  const form = await request.formData();
  const field = (name: string) => {
    const value = form.get(name);
    // A form has lines end as in mail.
    return typeof value === 'string' ? value.replace(/\r\n?/g, '\n') : '';
  };
  const shared = sharedText({ title: field('title'), text: field('text'), url: field('url') });
  const file = form.get('file');
  if (file === null || typeof file === 'string') return shared;
  const bytes = new Uint8Array(await file.slice(0, maxFileBytes).arrayBuffer());
  return decodeText(bytes, languages)?.text ?? shared;
}
