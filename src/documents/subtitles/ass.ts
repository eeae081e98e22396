import { readText } from '../encoding';
import { damaged } from '../failures';
import { textDocument } from '../textDocument';
import type { Open } from '../types';
import { cuePlaces, type Cue, type Dialect } from './cues';
import { readLines, secondsOf } from './timing';

const dialect: Dialect = {
  tag: /\{[^{}]*\}/g,
  roleOf: (tag) => {
    const [, name = '', on] = /^\{\\([ibus])([01])\}$/.exec(tag) ?? [];
    return { role: name === '' ? 'alone' : on === '1' ? 'open' : 'close', name };
  },
  lineEnd: /\\[Nn]/g,
  decode: (raw) => raw.replace(/\\h/g, '\u00a0').replace(/\\([{}])/g, '$1'),
  escape: (text) =>
    // What the translation itself says with "\" must not end its line.
    text
      .replace(/\\(?=[Nnh{}])/g, '\\\u2060')
      .replace(/[{}]/g, '\\$&')
      .replaceAll('\u00a0', '\\h'),
  breaks: '\\N',
  isFluid: true,
};

const usual = [
  'Layer',
  'Start',
  'End',
  'Style',
  'Name',
  'MarginL',
  'MarginR',
  'MarginV',
  'Effect',
  'Text',
];

/** Advanced SubStation Alpha: a unit for each dialogue line; drawings and comments stay. */
export const open: Open = (file) => {
  const source = readText(file);
  const cues: Cue[] = [];
  let section = '';
  let fields: readonly string[] = usual;
  for (const line of readLines(source.text)) {
    section = /^\s*\[(.+)\]\s*$/.exec(line.text)?.[1]?.toLowerCase() ?? section;
    if (section !== 'events') continue;
    const format = /^\s*Format\s*:(.*)$/i.exec(line.text)?.[1];
    if (format !== undefined) fields = format.split(',').map((each) => each.trim());
    const head = /^\s*Dialogue\s*:\s*/i.exec(line.text)?.[0];
    if (head === undefined) continue;
    const values = line.text.slice(head.length).split(',');
    const before = values.slice(0, fields.length - 1);
    const start = line.start + head.length + before.join(',').length + 1;
    if (values.length < fields.length || fields.at(-1)?.toLowerCase() !== 'text') continue;
    if (/\{[^{}]*\\p[1-9]/.test(source.text.slice(start, line.end))) continue;
    const value = (name: string) =>
      before[fields.findIndex((each) => each.toLowerCase() === name)]?.trim();
    const speaker = value('name') ?? value('actor');
    cues.push({
      ...{
        start,
        end: line.end,
        seconds: secondsOf(value('end')) - secondsOf(value('start')) || 0,
      },
      speaker: speaker === '' ? undefined : speaker,
    });
  }
  if (cues.length === 0 && !/^\ufeff?\s*[[;]/.test(source.text) && source.text.trim() !== '') {
    throw damaged('no section', 1);
  }
  return textDocument({ format: 'ass', source, places: cuePlaces(source.text, cues, dialect) });
};
