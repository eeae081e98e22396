import type { Finder, Found } from './types';
import { trimTail } from './words';

/* What programs fill in, and names that begin with a sign. */

type Kind = Found['kind'];
const is =
  (kind: Kind, sticky: RegExp): Finder =>
  (source, at) => {
    const end = source.matchEnd(sticky, at);
    return end === undefined ? undefined : { end, kind };
  };
const filledIn = (sticky: RegExp): Finder => is('placeholder', sticky);
/** From its beginning to the next `close`, which may be so far away. */
const upTo =
  (kind: Kind, open: string, close: string, longest: number): Finder =>
  (source, at) => {
    if (!source.text.startsWith(open, at)) return undefined;
    const end = source.next(close, at + open.length) + close.length;
    return end - at <= longest ? { end, kind } : undefined;
  };
/** Only where no letter, digit or such a sign stands right before. */
const apart =
  (before: RegExp, finder: Finder): Finder =>
  (source, at) =>
    at > 0 && before.test(source.text.slice(Math.max(0, at - 2), at))
      ? undefined
      : finder(source, at);

const LONGEST = 2_000;
const nameEnd = String.raw`[\p{L}\p{M}\p{N}_$@\]]`;
const name = String.raw`(?:${nameEnd}(?:[\p{L}\p{M}\p{N}_$@.:#[\]-]{0,62}${nameEnd})?)?`;

const icuHead =
  /\{\s*[\w.-]{1,64}\s*,\s*(?:plural|select|selectordinal|number|date|time|choice|spellout|ordinal|duration|list)\s*[,}]/y;
const icuMessage: Finder = (source, at) => {
  if (source.matchEnd(icuHead, at) === undefined) return undefined;
  const end = source.afterBrace(at);
  return end === undefined ? undefined : { end, kind: 'placeholder' };
};

const braces = [
  filledIn(/\{\{\{?[^{}\n]{0,200}\}\}\}?/y),
  icuMessage,
  upTo('placeholder', '{%', '%}', LONGEST),
  upTo('placeholder', '{#', '#}', LONGEST),
  filledIn(new RegExp(String.raw`\{ ?${name} ?(?:, ?[\w:.#+-]{1,32} ?)?\}`, 'uy')),
];

