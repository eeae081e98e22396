import { tooLarge, unsupported } from '../failures';
import { languageAttributes } from '../html/write';
import { MAX_UNITS } from '../limits';
import type { Open, Unit, WriteOptions } from '../types';
import { escapeXml } from '../xml';
import { readPages } from './pages';

/**
 * A PDF as text: each paragraph of each page is a unit. It is written as HTML, for a PDF has places of letters and no
 * text that could run; HTML keeps pages, paragraphs and directions apart, and everything opens it.
 */
export const open: Open = async (file) => {
  const pages = await readPages(file.bytes);
  const units = pages.map((texts, page) =>
    texts.map((text, at): Unit => ({
      ...{ id: `${page + 1}-${at + 1}`, text, marks: [] },
      context: String(page + 1),
    })),
  );
  const all = units.flat();
  if (all.length === 0) throw unsupported('no-text');
  if (all.length > MAX_UNITS) throw tooLarge('MAX_UNITS', MAX_UNITS);
  return {
    ...{ format: 'pdf', outputExtension: 'html', units: all },
    remarks: [{ kind: 'layout', about: [] }],
    write: (translations, options) =>
      new TextEncoder().encode(page(file.name, units, translations, options).toWellFormed()),
  };
};

const style =
  'body{max-width:42em;margin:2em auto;padding:0 1em;font:1em/1.5 sans-serif}section{border-bottom:1px solid #ccc}' +
  'footer{color:#666;text-align:center}.source{color:#555}';

function page(
  name: string,
  pages: readonly (readonly Unit[])[],
  translations: ReadonlyMap<string, string>,
  options: WriteOptions,
): string {
  const language = languageAttributes(options.language, false);
  const paragraph = ({ id, text }: Unit) => {
    const translation = translations.get(id) ?? text;
    const source =
      options.isBilingual === true
        ? `<p class="source" lang="" dir="auto">${escapeXml(text)}</p>\n`
        : '';
    return `${source}<p>${escapeXml(translation)}</p>\n`;
  };
  const sections = pages.map(
    (units, at) =>
      `<section>\n${units.map(paragraph).join('')}<footer translate="no">${at + 1}</footer>\n</section>\n`,
  );
  return (
    `<!doctype html>\n<html${language}>\n<head>\n<meta charset="utf-8">\n` +
    `<title translate="no">${escapeXml(name)}</title>\n<style>${style}</style>\n</head>\n<body>\n` +
    `${sections.join('')}</body>\n</html>\n`
  );
}
