import { readText } from '../encoding';
import { numbered, textDocument } from '../textDocument';
import type { Open } from '../types';
import { declaredEncoding } from '../xml';
import { readPage } from './places';
import { pageEdits } from './write';

/** A page: the inline content of each block is a unit, and so is what readers see of attributes. */
export const open: Open = (file) => {
  const isXml = /\.(xhtml|xht)$/i.test(file.name);
  const source = readText(file, declaredEncoding(file.bytes) ?? metaEncoding(file.bytes));
  const { drafts, head } = readPage(source.text, isXml);
  const places = numbered(drafts);
  const language = head
    .find(({ name }) => name === 'html')
    ?.attributes.find(({ name }) => name === 'lang' || name === 'xml:lang')
    ?.value.trim();
  return textDocument({
    ...{ format: isXml ? 'xhtml' : 'html', source, places },
    languages: language ? { sourceLanguage: language } : {},
    edits: (options) => pageEdits(head, source, isXml, options),
  });
};

/** What a page says of its encoding has to stand within the first kilobyte. */
function metaEncoding(bytes: Uint8Array): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 1024)).replace(/<!--[^]*?(-->|$)/g, '');
  const label = /<meta\s[^>]*?\bcharset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1];
  // Where this can be read, it is not that.
  return label !== undefined && /^utf-?16/i.test(label) ? 'utf-8' : label;
}
