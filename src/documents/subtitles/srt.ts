import { readText } from '../encoding';
import { damaged } from '../failures';
import { textDocument } from '../textDocument';
import type { Open } from '../types';
import { cuePlaces, type Cue, type Dialect } from './cues';
import { readLines, secondsOf } from './timing';

const dialect: Omit<Dialect, 'breaks'> = {
  tag: /<\/?(?:i|b|u|s|font)(?:\s[^<>]*)?>|\{\\[^{}]*\}/gi,
  roleOf: (tag) => {
    const name = /^<\/?(\w+)/.exec(tag)?.[1]?.toLowerCase() ?? '';
    return { role: name === '' ? 'alone' : tag.startsWith('</') ? 'close' : 'open', name };
  },
  lineEnd: /\r\n|\r|\n/g,
  decode: (raw) => raw,
  // It would begin another cue.
  escape: (text) => text.replace(/(:\d+(?:[,.]\d+)?\s*)-->/g, '$1\u2192'),
  isFluid: false,
};

const timing =
  /^\s*(\d{1,3}:\d{1,2}:\d{1,2}(?:[,.]\d{1,3})?)\s*-->\s*(\d{1,3}:\d{1,2}:\d{1,2}(?:[,.]\d{1,3})?)/;
/** In one line again, as the lines of a cue may be, it would begin another cue. */
const partedTiming = /:\d+(?:[,.]\d+)?[ \t]*[\r\n]\s*-->/;

/** SubRip subtitles: a unit for each cue that says something. */
export const open: Open = (file) => {
  const source = readText(file);
  const lines = readLines(source.text);
  const parted = partedTiming.exec(source.text);
  if (parted !== null)
    throw damaged('no timing', readLines(parted.input.slice(0, parted.index)).length);
  const cues: Cue[] = [];
  let begun: { start: number; seconds: number } | undefined;
  lines.forEach((line, at) => {
    const found = timing.exec(line.text);
    if (found === null && /:\d+(?:[,.]\d+)?\s*-->/.test(line.text))
      throw damaged('no timing', at + 1);
    if (found === null) return;
    const before = lines[at - 1];
    const end = before !== undefined && /^\s*\d+\s*$/.test(before.text) ? before.start : line.start;
    if (begun !== undefined) cues.push({ ...begun, end: Math.max(begun.start, end) });
    begun = { start: line.next, seconds: secondsOf(found[2]) - secondsOf(found[1]) };
  });
  if (begun !== undefined) cues.push({ ...begun, end: source.text.length });
  if (cues.length === 0 && source.text.trim().length > 1) throw damaged('no cue', 1);
  const breaks = /\r\n|\r|\n/.exec(source.text)?.[0] ?? '\n';
  return textDocument({
    format: 'srt',
    source,
    places: cuePlaces(source.text, cues, { ...dialect, breaks }),
  });
};
