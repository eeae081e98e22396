import type { Abbreviations } from './abbreviations';

/*
 * Where sentences end. Intl.Segmenter knows every script's full stops (measured on ICU 78), but
 * not abbreviations, ordinals or quotes; those ends are taken back here.
 */

// The Segmenter's time grows with the square of the text (10 MB: hours), so it sees short windows.
const WINDOW = 8192;
// How far back and ahead a rule looks.
const CONTEXT = 96;

const openersAtEnd = /[([{（［｛〔【〈《「『“‘„«‹¿¡]+$/u;
// With a space on both sides, or before a comma, a guillemet closes wherever its quote began.
const closerAtStart = /^\s*(?:[)\]}）］｝〕】〉》」』”’]|[»›](?:[\s.,;:!?)]|$))/u;
const guillemetAtStart = /^\s*[»›]/u;

function lastWord(before: string): string | undefined {
  return /([\p{L}\p{M}\p{N}§№º][\p{L}\p{M}\p{N}.º-]*)\.\s*$/u.exec(before)?.[1]?.toLowerCase();
}

/** Whether the full stop at the end of `before` belongs to an abbreviation or a number. */
function isNoFullStop(before: string, after: string, abbreviations: Abbreviations): boolean {
  const word = before.trimEnd().endsWith('.') ? lastWord(before) : undefined;
  if (word === undefined) return false;
  const numberFollows = /^\s*\p{N}/u.test(after);
  if (/^\p{N}+$/u.test(word)) {
    // "1. First", "2024. 3. 5.", "5. März"
    const isAllThereIs = before.trim().length === word.length + 1;
    return isAllThereIs || numberFollows || (abbreviations.ordinals && word.length <= 2);
  }
  // "J. K. Rowling", "z. B.", "U.S. Army": a single letter, on its own or after another stop
  if (/(?:^|\.)\p{L}\p{M}*$/u.test(word)) return true;
  // "เม.ย."
  if (before.endsWith('.') && /^\p{L}[\p{L}\p{M}]{0,3}\./u.test(after)) return true;
  // Where letters have no case, nothing tells a new sentence from the rest of this one.
  const mayGoOn = numberFollows || /^\s*\p{Lo}/u.test(after);
  return abbreviations.titles.has(word) || (mayGoOn && abbreviations.bindsMore(word));
}

function isBoundary(before: string, after: string, abbreviations: Abbreviations): boolean {
  if (closerAtStart.test(after)) return false;
  if (guillemetAtStart.test(after) && before.lastIndexOf('«') > before.lastIndexOf('»'))
    return false;
  // example.com/?q=1
  if (/[\x21-\x7e][?!]$/.test(before) && /^[\w=&#%/+-]/.test(after)) return false;
  // 「はい。」と言った。
  if (/[」』]$/.test(before) && /^[とっなのはをにが]/.test(after)) return false;
  // “Really?” he asked.
  if (/[!?…]["'”’»)]+\s*$/u.test(before) && /^\p{Ll}/u.test(after)) return false;
  return !isNoFullStop(before, after, abbreviations);
}

/** Ends of the Segmenter's sentences within a window, and of those it overlooks. */
function rawEnds(window: string, segmenter: Intl.Segmenter): number[] {
  const ends = new Set<number>();
  for (const { index, segment } of segmenter.segment(window)) ends.add(index + segment.length);
  // Amharic typed with two word separators for the full stop.
  for (const match of window.matchAll(/፡፡\s*/gu)) ends.add(match.index + match[0].length);
  return [...ends].sort((a, b) => a - b);
}

/**
 * Offsets at which the sentences of one line end, the last being its length.
 *
 * @param line Without line breaks.
 * @param segmenter Of sentences, in the line's language when it is known.
 */
export function sentenceEnds(
  line: string,
  segmenter: Intl.Segmenter,
  abbreviations: Abbreviations,
): number[] {
  const accepted: number[] = [];
  let sentence = 0;
  let offset = 0;
  while (offset < line.length) {
    const window = line.slice(offset, offset + WINDOW);
    let last = 0;
    for (const end of rawEnds(window, segmenter)) {
      // The end of a window is not the end of a sentence; the next window begins at the last real one.
      if (end === window.length) break;
      last = end;
      const before = line.slice(Math.max(sentence, offset + end - CONTEXT), offset + end);
      const openers = openersAtEnd.exec(before)?.[0].length ?? 0;
      const position = offset + end - openers;
      const upTo = before.slice(0, before.length - openers);
      const after = line.slice(position, position + CONTEXT);
      if (position > sentence && isBoundary(upTo, after, abbreviations)) {
        accepted.push(position);
        sentence = position;
      }
    }
    offset += last > 0 && offset + window.length < line.length ? last : window.length;
  }
  accepted.push(line.length);
  return accepted;
}
