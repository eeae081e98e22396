import { readText } from '../encoding';
import { tooLarge } from '../failures';
import { MAX_UNITS } from '../limits';
import { splice, type Edit } from '../textDocument';
import type { Open, Unit, WriteOptions } from '../types';
import {
  isHeader,
  newHeader,
  readHeader,
  ruleFor,
  toLocale,
  withFields,
  type PoHeader,
} from './header';
import { examplesOf, type PluralRule } from './plurals';
import { renderString, styleOf } from './render';
import { scanPo, type PoEntry } from './scan';

/** A message, and a unit for each of its forms; without a rule for one and for many. */
interface Message {
  readonly entry: PoEntry;
  readonly units: readonly Unit[];
}

/**
 * A gettext catalogue. Units are the messages' own texts, translations go where translations are: what is equal to
 * its source leaves a message as it is, with the translation that it had.
 */
export const open: Open = (file) => {
  const source = readText(file, declaredCharset(file.bytes));
  const { text } = source;
  const entries = scanPo(text);
  const headerEntry = entries.find(isHeader);
  const headerText = headerEntry?.strings[0]?.text ?? '';
  const header = readHeader(headerText);
  const style = styleOf(text);
  const messages = entries
    .filter((entry) => !isHeader(entry))
    .map((entry, at): Message => ({ entry, units: unitsOf(entry, String(at + 1), header.rule) }));
  const units = messages.flatMap((message) => message.units);
  if (units.length > MAX_UNITS) throw tooLarge('MAX_UNITS', MAX_UNITS);
  const { language } = header;
  const hasRule = /^Plural-Forms:\s*nplurals\s*=\s*\d/im.test(headerText);
  const namesRule =
    /^Plural-Forms:/im.test(headerText) || messages.some(({ entry }) => entry.plural !== undefined);

  const headerEdits = ({ language: target }: WriteOptions, rule: PluralRule): readonly Edit[] => {
    const fields = {
      ...(language !== target && { Language: toLocale(target) }),
      ...((header.rule !== rule || !hasRule) && namesRule && { 'Plural-Forms': rule.header }),
      ...(!isCharset(header, source.writtenIn) && {
        'Content-Type': `text/plain; charset=${source.writtenIn.toUpperCase()}`,
      }),
    };
    const string = headerEntry?.strings[0];
    if (headerEntry === undefined || string === undefined) {
      const start = messages[0] === undefined ? 0 : startOf(messages[0].entry);
      return [{ start, end: start, text: newHeader(fields, style) }];
    }
    const raw = withFields(text.slice(string.start, string.end), string.text, fields, style);
    return [{ ...rangeOf(string), text: raw }, ...unfuzzy(headerEntry, text)];
  };

  return {
    ...{ format: 'po', units, remarks: source.remarks },
    ...(language !== undefined && { targetLanguage: language }),
    write: (translations, options) => {
      const rule = ruleFor(header, options);
      const changed = messages.filter((message) => isChanged(message, translations, options));
      if (changed.length === 0) return source.bytes;
      const edits = changed.flatMap((message) => {
        const { entry, units: own } = message;
        const given = (unit: Unit | undefined) =>
          unit &&
          edged(
            entry,
            translations.get(unit.id) ?? (options.rewriteAll ? unit.text : unit.translation),
          );
        const strings =
          entry.plural === undefined
            ? [given(own[0]) ?? '']
            : forms(message, rule, header.rule, given);
        return [
          { ...blockOf(entry), text: render(entry, strings, style) },
          ...unfuzzy(entry, text),
        ];
      });
      const others = messages.filter(
        ({ entry }) => entry.plural !== undefined && entry.strings.length !== rule.count,
      );
      const refit = others
        .filter((message) => !changed.includes(message))
        .map(({ entry }): Edit => {
          const last = entry.strings.at(-1)?.text ?? '';
          const strings = Array.from(
            { length: rule.count },
            (_, at) => entry.strings[at]?.text ?? last,
          );
          return { ...blockOf(entry), text: render(entry, strings, style) };
        });
      return source.encode(splice(text, [...edits, ...refit, ...headerEdits(options, rule)]));
    },
  };
};

/** Found before the text is, in the first kilobytes. */
function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 8192));
  const found = /charset=([\w.:-]+)/i.exec(head)?.[1];
  return found === undefined || /^(charset|(us-)?ascii|utf-?8)$/i.test(found) ? undefined : found;
}

function isCharset({ charset = '' }: PoHeader, writtenIn: string): boolean {
  const name = charset.toLowerCase();
  return (
    name === writtenIn ||
    (name === 'utf8' && writtenIn === 'utf-8') ||
    writtenIn.startsWith('utf-16')
  );
}

