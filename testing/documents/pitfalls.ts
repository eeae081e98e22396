const xml = [
  '<',
  '>',
  '&',
  '"',
  '/',
  '&#0;',
  '&a;',
  ' xmlns="a"',
  '<a>',
  '</a>',
  '<!--',
  '<![CDATA[',
];
const office = [
  ...xml,
  '<w:p>',
  '</w:p>',
  '<w:t>x</w:t>',
  '<a:p>',
  '</a:r>',
  '<t>',
  '../',
  '0',
  '-1',
];
const odf = [...xml, '<text:p>', '</text:span>', '<text:s/>', '<table:table-cell/>', '1e9'];
const subtitles = [
  '\n\n',
  '\r\n',
  '-->',
  '00:00',
  '{',
  '}',
  '<i>',
  '</i>',
  '<',
  '\\N',
  '\\h',
  '&nbsp;',
  '::cue',
];
const properties = ['\\', '=', ':', '#', '\n', '\r', ' ', '\\u', '\\\n', '!'];
const strings = ['"', '\\', ';', '=', '/*', '*/', '//', '\n'];
const table = ['"', '""', ',', ';', '\t', '\n', '\r\n', 'word', '1'];
const json = ['"', '\\', '\\u', '{', '}', '[', ',', ':', '/*', "'", 'plural,', '#', '\\ud800'];
const gettext = ['"', '\\', '#', '#~ ', '#, fuzzy\n', 'msgid', 'msgstr[9]', '\n', '\r'];
const markdown = [
  '*',
  '_',
  '`',
  '```\n',
  '[',
  '](',
  '<b>',
  '|',
  '\n\n',
  '    ',
  '> ',
  '- ',
  '---\n',
  '&amp;',
];
const yaml = [
  '"',
  "'",
  ': ',
  '- ',
  '\n',
  '  ',
  '#',
  '&a ',
  '*a',
  '|',
  '>',
  '{',
  '}',
  '!!',
  '---\n',
  '<<: ',
];

/** By extension, one or more of each format: signs that mean something in it. */
export const pitfalls: Readonly<Record<string, readonly string[]>> = {
  txt: ['\n', '\r', '\r\n', '\u2028', '\ufeff', '\0'],
  ...{ docx: office, pptx: office, xlsx: office, odt: odf, odp: odf, ods: odf, epub: xml },
  ...{ po: gettext, pot: gettext, srt: subtitles, vtt: subtitles, ass: subtitles, ssa: subtitles },
  xlf: [...xml, '<g id="9">', '</g>', '<x/>', '<target>', '<mrk>', '\n'],
  tmx: [...xml, '<seg>', '</seg>', '<ph/>', '\n', 'en'],
  xml: [...xml, "'", '\\', '\\n', '\\u0020', ' ', '<b>', '</b>', '@', '%1$s', '<string name="a">'],
  stringsdict: [...xml, '<key>', '<dict>', '</dict>', '%#@a@', '%d'],
  ...{ strings, json, jsonc: json, arb: json, yml: yaml, properties, csv: table, tsv: table },
  html: [...xml, '<p>', '</p>', '<b', '<table>', '<script>', '<!doctype', ' lang="', '<br>', '\0'],
  md: markdown,
  pdf: ['obj', 'endobj', 'stream', '(', ')', '<<', '>>', '[', '/', ' 0 R', '%', '-1', '\0'],
};
