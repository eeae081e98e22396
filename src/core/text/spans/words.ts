import type { Finder, Found, Source } from './types';

/*
 * What begins like a word: addresses, e-mail, files, paths, keys. Each expression is tried once for a run of
 * the characters that it takes, and their lengths are bounded, so the time is linear.
 */

// Letters of the scripts that domains and file names are commonly written in.
const letters = String.raw`A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u052f`;
// What ends an address: space, quotes, Chinese and full-width marks.
const stop = String.raw`\s<>"\x60|\u3000-\u303f\uff01-\uff65“”‘’«»`;
const rest = String.raw`(?:[/?#][^${stop}]*)?`;
const host = String.raw`(?:[${letters}0-9.:@%_~$&*+=;,!{}-]|\[[0-9A-Fa-f:.%]{2,60}\])`;

const scheme = new RegExp(
  String.raw`[A-Za-z][A-Za-z0-9+.-]{1,30}:\/\/(?:${host}+${rest}|[^${stop}]+)`,
  'uy',
);
const shortScheme = new RegExp(
  String.raw`(?:mailto|tel|sms|data|urn|magnet|geo|sips?|xmpp|javascript|blob|about):(?=[^\s\d]|\d{3}|\+)[^${stop}]+`,
  'uyi',
);
const email = new RegExp(
  String.raw`[${letters}0-9_%+'][${letters}0-9._%+'-]{0,63}@(?:[${letters}0-9-]{1,63}\.){1,8}[${letters}]{2,24}(?![${letters}0-9_@])`,
  'uy',
);
const www = new RegExp(String.raw`www\.[${letters}0-9-][^${stop}]*`, 'uyi');
const localhost = new RegExp(String.raw`localhost(?::\d{1,5}${rest}|\/[^${stop}]*)`, 'uyi');
const port = String.raw`(?::\d{1,5}(?!\d))?`;
const ip = new RegExp(
  String.raw`(?:\d{1,3}\.){3}\d{1,3}(?:\/\d{1,2}(?![\w/]))?(?![\d.]*\d)${port}${rest}`,
  'uy',
);
const ipv6 =
  /(?=[\dA-Fa-f:]{0,40}::|(?:[\dA-Fa-f]{1,4}:){7})(?:[\dA-Fa-f]{0,4}:){2,7}[\dA-Fa-f]{0,4}(?![\w:])/y;
const domain = new RegExp(
  String.raw`((?:[${letters}0-9](?:[${letters}0-9-]{0,62})\.){1,8})([a-z]{2,24}|рф)(?![${letters}0-9_-]|\.[${letters}0-9])(${port}${rest})`,
  'uy',
);
const file = new RegExp(
  String.raw`[${letters}0-9_][${letters}0-9_.+-]{0,120}\.(?:tar\.gz|[A-Za-z][A-Za-z0-9]{0,9}|7z|3gp|mp[34])(?![${letters}0-9_(/\\])`,
  'uy',
);
const windowsPath = new RegExp(
  String.raw`[A-Za-z]:\\(?:[^${stop}\\:*?]+(?: [${letters}0-9_.()&-]{1,32}){0,3}\\)*[^${stop}\\:*?]*`,
  'uy',
);
const relativePath = new RegExp(
  String.raw`[${letters}0-9_.@-]{1,120}(?:[/\\][${letters}0-9_.@+-]{1,120})+[/\\]?`,
  'uy',
);
const call = /[A-Za-z_$][\w$]{0,60}(?:\.[A-Za-z_$][\w$]{0,60}){0,8}\(\)/y;
const snake = /[A-Za-z0-9]{1,60}(?:_[A-Za-z0-9]{1,60})+(?![\p{L}\p{N}_])/uy;
const dotted = /[a-z][\w-]{0,60}(?:\.[a-zA-Z_][\w-]{0,60}){2,10}(?![\p{L}\p{N}_]|\.[\p{L}\p{N}])/uy;

const common = words(
  `com org net edu gov mil int info biz name io dev app ai co tv xyz online site shop store blog cloud tech page
  wiki news live eu uk de fr es pt nl pl ch se fi dk cz sk hu ro bg gr ru ua by kz tr il ae sa ir pk bd lk np cn
  hk tw jp kr vn th sg ph ca mx br ar cl pe au nz za ng ke eg ma ie lt lv ee si hr rs рф example test local
  internal onion`,
);
/** Words as well: an address only with something more than one dot between letters. */
const ambiguous = words(
  'in it is so to be at me no us am as my do md la id im gg ly fm sh py rs ms st',
);
const extensions = words(
  `txt md rst pdf doc docx odt rtf xls xlsx ods csv tsv ppt pptx odp epub mobi html htm xhtml xml json jsonl yaml
  yml toml ini cfg conf env log lock sql db sqlite js mjs cjs jsx ts mts cts tsx vue svelte css scss sass less py
  ipynb rb php java kt kts scala go rs c h cc cpp hpp cs fs swift m mm lua pl r jl sh bash zsh bat cmd ps1 exe
  msi dll so dylib bin iso img dmg deb rpm apk ipa jar war zip tar gz tgz bz2 xz 7z rar zst png jpg jpeg gif svg
  webp avif bmp ico tif tiff psd heic mp3 mp4 m4a wav ogg flac aac mov avi mkv webm srt vtt ass po pot mo xliff
  xlf tmx tbx strings properties resx ttf otf woff woff2 wasm onnx safetensors gguf pem crt key tex bib`,
);

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/));
}

