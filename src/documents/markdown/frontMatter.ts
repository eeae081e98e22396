import { isScalar, parseDocument, visit, type Scalar } from 'yaml';
import type { Draft } from '../textDocument';

/** Of what stands above a text, only this is read by readers. */
const shown = /^(title|subtitle|description|summary|caption)$/;
const tomlLine =
  /^[ \t]*(title|subtitle|description|summary|caption)[ \t]*=[ \t]*("(?:\\.|[^"\\\n])*"|'[^'\n]*')[ \t]*\r?$/gm;

/** @param start Where the first line of YAML is in the source. */
export function yamlDrafts(yaml: string, start: number): readonly Draft[] {
  const drafts: Draft[] = [];
  const document = parseDocument(yaml, { logLevel: 'silent' });
  if (document.errors.length > 0) return [];
  visit(document, {
    Pair: (_, { key, value }) => {
      if (!isScalar(key) || typeof key.value !== 'string' || !shown.test(key.value)) return;
      if (!isScalar(value) || typeof value.value !== 'string') return;
      const { range } = value;
      if (!range) return;
      const raw = yaml.slice(range[0], range[1]);
      drafts.push(
        ...draft(
          value.value,
          key.value,
          start + range[0],
          start + range[0] + raw.trimEnd().length,
          (text) => yamlScalar(text, value, raw),
        ),
      );
    },
  });
  return drafts;
}

function yamlScalar(text: string, { type }: Scalar, raw: string): string {
  if (type === 'QUOTE_SINGLE') return `'${text.replaceAll("'", "''")}'`;
  const isPlain = type === 'PLAIN' && !raw.includes('\n') && isPlainYaml(text);
  return isPlain ? text : JSON.stringify(text);
}

function isPlainYaml(text: string): boolean {
  if (/: |:$| #|^[\s\-?:,[\]{}#&*!|>'"%@`]/.test(text)) return false;
  const read = parseDocument(`a: ${text}`, { logLevel: 'silent' });
  return read.errors.length === 0 && read.get('a') === text;
}

/** @param start Where the first line of TOML is in the source. */
export function tomlDrafts(toml: string, start: number): readonly Draft[] {
  return [...toml.matchAll(tomlLine)].flatMap(({ 0: line, 1: key = '', 2: raw = '', index }) => {
    const isBasic = raw.startsWith('"');
    const value = isBasic ? basicString(raw) : raw.slice(1, -1);
    if (value === undefined) return [];
    const from = start + index + line.indexOf(raw, line.indexOf('='));
    return draft(value, key, from, from + raw.length, (text) =>
      isBasic || text.includes("'") ? JSON.stringify(text) : `'${text}'`,
    );
  });
}

function basicString(raw: string): string | undefined {
  try {
    return String(
      JSON.parse(
        raw.replace(/\\U([\dA-Fa-f]{8})/g, (_, code: string) =>
          String.fromCodePoint(parseInt(code, 16)),
        ),
      ),
    );
  } catch {
    return undefined;
  }
}

function draft(
  value: string,
  key: string,
  start: number,
  end: number,
  render: (text: string) => string,
): readonly Draft[] {
  const oneLine = (text: string) => text.replace(/\s*[\r\n]+\s*/g, ' ').trim();
  const text = oneLine(value);
  if (text === '') return [];
  return [
    {
      ...{ start, end },
      place: (id) => ({
        ...{ start, end, unit: { id, text, marks: [], context: key } },
        render: (translation, { isBilingual }) =>
          render(oneLine(isBilingual === true ? `${text} / ${translation}` : translation)),
      }),
    },
  ];
}