function unitsOf(entry: PoEntry, id: string, rule: PluralRule | undefined): readonly Unit[] {
  const { plural, strings } = entry;
  if (entry.id.text.trim() === '') return [];
  const common = commonOf(entry);
  const unit = (own: string, text: string, form: number, extra?: string): Unit => {
    const translation = strings[form]?.text.trim() ?? '';
    const context = [common.context, extra].filter((each) => each !== undefined).join(' · ');
    return {
      ...{ id: own, text: text.trim(), marks: [] },
      ...(common.notes.length > 0 && { notes: common.notes }),
      ...(context !== '' && { context }),
      ...(common.limit !== undefined && { limit: common.limit }),
      ...(translation !== '' && { translation }),
      state: translation === '' ? 'new' : common.isFuzzy ? 'draft' : 'final',
    };
  };
  if (plural === undefined) return [unit(id, entry.id.text, 0)];
  if (plural.text.trim() === '') return [unit(`${id}[0]`, entry.id.text, 0)];
  return Array.from({ length: rule?.count ?? 2 }, (_, form) => {
    const isOne = rule === undefined ? form === 0 : isSingular(entry, rule, form);
    const numbers = rule === undefined ? '' : examplesOf(rule, form).join(', ');
    const text = isOne ? entry.id.text : plural.text;
    return unit(`${id}[${form}]`, text, form, numbers === '' ? undefined : `n = ${numbers} …`);
  });
}

function commonOf({ comments, context }: PoEntry) {
  const after = (start: string) =>
    comments
      .filter(({ text }) => text.startsWith(start))
      .map(({ text }) => text.slice(start.length).trim());
  const flags = after('#,').flatMap((line) => line.split(/\s*,\s*/));
  const notes = [
    ...after('#.'),
    ...comments.filter(({ text }) => /^#(\s|$)/.test(text)).map(({ text }) => text.slice(1).trim()),
  ];
  const limit = Number(
    flags.map((flag) => /^max-length:\s*(\d{1,6})$/.exec(flag)?.[1]).find(Boolean),
  );
  const place = [context?.text, ...after('#:').slice(0, 3)].filter(
    (each) => each !== undefined && each !== '',
  );
  return {
    notes: notes.filter((note) => note !== ''),
    isFuzzy: flags.includes('fuzzy'),
    ...(limit > 0 && { limit }),
    ...(place.length > 0 && { context: place.join(' · ') }),
  };
}

function isChanged(
  { units }: Message,
  translations: ReadonlyMap<string, string>,
  options: WriteOptions,
) {
  return units.some((unit) => {
    const translation = translations.get(unit.id);
    if (options.rewriteAll) return true;
    if (translation === undefined || (translation === unit.translation && unit.state === 'final'))
      return false;
    return translation !== unit.text || options.takesEqual === true;
  });
}

/** msgfmt asks that both begin and end with a line break, or neither. */
function edged({ id }: PoEntry, translation: string | undefined): string | undefined {
  if (translation === undefined) return undefined;
  const [before = '', after = ''] = [/^\s*/.exec(id.text)?.[0], /\s*$/.exec(id.text)?.[0]];
  return before + translation.trim() + after;
}

/** Whether a form is for 1; where it is for 21, too, "one file" will not do, and "%d file" does. */
function isSingular({ id, plural }: PoEntry, rule: PluralRule, form: number): boolean {
  if (rule.count === 1 || rule.formOf(1) !== form) return false;
  const placeholders = (text = '') => text.match(/[%{]/g)?.length ?? 0;
  const isForOneAlone = examplesOf(rule, form).length === 1;
  return isForOneAlone || placeholders(id.text) >= placeholders(plural?.text);
}

/** The target's forms out of the units, which may be those of another language. */
function forms(
  { entry, units }: Message,
  rule: PluralRule,
  own: PluralRule | undefined,
  given: (unit: Unit | undefined) => string | undefined,
): readonly string[] {
  const some = units.map(given).findLast((each) => each !== undefined) ?? '';
  return Array.from({ length: rule.count }, (_, form) => {
    if (rule === own) return given(units[form]) ?? some;
    return given(isSingular(entry, rule, form) ? units[own?.formOf(1) ?? 0] : units.at(-1)) ?? some;
  });
}

function render(
  { plural }: PoEntry,
  strings: readonly string[],
  style: Parameters<typeof renderString>[2],
) {
  return strings
    .map((string, form) =>
      renderString(plural === undefined ? 'msgstr' : `msgstr[${form}]`, string, style),
    )
    .join(style.lineEnd);
}

/** A message with a new translation is fuzzy no more, and its former source is of no use. */
function unfuzzy({ comments }: PoEntry, source: string): readonly Edit[] {
  return comments.flatMap(({ text, start, end }): Edit[] => {
    const next = source.startsWith('\r\n', end) ? end + 2 : end + 1;
    if (text.startsWith('#|')) return [{ start, end: next, text: '' }];
    if (!text.startsWith('#,') || !/\bfuzzy\b/.test(text)) return [];
    const flags = text
      .slice(2)
      .split(',')
      .map((flag) => flag.trim())
      .filter((flag) => flag !== 'fuzzy' && flag !== '');
    if (flags.length === 0) return [{ start, end: next, text: '' }];
    return [{ start, end, text: `#, ${flags.join(', ')}` }];
  });
}

const rangeOf = ({ start, end }: { start: number; end: number }) => ({ start, end });

function blockOf({ strings, id }: PoEntry) {
  return { start: strings[0]?.start ?? id.end, end: strings.at(-1)?.end ?? id.end };
}

function startOf({ comments, context, id }: PoEntry): number {
  return Math.min(...[comments[0], context, id].map((each) => each?.start ?? Infinity));
}