const brackets: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };
const tailMarks = ".,;:!?'*_~…";

/** Where an address ends: not with a sentence's own marks, nor with a bracket that it has not opened. */
export function trimTail(text: string, start: number, end: number): number {
  const surplus: Record<string, number> = {};
  for (let i = start; i < end; i++) {
    const sign = text.charAt(i);
    const open = brackets[sign];
    if (open !== undefined) surplus[open] = (surplus[open] ?? 0) + 1;
    else if ('([{'.includes(sign)) surplus[sign] = (surplus[sign] ?? 0) - 1;
  }
  let to = end;
  for (; to > start; to--) {
    const sign = text.charAt(to - 1);
    const open = brackets[sign];
    if (open !== undefined && (surplus[open] ?? 0) > 0) surplus[open] = (surplus[open] ?? 0) - 1;
    else if (!tailMarks.includes(sign)) break;
  }
  return to;
}

function address({ text }: Source, at: number, end: number | undefined): Found | undefined {
  if (end === undefined) return undefined;
  const to = trimTail(text, at, end);
  return to > at ? { end: to, kind: 'address' } : undefined;
}

const bareDomain: Finder = (source, at) => {
  domain.lastIndex = at;
  const [whole = '', labels = '', last = '', more = ''] = domain.exec(source.text) ?? [];
  if (whole === '') return undefined;
  const sure = more.length > 1 || labels.split('.').length > 2 || /\d|-/.test(labels);
  const isAddress = common.has(last) || (ambiguous.has(last) && sure);
  // "3.de"; "Ende.es war": a space is missing.
  const isText = last.length === 2 && /^(?:\p{Lu}\p{Ll}+\.|[\d.]+)$/u.test(labels);
  if (!isAddress || isText) return undefined;
  return address(source, at, at + whole.length);
};

const fileName: Finder = (source, at) => {
  const end = source.matchEnd(file, at);
  if (end === undefined) return undefined;
  const extension = source.text.slice(at, end).split('.').at(-1) ?? '';
  const known = extensions.has(extension) || extensions.has(extension.toLowerCase());
  return known ? { end, kind: 'path' } : undefined;
};

const folders: Finder = (source, at) => {
  const end = source.matchEnd(relativePath, at);
  if (end === undefined) return undefined;
  const to = trimTail(source.text, at, end);
  const path = source.text.slice(at, to);
  const last = path.split(/[/\\]/).at(-1) ?? '';
  const extension = last.split('.').at(-1) ?? '';
  // "and/or", "km/h", "1/2", "24/7" are words and numbers.
  const isFile = last.includes('.') && extensions.has(extension.toLowerCase());
  const isFolder = last === '' && /\p{L}/u.test(path);
  const isModule =
    /^@?[\w-]+\/[\w.-]+$/.test(path) && /[_.]|-\w+-/.test(path) && /\p{L}/u.test(last);
  if (!isFile && !isFolder && !isModule) return undefined;
  return { end: to, kind: 'path' };
};

const is =
  (kind: Found['kind'], sticky: RegExp): Finder =>
  (source, at) => {
    const end = source.matchEnd(sticky, at);
    return end === undefined ? undefined : { end, kind };
  };
const isAddress =
  (sticky: RegExp): Finder =>
  (source, at) =>
    address(source, at, source.matchEnd(sticky, at));

/** In the order in which they are tried where a word begins. */
export const wordFinders: readonly Finder[] = [
  isAddress(scheme),
  isAddress(shortScheme),
  is('email', email),
  isAddress(www),
  isAddress(localhost),
  isAddress(ip),
  is('address', ipv6),
  is('path', windowsPath),
  is('code', call),
  folders,
  bareDomain,
  fileName,
  is('key', snake),
  is('key', dotted),
];

/** Whether any of them can match here: a word with one of their signs after it. */
export const wordWithSign = new RegExp(String.raw`[${letters}0-9'+%$-]{1,128}[.:@\\/_(]`, 'uy');
/** Before a word that begins here there is none of these. */
export const joinedToWord = new RegExp(String.raw`[${letters}0-9_.+%$@/\\-]$`, 'u');
export const wordStart = new RegExp(String.raw`[${letters}0-9]`, 'u');
/** The rest of a word that is nothing special. */
export const wordRest = new RegExp(
  String.raw`[${letters}0-9]+(?:[_.+%$@/-]{1,8}[${letters}0-9]+)*`,
  'uy',
);
