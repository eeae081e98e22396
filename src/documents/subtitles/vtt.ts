import { readText } from '../encoding';
import { damaged } from '../failures';
import { textDocument } from '../textDocument';
import type { Open } from '../types';
import { cuePlaces, type Cue, type Dialect } from './cues';
import { readLines, secondsOf } from './timing';

const entities: Readonly<Record<string, string>> = {
  ...{
    '&amp;': '&',
    '&lt;': '<',
    '&gt;': '>',
    '&nbsp;': '\u00a0',
    '&lrm;': '\u200e',
    '&rlm;': '\u200f',
  },
};

const escapes: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '\u00a0': '&nbsp;' },
};

const dialect: Omit<Dialect, 'breaks'> = {
  tag: /<[^<>]*>/g,
  roleOf: (tag) => {
    const name = /^<\/?([a-z]+)/i.exec(tag)?.[1]?.toLowerCase() ?? '';
    return { role: name === '' ? 'alone' : tag.startsWith('</') ? 'close' : 'open', name };
  },
  lineEnd: /\r\n|\r|\n/g,
  decode: (raw) =>
    raw.replace(/&(?:amp|lt|gt|nbsp|lrm|rlm);/g, (entity) => entities[entity] ?? entity),
  // A space that is written as itself would be one of the line's edges.
  escape: (text) => text.replace(/[&<>\u00a0]/g, (sign) => escapes[sign] ?? sign),
  isFluid: false,
};

const time = '(?:\\d+:)?\\d{1,2}:\\d{1,2}\\.\\d{1,3}';
const timing = new RegExp(`^\\s*(${time})\\s*-->\\s*(${time})`);

/** WebVTT: a unit for each cue; notes, styles and regions stay. */
export const open: Open = (file) => {
  const source = readText(file);
  const { text } = source;
  if (!/^\ufeff?WEBVTT(?:[ \t\r\n]|$)/.test(text)) throw damaged('no WEBVTT', 1);
  const cues: Cue[] = [];
  let begun: Cue | undefined;
  let isHidden = false;
  for (const line of readLines(text)) {
    const isBlank = line.text === '';
    const found = isBlank || isHidden ? null : timing.exec(line.text);
    if (isBlank || found !== null) {
      if (begun !== undefined) cues.push(withSpeaker(text, begun));
      begun = undefined;
      isHidden = false;
    }
    if (found !== null) {
      const seconds = secondsOf(found[2]) - secondsOf(found[1]);
      begun = { start: line.next, end: line.next, seconds };
    } else if (begun !== undefined) begun = { ...begun, end: line.end };
    else if (/^(NOTE|STYLE|REGION)([ \t]|$)/.test(line.text)) isHidden = true;
  }
  if (begun !== undefined) cues.push(withSpeaker(text, begun));
  const breaks = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
  return textDocument({
    format: 'vtt',
    source,
    places: cuePlaces(text, cues, { ...dialect, breaks }),
  });
};

function withSpeaker(text: string, cue: Cue): Cue {
  const speaker = /<v(?:\.[^\s>]*)?[ \t]+([^<>]+)>/.exec(text.slice(cue.start, cue.end))?.[1];
  return { ...cue, speaker: speaker === undefined ? undefined : dialect.decode(speaker.trim()) };
}
