import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** A text of a suite, and its sentences without the space around them. */
export interface SuiteCase {
  readonly language: string;
  readonly text: string;
  readonly sentences: readonly string[];
}

export interface Suite {
  readonly name: string;
  readonly cases: readonly SuiteCase[];
  /** Cases that ask for other text than was given: line breaks removed, markup cleaned. */
  readonly left: number;
}

const tags: Readonly<Record<string, string>> = {
  amharic: 'am',
  arabic: 'ar',
  armenian: 'hy',
  bulgarian: 'bg',
  burmese: 'my',
  chinese: 'zh-Hans',
  danish: 'da',
  deutsch: 'de',
  dutch: 'nl',
  english: 'en',
  french: 'fr',
  greek: 'el',
  hindi: 'hi',
  italian: 'it',
  japanese: 'ja',
  kazakh: 'kk',
  marathi: 'mr',
  persian: 'fa',
  polish: 'pl',
  russian: 'ru',
  slovak: 'sk',
  spanish: 'es',
  urdu: 'ur',
};
const languageOf = (file: string): string =>
  tags[/(?:test_)?(\p{L}+?)(?:_clean|_spec)?\.\w+$/u.exec(basename(file))?.[1] ?? ''] ?? 'en';

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  0: '\0',
  e: '\x1b',
};

/** The value of a Python or Ruby string literal, between its quotes. */
function unescape(body: string, kind: 'all' | 'quotes' | 'none'): string {
  if (kind === 'none') return body;
  if (kind === 'quotes') return body.replace(/\\(['\\])/g, '$1');
  return body.replace(
    /\\(?:u\{?([0-9a-fA-F]{4})\}?|x([0-9a-fA-F]{2})|\n|([^]))/g,
    (_, unicode?: string, hex?: string, other?: string) =>
      unicode !== undefined || hex !== undefined
        ? String.fromCodePoint(parseInt(unicode ?? hex ?? '', 16))
        : other === undefined
          ? ''
          : (escapes[other] ?? other),
  );
}

const token =
  /#[^\n]*|(?<raw>[rR]?)[uU]?(?:"""(?<long>(?:\\[^]|[^\\])*?)"""|"(?<double>(?:\\[^]|[^"\\])*)"|'(?<single>(?:\\[^]|[^'\\])*)')|(?<sign>[[\],]|(?:language|doc_type|text): ?|\beq\()/g;

interface Token {
  readonly kind: 'string' | 'sign';
  readonly value: string;
}

/** Strings and the signs that matter between them; neighbouring strings are one, as in Python. */
function tokensOf(source: string, isRuby: boolean): Token[] {
  const tokens: Token[] = [];
  for (const { groups = {} } of source.matchAll(token)) {
    const body = groups['long'] ?? groups['double'] ?? groups['single'];
    if (body === undefined) {
      if (groups['sign'] !== undefined) tokens.push({ kind: 'sign', value: groups['sign'].trim() });
      continue;
    }
    const isSingle = groups['single'] !== undefined;
    const value = unescape(body, groups['raw'] ? 'none' : isRuby && isSingle ? 'quotes' : 'all');
    const last = tokens.at(-1);
    if (last?.kind === 'string')
      tokens[tokens.length - 1] = { kind: 'string', value: last.value + value };
    else tokens.push({ kind: 'string', value });
  }
  return tokens;
}

/** The strings of the list that opens at `at`. */
function listAt(tokens: readonly Token[], at: number): string[] {
  const found: string[] = [];
  for (let i = at + 1; i < tokens.length && tokens[i]?.value !== ']'; i++) {
    if (tokens[i]?.kind === 'string') found.push(tokens[i]?.value ?? '');
  }
  return found;
}

const isSign = (found: Token | undefined, value: string): boolean =>
  found?.kind === 'sign' && found.value === value;

/** `("text", ["sentence", ("sentence", 0, 9)])` */
function python(file: string): SuiteCase[] {
  const tokens = tokensOf(readFileSync(file, 'utf8'), false);
  return tokens.flatMap((text, i) =>
    text.kind === 'string' && isSign(tokens[i + 1], ',') && isSign(tokens[i + 2], '[')
      ? [{ language: languageOf(file), text: text.value, sentences: listAt(tokens, i + 2) }]
      : [],
  );
}

/** `Segmenter.new(text: "text", language: "en")` and `eq(["sentence"])` */
function ruby(file: string): SuiteCase[] {
  const tokens = tokensOf(readFileSync(file, 'utf8'), true);
  const cases: SuiteCase[] = [];
  let text: string | undefined;
  tokens.forEach((one, i) => {
    if (isSign(one, 'text:'))
      text = tokens[i + 1]?.kind === 'string' ? tokens[i + 1]?.value : undefined;
    if (!isSign(one, 'eq(') || !isSign(tokens[i + 1], '[') || text === undefined) return;
    cases.push({ language: languageOf(file), text, sentences: listAt(tokens, i + 1) });
    text = undefined;
  });
  return cases;
}

/** Blocks between lines of `===`: the text, `---`, and a sentence a line. */
function blocks(file: string): SuiteCase[] {
  const language = basename(file, '.txt');
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => !line.startsWith('#'));
  return lines
    .join('\n')
    .split(/^===+$/m)
    .flatMap((block) => {
      const [text = '', list] = block.split(/^---$/m);
      if (list === undefined) return [];
      return [
        {
          language: language === 'zh' ? 'zh-Hans' : language === 'lists' ? 'en' : language,
          text: text.trim().replaceAll('\\n', '\n'),
          sentences: list.trim().split('\n'),
        },
      ];
    });
}

/** Whether the sentences are all of the text, as it is, with space between them. */
function keepsText({ text, sentences }: SuiteCase): boolean {
  let rest = text.trim();
  for (const sentence of sentences.map((one) => one.trim())) {
    if (sentence === '' || /[\n\r]/.test(sentence) || !rest.startsWith(sentence)) return false;
    rest = rest.slice(sentence.length).trimStart();
  }
  return rest === '' && sentences.length > 0;
}

function filesIn(folder: string, pattern: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => pattern.test(file))
    .sort()
    .map((file) => join(folder, file));
}

const readers = {
  pysbd: { pattern: /(?:^|\/)test_\w+\.py$/, read: python },
  pragmatic: { pattern: /languages\/\w+_spec\.rb$/, read: ruby },
  sentencex: { pattern: /^tests\/\w+\.txt$/, read: blocks },
};

/** The cases of a suite in a folder with its repository. Equal ones count once. */
export function readSuite(name: keyof typeof readers, folder: string): Suite {
  const { pattern, read } = readers[name];
  const all = filesIn(folder, pattern).flatMap(read);
  const distinct = [...new Map(all.map((one) => [`${one.language}\n${one.text}`, one])).values()];
  const cases = distinct.filter(keepsText);
  return { name, cases, left: distinct.length - cases.length };
}
