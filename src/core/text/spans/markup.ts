import type { Finder, Found, Source } from './types';

/* Tags, comments and entities; code and links of Markdown. */

const LONGEST_TAG = 4_000;
/** These part sentences, as a line break does. */
const blocks = words(
  `address article aside blockquote br button caption dd details dialog div dl dt fieldset figcaption figure
  footer form h1 h2 h3 h4 h5 h6 header hr legend li main menu nav ol optgroup option p pre section summary table
  tbody td tfoot th thead title tr ul`,
);
const inline = words(
  `a abbr acronym area audio b base bdi bdo big body canvas center cite code col colgroup data datalist del dfn
  em embed font g head html i iframe img input ins kbd label link map mark meta meter noscript object output
  param path picture progress q rp rt ruby s samp script select slot small source span strike strong style sub
  sup svg template textarea time track tt u use var video wbr x ph bpt ept it pc mrk`,
);
const empty = words('area base br col embed hr img input link meta param source track wbr');

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/));
}

/** Index after the ">" of a tag, outside of the quotes of its attributes. */
function tagEnd(source: Source, from: number): number | undefined {
  const { text } = source;
  let at = from;
  while (at < text.length && at - from < LONGEST_TAG) {
    const sign = text.charAt(at);
    if (sign === '>') return at + 1;
    if (sign === '<') return undefined;
    const isQuote = sign === '"' || sign === "'";
    // A quote without an end is a sign like any other.
    const end = isQuote ? source.next(sign, at + 1) : at;
    at = (Number.isFinite(end) && end - from < LONGEST_TAG ? end : at) + 1;
  }
  return undefined;
}

const tagName = /<\/?[A-Za-z][A-Za-z0-9_:.-]{0,63}(?=[\s/>])/y;
const tag: Finder = (source, at) => {
  const nameEnd = source.matchEnd(tagName, at);
  if (nameEnd === undefined) return undefined;
  const end = tagEnd(source, nameEnd);
  if (end === undefined) return undefined;
  const { text } = source;
  const isClosing = text.charAt(at + 1) === '/';
  const name = text.slice(at + (isClosing ? 2 : 1), nameEnd);
  const lower = name.toLowerCase();
  const attributes = text.slice(nameEnd, end - 1);
  const isKnown = blocks.has(lower) || inline.has(lower);
  // "<your name here>" is language.
  if (!isKnown && /[^\s/]/.test(attributes) && !attributes.includes('=')) return undefined;
  const isAlone = attributes.endsWith('/') || empty.has(lower);
  const role = isClosing ? 'close' : isAlone ? undefined : 'open';
  return { end, kind: blocks.has(lower) ? 'block' : 'tag', role, name: lower };
};

// As translators of messages number them: "<1>bold</1> or <2/>".
const numberedTag: Finder = (source, at) => {
  const end = source.matchEnd(/<\/?\d{1,5}>|<\d{1,5}\/>/y, at);
  if (end === undefined) return undefined;
  const name = source.text.slice(at, end).replace(/\D/g, '');
  const isClosing = source.text.charAt(at + 1) === '/';
  const isAlone = source.text.charAt(end - 2) === '/';
  return { end, kind: 'tag', role: isClosing ? 'close' : isAlone ? undefined : 'open', name };
};

const enclosed =
  (kind: Found['kind'], open: string, close: string): Finder =>
  (source, at) => {
    if (!source.text.startsWith(open, at)) return undefined;
    const end = source.next(close, at + open.length) + close.length;
    return end - at <= LONGEST_TAG ? { end, kind } : undefined;
  };
const is =
  (kind: Found['kind'], sticky: RegExp): Finder =>
  (source, at) => {
    const end = source.matchEnd(sticky, at);
    return end === undefined ? undefined : { end, kind };
  };

const entity: Finder = (source, at) => {
  const end = source.matchEnd(
    /&(?:[A-Za-z][A-Za-z0-9]{1,31}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});/y,
    at,
  );
  if (end === undefined) return undefined;
  // A letter within a word: caf&eacute;s, don&#39;t.
  const isLetter = /&\w+(?:acute|grave|circ|uml|tilde|cedil|ring|slash|lig|caron);/y;
  const [before, after] = [source.text.slice(at - 1, at), source.text.slice(end, end + 1)];
  if (source.matchEnd(isLetter, at) !== undefined) return undefined;
  if (/\p{L}/u.test(before) && /\p{L}/u.test(after)) return undefined;
  return { end, kind: 'entity' };
};

