import { codeBlocks } from './fences';
import { findSpans } from './spans/index';

/*
 * Mails and texts out of PDFs break their lines at a width, in the middle of sentences. Which breaks those are
 * is a guess: it takes a line that clearly goes on in the next, or a paragraph whose lines are as long as each
 * other. Lists, poems, code, tables and headings stay as they are.
 */

interface Line {
  /** What a mail quotes with, and spaces before the text. */
  readonly prefix: string;
  readonly text: string;
  readonly lineBreak: string;
}

const shape = /^((?:[ \t]{0,8}>(?=[\s>]|$))*[^\S\n]{0,16})(.*)$/su;
const newline = /\r\n|[\n\r\u2028]/gu;

/** Starts something new: list signs, numbering, headings, dashes of dialogues, tables, fields "Name: …". */
const startsNew =
  /^(?:[-*+•‣◦▪●■□◆→–—―·※☐☑]\s|[•●■◆※]|#{1,6}\s|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)]\s|[\u2460-\u249b]|[一二三四五六七八九十]{1,3}、|\d{1,3}、|第.{1,4}[章条節节]|\||`{3}|~{3}|[=*_-]{3,}$|\[[ x]\]|<\/?[a-z]|[\p{L} -]{1,24}: )/u;
const looksLikeCode =
  /[;{}]\s*$|^\s*(?:\/\/|\/\*|\*\/|#include|@\w+\(|<\w)|=>|\w\(\)|^\s*[\w.]+\s*=\s/u;
const endsSentence = /[.!?…。！？।॥۔؟։።:：;；][\s"'”’»)\]）」』]*$/u;
const endsWithComma = /[,،、，]$/u;
const dense =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u3000-\u303f\uff01-\uff65]/u;
const endsInDense = new RegExp(`${dense.source}$`, 'u');
const startsInDense = new RegExp(`^${dense.source}`, 'u');
const startsSmall = /^["'“‘«(]?[\p{Ll}\p{Lo}]/u;
const hyphen = /(\p{L}+)[-\u00ad\u2010]$/u;

/** Words that end no line of their own, in the languages that mails are most often written in. */
const unfinished = new Set(
  `a an the of in on at to for from with by and or but as is are was were be been has have had that which who
  this these those your our their his her my its not will would can could should may than into about der die
  das den dem des ein eine einen einem einer und oder aber von vom zu zum zur im am mit für auf aus bei nach ist
  sind war nicht dass le la les l un une des du de d et ou à au aux en dans sur pour par avec que qui ne se ce
  cette ces son sa ses notre votre est sont el los las una y o del al con por para su sus es son que il lo gli i
  uno e di del della dei delle da dal nel nella per che è sono o os as um uma do da dos das no na nos nas em
  com ao pelo pela het een van te met voor op naar bij i w z na do o od dla się że jest nie и в на с по к из за
  от до для не что как это или у о ve bir bu için ile en ett och att på av med för till den det som`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

const LONGEST_WORD = 80;
/** So much of a text is searched for how it writes a word. */
const SAMPLE = 20_000;

/** The text with the lines joined that were only wrapped. The same text if there are none. Linear in time. */
export function joinLines(text: string): string {
  const sample = text.slice(0, SAMPLE);
  let joined = '';
  let at = 0;
  for (const { start, end } of [...codeBlocks(text), { start: text.length, end: text.length }]) {
    joined += joinProse(text.slice(at, start), sample) + text.slice(start, end);
    at = end;
  }
  return joined;
}

function joinProse(text: string, sample: string): string {
  const lines = toLines(text);
  const paragraphs: string[] = [];
  for (let at = 0; at < lines.length;) {
    const end = paragraphEnd(lines, at);
    paragraphs.push(joinParagraph(lines.slice(at, end), sample));
    at = end;
  }
  return paragraphs.join('');
}

function toLines(text: string): readonly Line[] {
  const lines: Line[] = [];
  let start = 0;
  const add = (end: number, lineBreak: string): void => {
    const [, prefix = '', rest = ''] = shape.exec(text.slice(start, end)) ?? [];
    lines.push({ prefix, text: rest, lineBreak });
    start = end + lineBreak.length;
  };
  for (const { 0: lineBreak, index } of text.matchAll(newline)) add(index, lineBreak);
  add(text.length, '');
  return lines;
}

/** Lines of one paragraph have text and are quoted alike. */
function paragraphEnd(lines: readonly Line[], from: number): number {
  const first = lines[from];
  if (first === undefined || first.text.trim() === '') return from + 1;
  const quotes = first.prefix.trimEnd();
  let end = from + 1;
  for (; end < lines.length; end++) {
    const line = lines[end];
    if (line === undefined || line.text.trim() === '' || line.prefix.trimEnd() !== quotes) break;
  }
  return end;
}

function joinParagraph(paragraph: readonly Line[], sample: string): string {
  const longest = Math.max(...paragraph.map((line) => lengthOf(line.text)));
  const isWrapped = paragraph.length > 1 && isFilled(paragraph, longest);
  let isJoined = false;
  const parts = paragraph.map((line, i) => {
    const next = paragraph[i + 1];
    const prefix = isJoined ? '' : line.prefix;
    isJoined = next !== undefined && mayJoin(line, next) && goesOn(line, next, isWrapped, longest);
    const end = isJoined && next !== undefined;
    return prefix + (end ? joinedTo(line.text, next.text, sample) : line.text + line.lineBreak);
  });
  return parts.join('');
}

function lengthOf(text: string): number {
  return text.trimEnd().length;
}

/** Whether the lines of a paragraph are about as long as each other, and seldom end a sentence. */
function isFilled(paragraph: readonly Line[], longest: number): boolean {
  const texts = paragraph.map((line) => line.text.trimEnd());
  const isDense = dense.test(texts[0] ?? '');
  if (longest < (isDense ? 16 : 40)) return false;
  const inner = texts.slice(0, -1);
  const full = inner.filter((one) => lengthOf(one) >= longest * (isDense ? 0.9 : 0.75)).length;
  const open = inner.filter((one) => !endsSentence.test(one) && !endsWithComma.test(one)).length;
  // In a poem each line begins anew.
  const small = texts.slice(1).filter((one) => startsSmall.test(one) || isDense).length;
  return (
    full >= inner.length * 0.7 && open >= inner.length * 0.5 && small >= (texts.length - 1) * 0.4
  );
}

function mayJoin(line: Line, next: Line): boolean {
  if (startsNew.test(next.text) || looksLikeCode.test(line.text) || looksLikeCode.test(next.text)) {
    return false;
  }
  // Columns, and headings in front of a text.
  if (/\S(?:\t|\s{3,})\S|\|/u.test(line.text) || /^#{1,6}\s/.test(line.text)) return false;
  return !isAlone(line.text) && !isAlone(next.text);
}

/** An address in a line of its own. */
function isAlone(text: string): boolean {
  const [span] = findSpans(text.slice(0, 300));
  return span?.start === 0 && span.end === text.trimEnd().length;
}

function goesOn(line: Line, next: Line, isWrapped: boolean, longest: number): boolean {
  const text = line.text.trimEnd();
  if (isWrapped) {
    const isShort = lengthOf(text) < longest * 0.6;
    return !(isShort && endsSentence.test(text)) && !(isShort && /^\p{Lu}/u.test(next.text));
  }
  if (hyphen.test(text)) return /^\p{Ll}/u.test(next.text);
  if (endsSentence.test(text) || endsWithComma.test(text)) return false;
  const last = /([\p{L}\p{M}'’]+|\p{N}[\p{N}.,]*)$/u.exec(text)?.[1] ?? '';
  if (/\p{N}/u.test(last)) return /^\p{Ll}/u.test(next.text) && !/\p{N}/u.test(next.text);
  return unfinished.has(last.toLowerCase()) && /^[\p{L}\p{N}"“«(]/u.test(next.text);
}

/** These follow a hyphen that stands for the rest of a word: "Haupt- und". */
const suspended = /^(?:und|oder|bzw|bis|and|or|to|en|of|och|eller|og|y|o|e|et|ou)\b/u;

/** A line and what goes between it and the next in place of the line break. */
function joinedTo(line: string, next: string, sample: string): string {
  const base = line.trimEnd();
  const word = hyphen.exec(base.slice(-LONGEST_WORD))?.[1];
  if (word === undefined) {
    const isTight = endsInDense.test(base) && startsInDense.test(next);
    return isTight ? base : `${base} `;
  }
  if (suspended.test(next)) return `${base} `;
  const rest = /^[\p{L}\p{M}]+/u.exec(next)?.[0] ?? '';
  // "well-known" keeps its hyphen if it has it elsewhere, "Jean-Paul" always.
  const isCompound = !/^\p{Ll}/u.test(next) || sample.includes(`${word}-${rest}`);
  return isCompound && !base.endsWith('\u00ad') ? base : base.slice(0, -1);
}
