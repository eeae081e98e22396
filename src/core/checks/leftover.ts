import type { Check } from '../translation/types';
import { fold } from './fold';
import { functionWords } from './functionWords';
import { areRelated } from './relatives';
import { foreignWords, isOwnLetter } from './script';
import type { Pair } from './types';

/** Words that travel as they are. */
const travelled = new Set(
  (
    'app apps blog bluetooth browser chat cookie cookies email e-mail mail emoji hashtag hotel internet link login online ' +
    'offline ok podcast smartphone software hardware spam tablet update video web website wifi wi-fi radio taxi pizza ' +
    'sushi yoga jazz rock pop hip hop rap karaoke kimono tsunami etc café restaurant bar club sport fitness design live stream streaming podcasts laptop iphone ipad ' +
    'ebay npm git pip sudo vs km kg cm mm min max pdf html css sql api url http https www com org net covid kg via feat x'
  ).split(' '),
);
/** Latin and other phrases that many languages have. */
const phrases =
  /\b(?:de facto|de jure|ad hoc|et al|et cetera|vice versa|[aà] la carte|per capita|pro rata|status quo|curriculum vitae|d[eé]j[aà] vu|grand prix|haute couture|bona fide|in vitro|in vivo|a priori|alma mater|tour de france)\b/giu;
const latin = /^\p{Script=Latin}/u;
const isSmall = (word: string): boolean => /^\p{Ll}/u.test(word) || !/^\p{Lu}/u.test(word);

