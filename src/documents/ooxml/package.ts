import type { Bytes } from '../../core/bytes';
import { ZipArchive } from '../archive/zip';
import { readText, type EncodedText } from '../encoding';
import { damaged } from '../failures';
import { declaredEncoding, readXml, type XmlToken } from '../xml';
import { officeNamespaces } from './namespaces';

/** Of a part to another, or to something outside. */
export interface Relationship {
  readonly id: string;
  /** The last word of its type's URI: `officeDocument`, `footnotes`, `image`. */
  readonly type: string;
  /** The archive's name of the part; the URI of what is outside. */
  readonly target: string;
  readonly isExternal: boolean;
}

/** A part as XML. */
export interface XmlPart {
  readonly name: string;
  readonly source: EncodedText;
  readonly tokens: readonly XmlToken[];
}

const typesName = '[Content_Types].xml';
const packageNamespaces = {
  'http://schemas.openxmlformats.org/package/2006/content-types': '',
  'http://schemas.openxmlformats.org/package/2006/relationships': '',
};

/** A package of Office Open XML (ECMA-376, part 2): parts in an archive, with types and relationships. */
export class OfficePackage {
  readonly archive: ZipArchive;
  /** By the part's name as it is compared: without case, with slashes, none at the start. */
  readonly #names: ReadonlyMap<string, string>;
  readonly #byExtension = new Map<string, string>();
  readonly #byName = new Map<string, string>();

  /** @throws AppError `document-damaged` for an archive without types, and as `ZipArchive` does. */
  constructor(bytes: Bytes) {
    this.archive = new ZipArchive(bytes);
    this.#names = new Map(this.archive.names.map((name) => [comparable(name), name]));
    const types = this.#names.get(comparable(typesName));
    if (types === undefined) throw damaged('missing', typesName);
    for (const { name, attributes } of opened(this.#read(types, packageNamespaces))) {
      const { ContentType: type = '', Extension: extension = '', PartName: part = '' } = attributes;
      if (name === 'Default') this.#byExtension.set(extension.toLowerCase(), type);
      if (name === 'Override') this.#byName.set(comparable(part), type);
    }
  }

  /** The archive's name of a part, whose name is given without regard to case. */
  find(name: string): string | undefined {
    return this.#names.get(comparable(name));
  }

  /** As `application/vnd.…+xml`; "" where the package does not say it. */
  contentType(name: string): string {
    const extension = /\.([^./]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
    return this.#byName.get(comparable(name)) ?? this.#byExtension.get(extension) ?? '';
  }

  /**
   * The relationships of a part, in their order; those to parts that are not there are left out.
   *
   * @param part Its name in the archive; "" for the package itself.
   */
  relationships(part: string): readonly Relationship[] {
    const [folder, file] = splitName(part);
    const name = this.find(`${folder}_rels/${file}.rels`);
    if (name === undefined) return [];
    return opened(this.#read(name, packageNamespaces)).flatMap((token): Relationship[] => {
      if (token.name !== 'Relationship') return [];
      const { Id: id = '', Type = '', Target = '', TargetMode } = token.attributes;
      const type = Type.slice(Type.lastIndexOf('/') + 1);
      if (TargetMode === 'External') return [{ id, type, target: Target, isExternal: true }];
      const target = this.find(resolve(folder, Target));
      return target === undefined ? [] : [{ id, type, target, isExternal: false }];
    });
  }

  /** Parts that a part has of a type, as `footnotes`, in their order, each once. */
  related(part: string, type: string): readonly string[] {
    const found = this.relationships(part).filter((each) => each.type === type && !each.isExternal);
    return [...new Set(found.map(({ target }) => target))];
  }

  /**
   * The part that the package is about: a document, a workbook, a presentation.
   *
   * @throws AppError `document-damaged`
   */
  mainPart(): string {
    const main = this.related('', 'officeDocument')[0];
    if (main === undefined) throw damaged('missing', 'officeDocument');
    return main;
  }

  /** @throws AppError `document-damaged`, with the part and the line; `document-unsupported`, `document-too-large` */
  xml(name: string): XmlPart {
    const source = this.#text(name);
    const tokens = readXml(source.text, { entry: name, namespaces: officeNamespaces });
    return { name, source, tokens };
  }

  #text(name: string): EncodedText {
    const bytes = this.archive.read(name);
    return readText({ name, bytes, languages: [] }, declaredEncoding(bytes));
  }

  #read(name: string, namespaces: Readonly<Record<string, string>>): readonly XmlToken[] {
    return readXml(this.#text(name).text, { entry: name, namespaces });
  }
}

function opened(tokens: readonly XmlToken[]): readonly XmlToken[] {
  return tokens.filter(({ kind }) => kind === 'open');
}

function comparable(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();
}

/** Folder, with its slash, and file. */
function splitName(name: string): readonly [string, string] {
  const plain = name.replaceAll('\\', '/');
  const at = plain.lastIndexOf('/') + 1;
  return [plain.slice(0, at), plain.slice(at)];
}

/** The name that a relationship's target has in the archive. */
function resolve(folder: string, target: string): string {
  const path = target.replaceAll('\\', '/').replace(/#.*$/, '');
  const steps: string[] = [];
  for (const step of (path.startsWith('/') ? path : folder + path).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return decoded(steps.join('/'));
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
