import type { Rules } from './abbreviations';

/*
 * Lists that are written within a line: "1) one 2) two", "• one • two". They begin where the line or a
 * sentence does; "either 1) stay or 2) go" is a sentence.
 */

const markers =
  /(?<=^|\s)(?<open>\(?)(?<label>\d{1,2}|[ivx]{1,4}|[A-Za-z])(?<close>\.?\)|\.)(?=\s+(?<next>["'«“„]?\p{L}[\p{L}\p{M}’']*))/gu;
const bullet = /^\s*([•⁃▪◦‣●○■□➢➤✓✔])/u;
const sentenceBegins = /(?:^|[.!?。！？;][)"'”’»]?)\s*$/u;
const romans = ['', 'i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x'];

/** The values that a label may stand for, by its kind. */
function valuesOf(label: string): [kind: string, value: number][] {
  if (/\d/.test(label)) return [['1', Number(label)]];
  const values: [string, number][] = [];
  const roman = romans.indexOf(label);
  if (roman > 0) values.push(['i', roman]);
  if (label.length === 1) {
    values.push([label < 'a' ? 'A' : 'a', label.toLowerCase().charCodeAt(0) - 96]);
  }
  return values;
}

/** "A. Smith and B. Jones", "1. Mai bis 2. Juni": what may be initials or dates must look more like a list. */
function isTrusted(kind: string, close: string, next: string, rules: Rules): boolean {
  if (close !== '.') return true;
  if (kind === 'A' || next.startsWith(next.charAt(0).toLowerCase())) return false;
  return kind !== '1' || (!rules.isMonth(next) && (rules.ordinals !== 'all' || rules.begins(next)));
}

function bulletsOf(line: string): number[] {
  const mark = bullet.exec(line)?.[1];
  if (mark === undefined) return [];
  const starts: number[] = [];
  for (let at = line.indexOf(mark); at !== -1; at = line.indexOf(mark, at + 1)) {
    if (/\s/.test(line.charAt(at - 1))) starts.push(at);
  }
  return starts;
}

/** Offsets in a line at which the items of its lists begin, ascending. */
export function itemStarts(line: string, rules: Rules): readonly number[] {
  const starts = bulletsOf(line);
  if (starts.length > 0) return starts;
  // By kind and brackets: the last item of the list, and whether more than one has been seen.
  const lists = new Map<string, { value: number; start: number }>();
  for (const { index, groups } of line.matchAll(markers)) {
    const { open = '', label = '', close = '', next = '' } = groups ?? {};
    for (const [kind, value] of valuesOf(label)) {
      const key = `${open}${kind}${close}`;
      const before = lists.get(key);
      const trusted = isTrusted(kind, close, next, rules);
      if (before?.value === value - 1 && trusted) {
        starts.push(before.start, index);
      } else if (
        (value !== 1 && close === '.') ||
        !sentenceBegins.test(line.slice(Math.max(0, index - 8), index))
      ) {
        continue;
      }
      lists.set(key, { value, start: index });
    }
  }
  return [...new Set(starts)].sort((a, b) => a - b);
}