const LONGEST_CODE = 1_000;
const code: Finder = (source, at) => {
  const { text } = source;
  const opened = source.matchEnd(/`{1,8}/y, at) ?? at + 1;
  const fence = text.slice(at, opened);
  if (text.charAt(opened) === '`') return undefined;
  const inside = source.next(fence, opened);
  const end = inside + fence.length;
  if (end - at > LONGEST_CODE || text.charAt(end) === '`') return undefined;
  return inside > opened ? { end, kind: 'code' } : undefined;
};

const LONGEST_LINK_TEXT = 1_000;
const target =
  /\]\((?:<[^<>\n]{0,2000}>|[^\s()<>]{0,2000}(?:\([^\s()<>]{0,200}\)[^\s()<>]{0,500}){0,2})(?:\s{1,3}(?:"[^"\n]{0,300}"|'[^'\n]{0,300}'))?\)/y;
const reference = /\]\[[^[\]\n]{0,60}\](?![[(])/y;
const link: Finder = (source, at) => {
  const start = source.text.startsWith('![', at) ? at + 2 : at + 1;
  const close = source.next('](', start);
  if (close - at > LONGEST_LINK_TEXT) return undefined;
  const end = source.matchEnd(target, close);
  const [open, other] = [source.next('[', start), source.next('\n', start)];
  // The innermost brackets have the address; an image may stand within a link.
  const isNested = open < close && source.text.charAt(open - 1) !== '!';
  if (end === undefined || isNested || other < close) return undefined;
  return { end: start, kind: 'link', role: 'open', closing: { start: close, end } };
};
const linkByReference: Finder = (source, at) => {
  const start = at + 1;
  const close = source.next('][', start);
  const isNested = source.next('[', start) < close || source.next(']', start) < close;
  if (isNested || close - at > LONGEST_LINK_TEXT) return undefined;
  const end = source.matchEnd(reference, close);
  if (end === undefined) return undefined;
  return { end: start, kind: 'link', role: 'open', closing: { start: close, end } };
};
const image: Finder = (source, at) =>
  source.text.charAt(at + 1) === '[' ? link(source, at) : undefined;

const inPointedBrackets: Finder = (source, at) => {
  const inside =
    /<(?:[A-Za-z][A-Za-z0-9+.-]{1,30}:[^\s<>]{1,2000}|[^\s<>@]{1,64}@[^\s<>@]{1,255})>/y;
  const end = source.matchEnd(inside, at);
  return end === undefined ? undefined : { end, kind: 'address' };
};

/** By the sign that they begin with. */
export const markupFinders: Readonly<Record<string, readonly Finder[]>> = {
  '<': [
    inPointedBrackets,
    enclosed('tag', '<!--', '-->'),
    enclosed('tag', '<![CDATA[', ']]>'),
    enclosed('placeholder', '<%', '%>'),
    enclosed('tag', '<?', '?>'),
    enclosed('tag', '<!', '>'),
    numberedTag,
    tag,
  ],
  '&': [entity],
  '`': [code],
  '!': [image],
  '[': [
    is('note', /\[\^?\d{1,3}\](?![\p{L}(:[])/uy),
    is('note', /\[\^[\w-]{1,32}\]:?/y),
    is('address', /\[[0-9A-Fa-f:.]{0,40}:[0-9A-Fa-f:.]{0,40}\](?::\d{1,5})?/y),
    link,
    linkByReference,
  ],
};

/** Runs of signs that stand around what Markdown emphasises. */
export const emphasisRun = /\*{1,3}|_{1,3}|~~|==/y;

/** Whether a run can open or close an emphasis. */
export function emphasisSides(
  text: string,
  start: number,
  end: number,
): { open: boolean; close: boolean } {
  const before = text.slice(Math.max(0, start - 1), start);
  const after = text.slice(end, end + 1);
  const sign = text.charAt(start);
  // "2*3*4", "snake_case"
  const word = sign === '_' || (sign === '*' && end - start === 1) ? /[A-Za-z0-9_]/ : /(?!)/;
  return {
    open: /\S/u.test(after) && after !== sign && before !== sign && !word.test(before),
    close: /\S/u.test(before) && after !== sign && before !== sign && !word.test(after),
  };
}
