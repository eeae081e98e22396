import { archiveDocument, type ArchivePart } from '../archive/archiveDocument';
import { ZipArchive } from '../archive/zip';
import { readText, type EncodedText } from '../encoding';
import { damaged, unsupported } from '../failures';
import { nestedEdits } from '../nested';
import type { Open, Remark, WriteOptions } from '../types';
import { scriptClassOf, writingOf } from '../writing';
import { closings, declaredEncoding, readXml, type XmlToken } from '../xml';
import { readWording } from './language';
import { openDocumentNamespaces } from './namespaces';
import { readPart, type PartUnits } from './part';
import { readStyles } from './styles';

interface Read {
  readonly name: string;
  readonly source: EncodedText;
  readonly tokens: readonly XmlToken[];
}

const MANIFEST = 'META-INF/manifest.xml';
const kinds: Readonly<Record<string, string>> = {
  ...{ text: 'odt', presentation: 'odp', spreadsheet: 'ods' },
};
const textParts = /^(?:(.*)\/)?(?:content|styles|meta)\.xml$/;
/** Of a reader's order: what a page is about, what stands at its edges, what is known of it. */
const order = ['content.xml', 'styles.xml', 'meta.xml'];

/** OpenDocument: texts, presentations and tables, with the charts and tables within them. */
export const open: Open = (file) => {
  const archive = new ZipArchive(file.bytes);
  refuseEncrypted(archive);
  const format = kindOf(archive, file.name);
  const files = archive.names
    .filter((name) => textParts.test(name))
    .sort((a, b) => folderOf(a).localeCompare(folderOf(b)) || rank(a) - rank(b))
    .map((name) => read(archive, name));
  if (!files.some(({ name }) => name === 'content.xml')) throw damaged('missing', 'content.xml');
  const parts = files.map((each) => ({ each, ...readUnits(each, files) }));
  const units = parts.flatMap(({ found }) => found.places.map(({ unit }) => unit));
  const written = scriptClassOf(units);
  const languages = new Map(parts.flatMap(({ wording }) => [...wording.languages]));
  const sourceLanguage = languages.get(written.scriptClass);
  return archiveDocument({
    ...{
      format,
      archive,
      remarks: remarks(
        archive,
        parts.map(({ found }) => found),
      ),
    },
    parts: parts.map(({ each, found, wording }): ArchivePart => {
      const { source, name } = each;
      const inLanguage = ({ language }: WriteOptions) =>
        wording.edits(written.isRightToLeft, writingOf(language));
      return {
        ...{ name, source, units: found.places.map(({ unit }) => unit) },
        edits: (translations, options) => {
          const isAll = options.rewriteAll === true;
          const values = found.values(translations, isAll);
          const changed = nestedEdits(source.text, found.places, translations, options, values);
          return changed.length === 0 ? [] : [...changed, ...inLanguage(options)];
        },
        untranslated: inLanguage,
      };
    }),
    ...(sourceLanguage !== undefined && { languages: { sourceLanguage } }),
  });
};

function read(archive: ZipArchive, name: string): Read {
  const bytes = archive.read(name);
  const source = readText({ name, bytes, languages: [] }, declaredEncoding(bytes));
  const tokens = readXml(source.text, { entry: name, namespaces: openDocumentNamespaces });
  return { name, source, tokens };
}

function readUnits({ name, source, tokens }: Read, files: readonly Read[]) {
  const folder = folderOf(name);
  const own = files.filter((each) => folderOf(each.name) === folder);
  const part = {
    ...{ source: source.text, tokens, closings: closings(tokens) },
    styles: readStyles(own.map((each) => each.tokens)),
  };
  const isChart = tokens.some((token) => token.name === 'office:chart');
  const context = isChart ? 'chart' : rank(name) === 2 ? 'properties' : undefined;
  return { found: readPart(part, name, context), wording: readWording(source.text, tokens) };
}

function folderOf(name: string): string {
  return textParts.exec(name)?.[1] ?? '';
}

function rank(name: string): number {
  return order.findIndex((each) => name.endsWith(each));
}

/** By what the archive says of itself, or else by the file's name. */
function kindOf(archive: ZipArchive, name: string): string {
  const type = archive.has('mimetype') ? new TextDecoder().decode(archive.read('mimetype')) : '';
  const said = /^application\/vnd\.oasis\.opendocument\.(\w+)/.exec(type)?.[1];
  if (type !== '' && said === undefined) throw unsupported('content', name);
  return kinds[said ?? ''] ?? kindOfName(name);
}

/** Templates are of the kind that they are for. */
function kindOfName(name: string): string {
  return `od${name.slice(-1).toLowerCase()}`;
}

function refuseEncrypted(archive: ZipArchive): void {
  if (!archive.has(MANIFEST)) return;
  const { tokens } = read(archive, MANIFEST);
  const isEncrypted = tokens.some(({ name }) => name === 'manifest:encryption-data');
  if (isEncrypted) throw unsupported('encrypted');
}

function remarks(archive: ZipArchive, parts: readonly PartUnits[]): readonly Remark[] {
  const hidden = parts.flatMap((part) => part.hidden);
  const macros = archive.names.filter((name) => /^(Basic|Scripts)\/./.test(name));
  return [
    ...(parts.some((part) => part.hasTrackedChanges)
      ? [{ kind: 'tracked-changes', about: [] } as const]
      : []),
    ...(macros.length > 0 ? [{ kind: 'macros', about: macros } as const] : []),
    ...(archive.has('META-INF/documentsignatures.xml')
      ? [{ kind: 'signature', about: [] } as const]
      : []),
    ...(hidden.length > 0 ? [{ kind: 'skipped', about: hidden } as const] : []),
  ];
}