/** The parts of a text that stand in quotes and brackets are shown, not said. */
function unquoted(text: string): string {
  return text.replace(
    /["“”„«»「」『』《》()（）[\]‘’][^"“”„«»「」『』《》()（）[\]‘’]{1,40}["“”«»「」『』《》()（）[\]‘’]/gu,
    ' ',
  );
}

function isKept(word: string, { input }: Pair): boolean {
  return (input.terms ?? []).some(
    ({ kind, target }) => kind !== 'forbidden' && fold(target).includes(word),
  );
}

/** Words of the source's script in a translation that has another. */
function inOtherScript(pair: Pair): string[] {
  const { source, target } = pair;
  const shown = unquoted(target.prose);
  const foreign = foreignWords(shown, target.language);
  const copied = fold(source.prose);
  const words = foreign.filter((word) => {
    const folded = fold(word);
    if (!copied.includes(folded) || isKept(folded, pair)) return false;
    if (!latin.test(word)) return true;
    return isSmall(word) && word.length > 2 && !travelled.has(folded) && isWord(source.prose, word);
  });
  if (words.some((word) => !latin.test(word)) || words.length > 1) return words;
  // One small word may be a name that is written so, or a term.
  const [only] = words;
  return only !== undefined && isOrdinary(only, pair) ? words : [];
}

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const isWord = (text: string, word: string): boolean =>
  new RegExp(`(?<![\\p{L}\\p{N}._-])${escaped(word)}(?![\\p{L}\\p{N}_]|[.-]\\p{L})`, 'u').test(
    text,
  );

function isOrdinary(word: string, { source }: Pair): boolean {
  if (functionWords(source.language?.code)?.has(fold(word)) === true) return true;
  return word.length >= 4 && /^\p{Ll}+$/u.test(word);
}

/** Runs of ideographs that Chinese has and Japanese has not, or the other way. */
function inSameIdeographs({ source, target }: Pair): string[] {
  const codes = [source.language?.code ?? '', target.language.code];
  const isKana = /[\p{Script=Hiragana}\p{Script=Katakana}]+/gu;
  if (codes[0] === 'jpn' && codes[1]?.startsWith('zho')) {
    return (unquoted(target.prose).match(isKana) ?? []).filter(
      (run) => run !== 'の' && source.prose.includes(run),
    );
  }
  if (codes[1] !== 'jpn' || !(codes[0] ?? '').startsWith('zho')) return [];
  const runs = target.prose.match(/\p{Script=Han}{4,}/gu) ?? [];
  return runs.filter(
    (run) => source.prose.includes(run) && /[的了吗呢们这那哪说很您你她它]/u.test(run),
  );
}

/** Stretches of words that both sides have in the same order. */
function copiedRuns({ source, target }: Pair): string[][] {
  const places = new Map<string, number[]>();
  source.words.forEach((word, i) => {
    const key = word.toLowerCase();
    places.set(key, [...(places.get(key) ?? []), i]);
  });
  const runs: string[][] = [];
  for (let at = 0; at < target.words.length;) {
    let best = 0;
    for (const from of places.get((target.words[at] ?? '').toLowerCase()) ?? []) {
      let length = 1;
      while (
        at + length < target.words.length &&
        (target.words[at + length] ?? '').toLowerCase() ===
          source.words[from + length]?.toLowerCase()
      ) {
        length++;
      }
      best = Math.max(best, length);
    }
    if (best > 0) runs.push(target.words.slice(at, at + best));
    at += Math.max(1, best);
  }
  return runs;
}

function inSameScript(pair: Pair): string[] {
  const { source, target } = pair;
  const [from, to] = [source.language?.code, target.language.code];
  const isNear = from !== undefined && areRelated(from, to);
  const [own, other] = [functionWords(from), functionWords(to)];
  const quoted = unquoted(target.prose.replace(phrases, ' '));
  const isTold = (word: string): boolean =>
    own?.has(fold(word)) === true && other !== undefined && !other.has(fold(word));
  return copiedRuns(pair).flatMap((run) => {
    const words = run.filter((word) => !travelled.has(fold(word)) && !isKept(fold(word), pair));
    if (words.length === 0 || !isWord(quoted, run[0] ?? '')) return [];
    const small = words.filter((word) => isSmall(word) && word.length > 1);
    const told = small.filter(isTold).length;
    const isName = run.length > 1 && isTitle(run, pair);
    if (isName) return [];
    if (told > 0 && (run.length > 1 || to !== from)) {
      return told > 1 || run.length > 2 || (words[0]?.length ?? 0) > 2 ? [run.join(' ')] : [];
    }
    const longest = small.filter((word) => word.length >= 3).length;
    // Relatives share whole phrases.
    if (longest >= (isNear ? 5 : own === undefined || other === undefined ? 4 : 3))
      return [run.join(' ')];
    if (!isNear && longest === 2 && small.length === run.length && isAlien(small, pair)) {
      return [run.join(' ')];
    }
    return [];
  });
}

/** "Game of Thrones", "The Lord of the Rings": between capitals. */
function isTitle(run: readonly string[], { target }: Pair): boolean {
  const capital = (word: string | undefined): boolean =>
    word !== undefined && /^\p{Lu}/u.test(word);
  if (target.language.script !== 'Latn' && target.language.script !== 'Cyrl') return false;
  return capital(run[0]) && capital(run.at(-1)) && run.filter(capital).length * 2 >= run.length;
}

/** Words whose letters or endings do not fit languages that share few words. */
function isAlien(words: readonly string[], { source, target }: Pair): boolean {
  const [from, to] = [source.language?.code ?? '', target.language.code];
  const latinate = 'eng fra spa por ita cat glg ron deu nld swe dan nob afr ltz oci ast mlt';
  return (
    !(latinate.includes(from) && latinate.includes(to)) && words.every((word) => word.length > 3)
  );
}

/** What of the source was not translated. */
export function checkLeftover(pair: Pair): Check | undefined {
  const { source, target } = pair;
  if (source.language?.code === target.language.code) return undefined;
  const letters = source.prose.match(/\p{L}/gu) ?? [];
  const isShared =
    letters.filter((one) => isOwnLetter(target.language, one)).length * 2 > letters.length;
  const about = [
    ...inOtherScript(pair),
    ...inSameIdeographs(pair),
    ...(isShared && !/\p{Script=Han}/u.test(source.prose) ? inSameScript(pair) : []),
  ];
  if (about.length === 0 && isCopy(pair)) about.push(target.prose.trim());
  return about.length > 0
    ? { kind: 'leftover', about: [...new Set(about)].slice(0, 5) }
    : undefined;
}

/** A sentence that came back as it was, unless it is made of names. */
function isCopy({ source, target }: Pair): boolean {
  if (source.text.trim() !== target.text.trim() || source.words.length === 0) return false;
  const small = source.words.filter((word) => isSmall(word) && !travelled.has(fold(word)));
  if (
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u.test(
      source.prose,
    )
  ) {
    return source.language?.script !== 'Hans' && source.language?.script !== 'Hant'
      ? true
      : source.prose.length > 8;
  }
  return small.length > 1 && source.words.length > 2;
}
