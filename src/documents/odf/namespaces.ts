import type { Namespaces } from '../xml';

const oasis = 'urn:oasis:names:tc:opendocument:xmlns';
const own = [
  ...['office', 'text', 'table', 'style', 'drawing', 'presentation', 'chart', 'form', 'meta'],
  'manifest',
];
const prefixes: Readonly<Record<string, string>> = { drawing: 'draw' };

/** Prefixes that OpenDocument is read with. */
export const openDocumentNamespaces: Namespaces = {
  ...Object.fromEntries(own.map((name) => [`${oasis}:${name}:1.0`, prefixes[name] ?? name])),
  [`${oasis}:xsl-fo-compatible:1.0`]: 'fo',
  [`${oasis}:svg-compatible:1.0`]: 'svg',
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://www.w3.org/1999/xlink': 'xlink',
  'http://openoffice.org/2009/office': 'officeooo',
  'urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0': 'loext',
};
