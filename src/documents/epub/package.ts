import type { ZipArchive } from '../archive/zip';
import { damaged, unsupported } from '../failures';
import { readXml, type XmlToken } from '../xml';

/** Texts of a book, by the names of their entries in the archive. */
export interface BookParts {
  readonly packages: readonly string[];
  /** XHTML and SVG, in the order of reading. */
  readonly pages: readonly string[];
  readonly tables: readonly string[];
}

/** Fonts that are hidden so that they are not easily taken out; readers know how. */
const obfuscations = new Set([
  'http://www.idpf.org/2008/embedding',
  'http://ns.adobe.com/pdf/enc#RC',
]);

export const opf = {
  'http://www.idpf.org/2007/opf': '',
  'http://openebook.org/namespaces/oeb-package/1.0/': '',
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://purl.org/dc/elements/1.0/': 'dc',
};

const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/**
 * Finds what there is to read.
 *
 * @throws AppError `document-damaged` where the book's own lists are, `document-unsupported` for an encrypted one
 */
export function readParts(zip: ZipArchive): BookParts {
  refuseEncrypted(zip);
  const container = 'META-INF/container.xml';
  const roots = readXml(decode(zip.read(container)), {
    entry: container,
    namespaces: { 'urn:oasis:names:tc:opendocument:xmlns:container': '' },
  });
  const packages = roots
    .filter(({ kind, name }) => kind === 'open' && name === 'rootfile')
    .map(({ attributes }) => attributes['full-path'] ?? '')
    .filter((name) => zip.has(name));
  if (packages.length === 0) throw damaged('missing', 'rootfile');
  const items = packages.flatMap((name) => manifest(zip, name));
  // Whatever else a book takes an entry for, its units are there once.
  const taken = new Set<string>();
  const once = (entries: readonly string[]) =>
    entries.filter((entry) => !taken.has(entry) && taken.add(entry));
  const named = (types: RegExp) =>
    once(items.filter(({ type }) => types.test(type)).map((item) => item.entry));
  return {
    packages: once(packages),
    tables: named(/^application\/x-dtbncx\+xml$/),
    pages: named(/^(application\/xhtml\+xml|text\/html|text\/x-oeb1-document|image\/svg\+xml)$/),
  };
}

function refuseEncrypted(zip: ZipArchive): void {
  const entry = 'META-INF/encryption.xml';
  if (!zip.has(entry)) return;
  for (const { name, attributes } of readXml(decode(zip.read(entry)), { entry })) {
    const algorithm = attributes['Algorithm'];
    if (!/(^|:)EncryptionMethod$/.test(name) || algorithm === undefined) continue;
    if (!obfuscations.has(algorithm)) throw unsupported('encrypted');
  }
}

interface Item {
  readonly id: string;
  readonly entry: string;
  readonly type: string;
}

/** What is in the spine comes first, as it is read. */
function manifest(zip: ZipArchive, name: string): readonly Item[] {
  const tokens = readXml(decode(zip.read(name)), { entry: name, namespaces: opf });
  const of = (wanted: string) =>
    tokens.filter((token: XmlToken) => token.kind === 'open' && token.name === wanted);
  const items = of('item')
    .map(({ attributes }) => ({
      id: attributes['id'] ?? '',
      entry: resolve(name, attributes['href'] ?? ''),
      type: (attributes['media-type'] ?? '').toLowerCase(),
    }))
    .filter(({ entry }) => zip.has(entry));
  const places = new Map(of('itemref').map(({ attributes }, at) => [attributes['idref'], at]));
  const placeOf = ({ id }: Item) => places.get(id) ?? Infinity;
  return items
    .filter((item) => item.type !== 'image/svg+xml' || places.has(item.id))
    .sort((a, b) => (placeOf(a) === placeOf(b) ? 0 : placeOf(a) - placeOf(b)));
}

/** An entry's name, from a reference in another. */
function resolve(from: string, reference: string): string {
  const base = new URL(from.split('/').map(encodeURIComponent).join('/'), 'epub://book/');
  if (!URL.canParse(reference, base)) return '';
  const { protocol, pathname } = new URL(reference, base);
  if (protocol !== 'epub:') return '';
  try {
    return decodeURIComponent(pathname).replace(/^\/+/, '');
  } catch {
    return pathname.replace(/^\/+/, '');
  }
}
