import { findLanguage } from '../../core/languages/find';
import type { EncodedText } from '../encoding';
import type { Edit } from '../textDocument';
import type { WriteOptions } from '../types';
import { escapeXml } from '../xml';
import type { HtmlAttribute, HtmlToken } from './tokens';

/** As HTML shows it: white space is one space. */
export function collapse(text: string): string {
  return text.replace(/[ \t\n\r\f]+/g, ' ');
}

// Whoever reads the source could not tell these from spaces, or see them at all.
const unseen: Readonly<Record<string, string>> = {
  ...{ '\u00a0': 'nbsp', '\u00ad': 'shy', '\u2002': 'ensp', '\u2003': 'emsp', '\u2009': 'thinsp' },
};

/**
 * Text between tags.
 *
 * @param source What it takes the place of; unseen signs that stand there as they are may do so again.
 */
export function escapeText(text: string, source: string, isXml: boolean): string {
  return escapeXml(text).replace(/[\u00a0\u00ad\u2002\u2003\u2009]/g, (sign) => {
    if (source.includes(sign)) return sign;
    return isXml ? `&#${sign.charCodeAt(0)};` : `&${unseen[sign] ?? ''};`;
  });
}

/** The value of an attribute, in the quotes that it has; without any it gets some. */
export function escapeValue(text: string, { quote }: HtmlAttribute, isXml: boolean): string {
  const shown = collapse(escapeText(text, '', isXml)).trim();
  if (quote === "'") return shown.replaceAll("'", '&#39;');
  const escaped = shown.replaceAll('"', '&quot;');
  return quote === '"' ? escaped : `"${escaped}"`;
}

/** `lang` and `dir` for an element in that language. */
export function languageAttributes(language: string, isXml: boolean): string {
  const xml = isXml ? ` xml:lang="${language}"` : '';
  return `${xml} lang="${language}" dir="${directionOf(language)}"`;
}

export function directionOf(language: string): 'ltr' | 'rtl' {
  return findLanguage(language)?.direction ?? 'ltr';
}

/** What the page itself says of its language, its direction and its encoding, made true. */
export function pageEdits(
  tokens: readonly HtmlToken[],
  source: EncodedText,
  isXml: boolean,
  options: WriteOptions,
): readonly Edit[] {
  const edits = source.encoding === source.writtenIn ? [] : [...encodingEdits(tokens, source)];
  if (options.isBilingual === true) return edits;
  const named = (name: string) => tokens.find((each) => each.kind === 'open' && each.name === name);
  const html = named('html');
  if (html !== undefined) edits.push(...rootEdits(html, isXml, options.language));
  const body = named('body')?.attributes.find(({ name }) => name === 'dir');
  if (body !== undefined) edits.push(replaced(body, directionOf(options.language)));
  const language = tokens.find((each) => each.name === 'meta' && says(each, 'content-language'));
  const content = language?.attributes.find(({ name }) => name === 'content');
  if (content !== undefined) edits.push(replaced(content, options.language));
  return edits;
}

function rootEdits(html: HtmlToken, isXml: boolean, language: string): readonly Edit[] {
  const direction = directionOf(language);
  const of = (name: string) => html.attributes.find((each) => each.name === name);
  const at = html.start + 1 + html.name.length;
  const set = (name: string, value: string, isAdded: boolean): readonly Edit[] => {
    const attribute = of(name);
    if (attribute !== undefined) return [replaced(attribute, value)];
    return isAdded ? [{ start: at, end: at, text: ` ${name}="${value}"` }] : [];
  };
  return [
    ...set('lang', language, !isXml || of('xml:lang') === undefined),
    ...set('xml:lang', language, false),
    ...set('dir', direction, direction === 'rtl'),
  ];
}

function replaced(attribute: HtmlAttribute, value: string): Edit {
  const { start, end, quote } = attribute;
  return { start, end, text: quote === '' ? `"${value}"` : value };
}

function says(meta: HtmlToken, httpEquiv: string): boolean {
  return meta.attributes.some(
    ({ name, value }) => name === 'http-equiv' && value.trim().toLowerCase() === httpEquiv,
  );
}

function encodingEdits(tokens: readonly HtmlToken[], { text, writtenIn }: EncodedText) {
  const edits: Edit[] = [];
  const declaration = /^\ufeff?<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)/.exec(text);
  if (declaration !== null) {
    const end = declaration[0].length;
    edits.push({ start: end - (declaration[1] ?? '').length, end, text: writtenIn });
  }
  let isSaid = false;
  for (const meta of tokens) {
    if (meta.name !== 'meta') continue;
    const charset = meta.attributes.find(({ name }) => name === 'charset');
    if (charset !== undefined) edits.push(replaced(charset, writtenIn));
    const content = meta.attributes.find(({ name }) => name === 'content');
    const isType = content !== undefined && says(meta, 'content-type');
    if (isType) edits.push(replaced(content, `text/html; charset=${writtenIn}`));
    isSaid ||= charset !== undefined || isType;
  }
  const head = tokens.find(({ kind, name }) => kind === 'open' && name === 'head');
  if (!isSaid && head !== undefined && declaration === null) {
    edits.push({ start: head.end, end: head.end, text: `<meta charset="${writtenIn}">` });
  }
  return edits;
}
