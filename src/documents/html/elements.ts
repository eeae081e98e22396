/* What elements are to a translator, and which ones close others, as the HTML Standard has it. */

const set = (names: string): ReadonlySet<string> => new Set(names.split(' '));

/** Without content; they are never closed. */
export const voids = set(
  'area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr',
);

/** What begins a line of its own, or a field with a text of its own. All others stand in a line. */
export const blocks = set(
  'html head body title address article aside blockquote button caption center col colgroup datalist dd details ' +
    'dialog dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 header hgroup hr ' +
    'label legend li listing main marquee menu nav noscript ol optgroup option p plaintext pre search section select ' +
    'summary table tbody td template textarea tfoot th thead tr ul xmp ' +
    'text desc foreignobject',
);

/** Whose content is no text for readers, or the same in every language. */
export const kept = set(
  'script style code kbd samp var math xmp listing plaintext iframe noembed noframes rt rp',
);

/** Within a line they are one thing; what they have of text stands apart from it. */
export const islands = set('svg math object applet audio video canvas select textarea button');

/** Blocks whose translation can stand under them as another of the kind. */
export const repeatable = set('p h1 h2 h3 h4 h5 h6 div blockquote address center');

/** What can have no tags inside. */
export const bare = set('title textarea option text desc');

interface Closing {
  /** Elements that end where this begins. */
  readonly ends: ReadonlySet<string>;
  /** Unless one of these is between. */
  readonly within: ReadonlySet<string>;
}

const paragraph: Closing = {
  ends: set('p'),
  within: set('td th table caption button object applet marquee template html foreignobject'),
};
const listed = { ends: set('li'), within: set('ul ol menu dir') };
const described = { ends: set('dd dt'), within: set('dl') };
const cell = { ends: set('td th'), within: set('tr table') };
const rows = { ends: set('tbody thead tfoot'), within: set('table') };
const annotation = { ends: set('rt rp'), within: set('ruby') };
const others: Readonly<Record<string, Closing>> = {
  ...{ dd: described, dt: described, td: cell, th: cell, rt: annotation, rp: annotation },
  ...{ li: listed, tbody: rows, thead: rows, tfoot: rows },
  tr: { ends: set('tr'), within: set('tbody thead tfoot table') },
  option: { ends: set('option'), within: set('select optgroup datalist') },
  optgroup: { ends: set('optgroup'), within: set('select') },
  body: { ends: set('head'), within: set('html') },
};
const endParagraphs = set(
  'address article aside blockquote center details dialog dir div dl dd dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre listing search section summary table ul xmp',
);

/** What an opening tag closes that is still open. */
export function closings(name: string): readonly Closing[] {
  const own = others[name];
  const ofParagraph = endParagraphs.has(name) ? [paragraph] : [];
  return own === undefined ? ofParagraph : [own, ...ofParagraph];
}
