import type { MemoryEntry } from '../../core/memory/types';
import { writtenTag } from './tag';

/** Entries as a TMX 1.4 file, piece by piece. */
export async function* writeTmx(
  pieces: AsyncIterable<readonly MemoryEntry[]>,
): AsyncGenerator<string> {
  yield (
    '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n' +
    '<header creationtool="BayLing" creationtoolversion="1" segtype="sentence" o-tmf="BayLing"' +
    ' adminlang="en" srclang="*all*" datatype="plaintext"/>\n<body>\n'
  );
  for await (const entries of pieces) yield entries.map(unitOf).join('');
  yield '</body>\n</tmx>\n';
}

function unitOf(entry: MemoryEntry): string {
  const { notes = {} } = entry;
  const from = notes.sourceTag ?? writtenTag(entry.from);
  const to = notes.targetTag ?? writtenTag(entry.to);
  const attributes = attributesOf({
    tuid: notes.tuid,
    srclang: from,
    segtype: notes.segtype,
    creationdate: dateOf(entry.createdAt),
    changedate: dateOf(entry.changedAt),
    creationid: notes.creator,
    changeid: notes.changer,
    usagecount: entry.uses > 0 ? String(entry.uses) : undefined,
  });
  const lines = [
    ...(notes.notes ?? []).map((note) => `<note>${escape(note)}</note>`),
    ...(notes.props ?? []).map(
      ([type, text]) => `<prop type="${escape(type)}">${escape(text)}</prop>`,
    ),
    variantOf(from, entry.source),
    variantOf(to, entry.target),
  ];
  return `<tu${attributes}>\n${lines.join('\n')}\n</tu>\n`;
}

const variantOf = (tag: string, text: string) =>
  `<tuv xml:lang="${escape(tag)}"><seg>${escape(text)}</seg></tuv>`;

function attributesOf(values: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(values)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${escape(value)}"`))
    .join('');
}

/** `20020125T210600Z` */
function dateOf(time: number): string | undefined {
  if (time === 0 || time > 8.64e15) return undefined;
  return new Date(time).toISOString().replace(/[-:]|\.\d+/g, '');
}

const signs: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

/** What XML does not allow is left out. */
function escape(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"\r]/g, (sign) => signs[sign] ?? sign);
}
