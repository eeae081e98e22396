import type { Language } from '../../core/languages';

const byTable = ['Cyrl', 'Grek', 'Geor', 'Armn', 'Deva', 'Beng', 'Guru', 'Gujr', 'Orya', 'Taml'];
const scripts = new Set([...byTable, 'Telu', 'Knda', 'Mlym', 'Hans', 'Hant', 'Kore']);

/** Whether texts of a language can be written in Latin letters without guessing (docs/languages.md). */
export function canRomanize({ script }: Language): boolean {
  return scripts.has(script);
}

/** A reader of Latin letters wants a sentence or a page, not a book. */
const longest = 2_000;

/** A text in Latin letters, as its language's standard has it. What it takes is fetched with the first one. */
export async function romanize(text: string, { tag, script }: Language): Promise<string> {
  const part = text.length > longest ? `${text.slice(0, longest)}…` : text;
  if (script === 'Hans' || script === 'Hant') {
    const { writePinyin } = await import('./pinyin');
    return writePinyin(part);
  }
  if (script === 'Kore') {
    const { romanize: write } = await import('es-hangul');
    return write(part);
  }
  const { transliterateByTable } = await import('../../core/transliteration');
  return transliterateByTable(part, tag, script) ?? '';
}
