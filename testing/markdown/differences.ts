import { readFileSync } from 'node:fs';

/** @returns The numbers of CommonMark's examples that docs/markdown.md lists, by its reasons. */
export function listDifferences(): Readonly<Record<string, readonly number[]>> {
  const page = readFileSync(new URL('../../docs/markdown.md', import.meta.url), 'utf8');
  return Object.fromEntries(
    [...page.matchAll(/^\| `(\w+)` \|[^|]*\|([\d ,–]+)\|$/gm)].map(
      ([, reason = '', ranges = '']) => [reason, ranges.split(',').flatMap(readRange)],
    ),
  );
}

function readRange(range: string): readonly number[] {
  const [first = NaN, last = first] = range.split('–').map(Number);
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}
