import type { XmlToken } from '../xml';

const formulas = new Set([
  'f',
  'formula',
  'formula1',
  'formula2',
  'definedName',
  'c:f',
  'calculatedColumnFormula',
  'totalsRowFormula',
  'xm:f',
]);

/** By index of a shared string: the first cell that shows it, and no formula. */
export function readCells(tokens: readonly XmlToken[]): ReadonlyMap<number, string> {
  const shared = new Map<number, string>();
  let cell: { readonly ref: string; hasFormula: boolean } | undefined;
  let isValue = false;
  for (const { kind, name, attributes, text } of tokens) {
    if (name === 'c' && kind === 'open') {
      const isShared = attributes['t'] === 's';
      cell = isShared ? { ref: attributes['r'] ?? '', hasFormula: false } : undefined;
    } else if (name === 'c') cell = undefined;
    else if (name === 'f' && kind === 'open' && cell !== undefined) cell.hasFormula = true;
    else if (name === 'v') isValue = kind === 'open';
    else if (isValue && cell?.hasFormula === false && kind === 'text') {
      const index = Number(text);
      if (!shared.has(index)) shared.set(index, cell.ref);
    }
  }
  return shared;
}

/** Texts that formulas quote, and names of columns in them, in lower case, as Excel compares them. */
export function quotedIn(tokens: readonly XmlToken[]): readonly string[] {
  const found: string[] = [];
  let isFormula = false;
  for (const { kind, name, text } of tokens) {
    if (formulas.has(name)) isFormula = kind === 'open';
    if (isFormula && (kind === 'text' || kind === 'cdata')) found.push(...quoted(text));
  }
  return found;
}

function quoted(formula: string): readonly string[] {
  const literals = [...formula.matchAll(/"((?:[^"]|"")*)"/g)].flatMap(([, text = '']) => {
    const plain = text.replaceAll('""', '"');
    // A list of what may be chosen is one text.
    return [plain, ...plain.split(',')];
  });
  // In names of columns, these signs are marked by another.
  const columns = [...formula.matchAll(/\[((?:[^[\]']|'.)+)\]/g)].flatMap(([, name = '']) => [
    name.replace(/^@/, '').replace(/'(.)/g, '$1'),
  ]);
  return [...literals, ...columns].map((text) => text.trim().toLowerCase());
}
