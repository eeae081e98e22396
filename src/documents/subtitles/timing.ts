/** A line of a text, and where the next one begins. */
export interface TextLine {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

export function readLines(source: string): readonly TextLine[] {
  const found: TextLine[] = [];
  let start = source.startsWith('\ufeff') ? 1 : 0;
  for (const { 0: sign, index } of source.matchAll(/\r\n|\r|\n/g)) {
    found.push({ text: source.slice(start, index), start, end: index, next: index + sign.length });
    start = index + sign.length;
  }
  return [...found, { text: source.slice(start), start, end: source.length, next: source.length }];
}

/** `01:02:03,5`, `02:03.500` */
export function secondsOf(time = ''): number {
  return time
    .replace(',', '.')
    .split(':')
    .reduce((sum, part) => 60 * sum + Number(part), 0);
}
