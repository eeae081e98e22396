import type { Range } from './cells';

const fenceLine = /^[ \t>]{0,12}(`{3,}|~{3,})([^`\n\r]*)$/gmu;

/** The blocks of code in a text, from the line with the opening fence to that with the closing one. Linear in time. */
export function codeBlocks(text: string): readonly Range[] {
  const blocks: Range[] = [];
  let open: { readonly start: number; readonly fence: string } | undefined;
  for (const { 0: line, 1: fence = '', 2: rest = '', index } of text.matchAll(fenceLine)) {
    if (open === undefined) open = { start: index, fence };
    else if (fence.startsWith(open.fence) && rest.trim() === '') {
      blocks.push({ start: open.start, end: index + line.length });
      open = undefined;
    }
  }
  return blocks;
}
