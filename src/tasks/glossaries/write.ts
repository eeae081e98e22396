import Papa from 'papaparse';
import { findLanguage } from '../../core/languages';
import type { Glossary } from '../../core/terms/types';

/** The formats that a glossary is written in. */
export const termFormats = ['csv', 'tsv', 'tbx'] as const;
/** One of them. */
export type TermFormat = (typeof termFormats)[number];

type Written = Pick<Glossary, 'name' | 'from' | 'to' | 'entries'>;

/** A file that reads back as the same entries. */
export function writeTermFile(glossary: Written, format: TermFormat): string {
  if (format === 'tbx') return writeTbx(glossary);
  const { entries, from, to } = glossary;
  const rows = entries.map(({ source, target, kind, note = '' }) => [source, target, kind, note]);
  return Papa.unparse([[tagOf(from), tagOf(to), 'kind', 'note'], ...rows], {
    delimiter: format === 'csv' ? ',' : '\t',
    // A spreadsheet would run what looks like a formula.
    escapeFormulae: /^'*[=+\-@\t\r]/u,
    newline: '\r\n',
  });
}

const tagOf = (code: string): string => findLanguage(code)?.tag ?? code;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** As text of XML, without the characters that XML cannot have. */
const escape = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, '')
    .replace(/[&<>"]/gu, (sign) => entities[sign] ?? sign);

/** Version 2, TBX-Basic, which more tools read than version 3. */
function writeTbx({ name, from, to, entries }: Written): string {
  const [source, target] = [tagOf(from), tagOf(to)];
  const part = (tag: string, term: string, isForbidden = false): string =>
    term === ''
      ? ''
      : `
        <langSet xml:lang="${tag}"><tig><term>${escape(term)}</term>${
          isForbidden
            ? '<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>'
            : ''
        }</tig></langSet>`;
  const body = entries.map(
    (entry, i) => `
      <termEntry id="c${i + 1}">${entry.note ? `<note>${escape(entry.note)}</note>` : ''}${part(source, entry.source)}${part(target, entry.target, entry.kind === 'forbidden')}
      </termEntry>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<martif type="TBX-Basic" xml:lang="${source}">
  <martifHeader>
    <fileDesc>
      <titleStmt><title>${escape(name)}</title></titleStmt>
      <sourceDesc><p>BayLing in the browser</p></sourceDesc>
    </fileDesc>
    <encodingDesc><p type="XCSURI">TBXXCSV02.xcs</p></encodingDesc>
  </martifHeader>
  <text>
    <body>${body.join('')}
    </body>
  </text>
</martif>
`;
}