const percent = [
  filledIn(/%\([\p{L}\p{N}_.-]{1,64}\)[-+0#]*\d*(?:\.\d+)?[diouxXeEfFgGcrsa]/uy),
  filledIn(/%\{[^{}\n]{1,64}\}|%<[\w.]{1,64}>[-+0#]*\d*(?:\.\d+)?[a-zA-Z]/uy),
  filledIn(/%[A-Za-z_]\w{0,40}%/uy),
  filledIn(
    /%(?:\d{1,2}\$)?[-+0#']{0,4}(?:\*|\d{1,3})?(?:\.(?:\*|\d{1,3}))?(?:hh|h|ll|l|L|q|j|z|t)?(?:[diouxXeEfFgGcCsSpn@](?![\p{L}\p{N}])|[sd](?=s\b))/uy,
  ),
  filledIn(/%%|%L?\d{1,2}(?![\p{L}\p{N}%])/uy),
].map((finder) => apart(/[\p{L}\p{N}]$/u, finder));

const formula = (open: string, close: string): Finder => upTo('formula', open, close, LONGEST);
const betweenDollars: Finder = (source, at) => {
  const { text } = source;
  const end = source.next('$', at + 1);
  if (end - at > 300 || end === at + 1) return undefined;
  const inside = text.slice(at + 1, end);
  // "$5 and $10"
  if (/^\s|\s$/u.test(inside) || /^\d/.test(text.charAt(end + 1))) return undefined;
  if (!/[\\^_={}+*/<>]|^\p{L}$/u.test(inside)) return undefined;
  return { end: end + 1, kind: 'formula' };
};

const dollar = [
  filledIn(/\$\{[^{}\n]{0,200}\}|\$t\([^()\n]{1,200}\)/y),
  formula('$$', '$$'),
  betweenDollars,
  apart(/[\p{L}\p{N}$]$/u, filledIn(/\$[A-Za-z_]\w{0,63}(?:\.[A-Za-z_]\w{0,63}){0,4}\$?/y)),
];

const colon = [
  apart(/[^\s("'[>]$/u, filledIn(/:[a-z_][a-zA-Z0-9_]{0,63}(?![\p{L}\p{N}:_])/uy)),
  apart(/[\p{L}\p{N}:]$/u, is('emoji', /:[a-z0-9_+-]{2,40}:(?![\p{L}\p{N}:])/uy)),
];

const uncased = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`;
const handleNames = [
  is(
    'handle',
    /@[A-Za-z0-9_](?:[\w.-]{0,62}[A-Za-z0-9_])?(?:@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4})?/y,
  ),
  // Where words are not set apart, a name of theirs ends at a space.
  is('handle', new RegExp(String.raw`@[\p{L}\p{N}_]{1,30}(?=[\s:：，,。、]|$)`, 'uy')),
  is('handle', new RegExp(String.raw`@(?![${uncased}])[\p{L}\p{M}\p{N}_]{1,30}`, 'uy')),
];
const handle: Finder = (source, at) => {
  for (const finder of handleNames) {
    const found = finder(source, at);
    if (found !== undefined) return { ...found, end: trimTail(source.text, at, found.end) };
  }
  return undefined;
};
const beforeName = /[A-Za-z0-9_@./]$/;

const hashtags = [
  filledIn(/#\{[^{}\n]{0,200}\}/y),
  apart(
    /[\p{L}\p{N}&#/_]$/u,
    is('handle', /[#＃](?=[\p{N}_]*[\p{L}])[\p{L}\p{M}\p{N}_·]{1,100}[#＃]?/uy),
  ),
  apart(/[\p{L}\p{N}&#/_]$/u, is('handle', /[#＃][^\s#＃]{1,40}[#＃]/uy)),
];

const pathPart = String.raw`[\p{L}\p{N}_.~@%+=-]`;
const rooted = new RegExp(
  String.raw`(?:~|\.{1,2})?\/${pathPart}{1,128}(?:\/${pathPart}{0,128})*|~\/|\.\.?\/`,
  'uy',
);
const unixPath: Finder = (source, at) => {
  const end = source.matchEnd(rooted, at);
  if (end === undefined) return undefined;
  const to = trimTail(source.text, at, end);
  // "/01" is part of a date, "./" a folder.
  return /\p{L}|^[~.]+\/$/u.test(source.text.slice(at, to)) ? { end: to, kind: 'path' } : undefined;
};
const path = apart(/[\p{L}\p{N}_.~)\]}/<]$/u, unixPath);

/** What begins with a sign, by the sign. */
export const placeholderFinders: Readonly<Record<string, readonly Finder[]>> = {
  '{': braces,
  '%': percent,
  $: dollar,
  ':': colon,
  '@': [apart(beforeName, handle)],
  '#': hashtags,
  '＃': hashtags,
  '/': [path],
  '.': [path],
  '~': [path],
  '[': [filledIn(/\[\[[^[\]\n]{1,100}\]\]/y)],
  _: [
    apart(
      /[\p{L}\p{N}_]$/u,
      is('key', /__[A-Za-z0-9]{1,60}(?:_[A-Za-z0-9]{1,60})*__(?![\p{L}\p{N}_])/uy),
    ),
    apart(
      /[\p{L}\p{N}_]$/u,
      is('key', /_[A-Za-z0-9]{1,60}(?:_[A-Za-z0-9]{1,60})+(?![\p{L}\p{N}_])/uy),
    ),
  ],
  '\\': [
    formula('\\(', '\\)'),
    formula('\\[', '\\]'),
    is('path', /\\\\[\w.-]{1,64}\\[^\s<>"|*?\u3000-\u303f\uff01-\uff65]{1,256}/uy),
    is('sign', /\\(?:[nrt](?![a-z])|u[0-9A-Fa-f]{4})/y),
  ],
};
