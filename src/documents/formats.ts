import { tooLarge, unsupported } from './failures';
import { looksLikeZip } from './archive/directory';
import { MAX_FILE } from './limits';
import type { Open, OpenDocument, SourceFile } from './types';

/** What a file's beginning must look like. */
type Container = 'text' | 'zip' | 'pdf';

interface Format {
  readonly extensions: readonly string[];
  readonly container: Container;
  readonly load: () => Promise<{ readonly open: Open }>;
}

/** Each format's reader comes when a file of it does. */
const formats = {
  txt: { extensions: ['txt', 'text'], container: 'text', load: () => import('./plain/open') },
  docx: {
    extensions: ['docx', 'docm', 'dotx', 'dotm'],
    container: 'zip',
    load: () => import('./docx/open'),
  },
  po: { extensions: ['po', 'pot'], container: 'text', load: () => import('./gettext/open') },
  srt: { extensions: ['srt'], container: 'text', load: () => import('./subtitles/srt') },
  vtt: { extensions: ['vtt'], container: 'text', load: () => import('./subtitles/vtt') },
  ass: { extensions: ['ass', 'ssa'], container: 'text', load: () => import('./subtitles/ass') },
  xliff: { extensions: ['xlf', 'xliff'], container: 'text', load: () => import('./xliff/open') },
  tmx: { extensions: ['tmx'], container: 'text', load: () => import('./tmx/open') },
  yaml: { extensions: ['yaml', 'yml'], container: 'text', load: () => import('./yaml/open') },
  android: { extensions: ['xml'], container: 'text', load: () => import('./android/open') },
  stringsdict: {
    extensions: ['stringsdict'],
    container: 'text',
    load: () => import('./apple/stringsdict'),
  },
  strings: { extensions: ['strings'], container: 'text', load: () => import('./apple/strings') },
  json: {
    extensions: ['json', 'jsonc', 'arb'],
    container: 'text',
    load: () => import('./json/open'),
  },
  properties: {
    extensions: ['properties'],
    container: 'text',
    load: () => import('./properties/open'),
  },
  csv: { extensions: ['csv', 'tsv', 'tab'], container: 'text', load: () => import('./table/open') },
  html: {
    extensions: ['html', 'htm', 'xhtml', 'xht'],
    container: 'text',
    load: () => import('./html/open'),
  },
  markdown: {
    extensions: ['md', 'markdown'],
    container: 'text',
    load: () => import('./markdown/open'),
  },
  epub: { extensions: ['epub'], container: 'zip', load: () => import('./epub/open') },
  pdf: { extensions: ['pdf'], container: 'pdf', load: () => import('./pdf/open') },
  pptx: {
    extensions: ['pptx', 'pptm', 'ppsx', 'ppsm', 'potx', 'potm'],
    container: 'zip',
    load: () => import('./pptx/open'),
  },
  xlsx: {
    extensions: ['xlsx', 'xlsm', 'xltx', 'xltm'],
    container: 'zip',
    load: () => import('./xlsx/open'),
  },
  odt: { extensions: ['odt', 'ott'], container: 'zip', load: () => import('./odf/open') },
  odp: { extensions: ['odp', 'otp'], container: 'zip', load: () => import('./odf/open') },
  ods: { extensions: ['ods', 'ots'], container: 'zip', load: () => import('./odf/open') },
} as const satisfies Record<string, Format>;

/** Formats of a document that can show both languages in a file of their own kind. */
const bilingual = new Set([
  'docx',
  'html',
  'xhtml',
  'epub',
  'markdown',
  'pdf',
  'txt',
  'srt',
  'vtt',
  'ass',
]);

/** Whether a document can be written in both languages; of others there is a page in two columns. */
export function showsBoth(format: string): boolean {
  return bilingual.has(format);
}

const byExtension: ReadonlyMap<string, Format> = new Map(
  Object.values<Format>(formats).flatMap((format) =>
    format.extensions.map((extension) => [extension, format]),
  ),
);

/** Extensions of all formats, without dots. */
export const extensions: readonly string[] = [...byExtension.keys()];

/** Whether files of this name can be opened. */
export function isKnown(name: string): boolean {
  return byExtension.has(extensionOf(name));
}

/**
 * Opens a file as units and what holds them. The name's extension says what it is; its content must agree.
 *
 * @throws AppError `document-unsupported` with a reason, `document-damaged` with a place, `document-too-large`
 */
export async function openDocument(file: SourceFile): Promise<OpenDocument> {
  const { name, bytes } = file;
  const format = byExtension.get(extensionOf(name));
  if (format === undefined) throw unsupported('format', extensionOf(name));
  if (bytes.length > MAX_FILE) throw tooLarge('MAX_FILE', MAX_FILE);
  const container = containerOf(bytes);
  if (container === 'old-office') throw unsupported('old-office');
  if (container !== format.container && bytes.length > 0) throw unsupported('content', name);
  return (await format.load()).open(file);
}

function extensionOf(name: string): string {
  return /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** Of Office before 2007, and of encrypted files: [MS-CFB] 2.2. */
const compoundFile = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

function containerOf(bytes: Uint8Array): Container | 'old-office' {
  if (looksLikeZip(bytes)) return 'zip';
  if (compoundFile.every((byte, at) => bytes[at] === byte)) return 'old-office';
  // Readers look for the mark within the first kilobyte.
  if (String.fromCharCode(...bytes.subarray(0, 1024)).includes('%PDF-')) return 'pdf';
  return 'text';
}
