import type { EncodedText } from '../encoding';
import { readPage } from '../html/places';
import { directionOf, pageEdits } from '../html/write';
import { numbered, type Draft, type Edit, type Place } from '../textDocument';
import type { WriteOptions } from '../types';
import { attributeRanges, escapeXml, readXml, type Namespaces, type XmlToken } from '../xml';
import { opf } from './package';

/** An entry of a book. */
export interface Part {
  readonly entry: string;
  readonly source: EncodedText;
  readonly places: readonly Place[];
  readonly edits: (options: WriteOptions) => readonly Edit[];
  readonly language?: string | undefined;
}

export function pagePart(entry: string, source: EncodedText): Part {
  const { drafts, head } = readPage(source.text, true);
  return {
    ...{ entry, source },
    places: numbered(drafts, `${entry}#`),
    edits: (options) => pageEdits(head, source, true, options),
  };
}

/** Labels of the table of contents of EPUB 2. */
export function tablePart(entry: string, source: EncodedText): Part {
  const namespaces = { 'http://www.daisy.org/z3986/2005/ncx/': '' };
  const { tokens, drafts } = texts(
    entry,
    source.text,
    namespaces,
    (name, parent) => name === 'text' && parent !== 'docAuthor',
  );
  return {
    ...{ entry, source },
    places: numbered(drafts, `${entry}#`),
    edits: ({ isBilingual, language }) => {
      const ncx = tokens.find(({ kind, name }) => kind === 'open' && name === 'ncx');
      const range = ncx && attributeRanges(source.text, ncx).get('xml:lang');
      return range === undefined || isBilingual === true ? [] : [{ ...range, text: language }];
    },
  };
}

/** What a library shows of a book. */
export function packagePart(entry: string, source: EncodedText): Part {
  const { tokens, drafts } = texts(entry, source.text, opf, (name) =>
    /^dc:(title|description|subject)$/i.test(name),
  );
  const languages = elements(tokens, (name) => /^dc:language$/i.test(name));
  return {
    ...{ entry, source },
    places: numbered(drafts, `${entry}#`),
    language: languages[0]?.text.trim(),
    edits: ({ isBilingual, language }) => {
      const [first] = languages;
      if (isBilingual === true || first === undefined) return [];
      const { start, end } = first;
      return [{ start, end, text: language }, ...directionEdits(tokens, source.text, language)];
    },
  };
}

function directionEdits(
  tokens: readonly XmlToken[],
  source: string,
  language: string,
): readonly Edit[] {
  const opening = (wanted: string) =>
    tokens.find(({ kind, name }) => kind === 'open' && name === wanted);
  const spine = opening('spine');
  if (spine === undefined) return [];
  const name = 'page-progression-direction';
  const text = directionOf(language);
  const range = attributeRanges(source, spine).get(name);
  if (range !== undefined) return [{ ...range, text }];
  // EPUB 2 does not have it.
  const isNew = opening('package')?.attributes['version']?.startsWith('3') === true;
  if (text === 'ltr' || !isNew) return [];
  const at = source.indexOf('spine', spine.start) + 'spine'.length;
  return [{ start: at, end: at, text: ` ${name}="${text}"` }];
}

interface TextElement {
  readonly name: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

function elements(
  tokens: readonly XmlToken[],
  isWanted: (name: string, parent: string) => boolean,
): readonly TextElement[] {
  const found: TextElement[] = [];
  const open: string[] = [];
  tokens.forEach((token, at) => {
    const { kind, name, end } = token;
    if (kind === 'close') open.pop();
    if (kind !== 'open') return;
    if (isWanted(name, open.at(-1) ?? '')) {
      const close = tokens.findIndex(
        (each, place) => place > at && each.kind === 'close' && each.name === name,
      );
      const inside = tokens.slice(at + 1, close);
      const text = inside.map((each) => each.text).join('');
      if (inside.every((each) => each.kind !== 'open')) {
        found.push({ name, text, start: end, end: tokens[close]?.start ?? end });
      }
    }
    open.push(name);
  });
  return found;
}

function texts(
  entry: string,
  source: string,
  namespaces: Namespaces,
  isWanted: (name: string, parent: string) => boolean,
): { readonly tokens: readonly XmlToken[]; readonly drafts: readonly Draft[] } {
  const tokens = readXml(source, { entry, namespaces });
  const drafts = elements(tokens, isWanted).flatMap(({ name, ...range }): readonly Draft[] => {
    const raw = source.slice(range.start, range.end);
    const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();
    const text = oneLine(range.text);
    if (text === '') return [];
    const start = range.start + raw.length - raw.trimStart().length;
    const end = range.start + raw.trimEnd().length;
    return [
      {
        ...{ start, end },
        place: (id) => ({
          ...{ start, end, unit: { id, text, marks: [], context: name } },
          render: (translation, { isBilingual }) =>
            escapeXml(oneLine(isBilingual === true ? `${text} / ${translation}` : translation)),
        }),
      },
    ];
  });
  return { tokens, drafts };
}
