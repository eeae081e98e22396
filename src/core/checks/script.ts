import { simplified, traditional } from '../languages/ideographs';
import { dominantScript } from '../languages/scripts';
import type { Language } from '../languages';
import type { Check } from '../translation/types';
import type { Pair } from './types';

const scripts: Readonly<Record<string, RegExp>> = {
  ...Object.fromEntries(
    (
      'Latn=Latin Cyrl=Cyrillic Arab=Arabic Deva=Devanagari Beng=Bengali Hans=Han Hant=Han Grek=Greek ' +
      'Hebr=Hebrew Thai=Thai Laoo=Lao Khmr=Khmer Mymr=Myanmar Geor=Georgian Armn=Armenian Ethi=Ethiopic ' +
      'Taml=Tamil Telu=Telugu Knda=Kannada Mlym=Malayalam Gujr=Gujarati Guru=Gurmukhi Orya=Oriya'
    )
      .split(' ')
      .map((pair) => pair.split('='))
      .map(([script = '', name = '']) => [
        script,
        new RegExp(`\\p{Script_Extensions=${name}}`, 'u'),
      ]),
  ),
  Jpan: /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}]/u,
  Kore: /[\p{scx=Hangul}\p{Script=Han}]/u,
};
/** Written in either of two scripts. */
const second: Readonly<Record<string, string>> = { srp: 'Latn', uzb: 'Cyrl' };

const onlyTraditional = new Set(
  Array.from(traditional).filter((sign) => !simplified.includes(sign)),
);
const onlySimplified = new Set(
  Array.from(simplified).filter((sign) => !traditional.includes(sign)),
);
// Those that Japanese has, too: what of them JIS X 0208 has in its first level.
const japanese =
  '来国会学点写随黄云党内区医参双号叶声宝寿将属当担据旧机条楼横欧残没涛温湾湿灯炉独猫画碍礼称筑脚蛮装';
const isForeignTo = (language: Language, sign: string): boolean => {
  if (language.script === 'Hans') return onlyTraditional.has(sign);
  if (language.script === 'Hant') return onlySimplified.has(sign);
  return language.script === 'Jpan' && onlySimplified.has(sign) && !japanese.includes(sign);
};

/** Whether a letter is of a script that the language is written in. */
export function isOwnLetter({ script, code }: Language, letter: string): boolean {
  const other = second[code];
  return (
    (scripts[script]?.test(letter) ?? true) ||
    (other !== undefined && (scripts[other]?.test(letter) ?? false))
  );
}

const letters = /[\p{L}\p{M}]+/gu;
const latin = /^\p{Script=Latin}/u;
/** A letter of mathematics or of science: α, μm, Ω, π. */
const isSign = (word: string): boolean => /^\p{Script=Greek}(?:\p{L})?$/u.test(word);

/** Words, or runs of ideographs, that are in no script of the language. */
export function foreignWords(text: string, language: Language): string[] {
  return (text.match(letters) ?? []).flatMap((word) => {
    if (Array.from(word).every((sign) => isOwnLetter(language, sign))) return [];
    const runs = word.match(
      /\p{Script=Latin}+|\p{Script=Cyrillic}+|\p{Script=Han}+|[^\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Han}]+/gu,
    );
    return (runs ?? []).filter(
      (run) => !isSign(run) && !isOwnLetter(language, run.charAt(0)) && !/^\p{M}+$/u.test(run),
    );
  });
}

function wrongIdeographs({ target, source }: Pair): string[] {
  const wrong = Array.from(target.prose).filter((sign) => isForeignTo(target.language, sign));
  const own = source.language?.script;
  // A name in the source's own writing is left over, if anything.
  const isCopied = own === 'Hans' || own === 'Hant' ? new Set<string>() : new Set(source.prose);
  return [...new Set(wrong)].filter((sign) => !isCopied.has(sign));
}

/** What is written in a script of another language, names in Latin letters aside. */
export function checkScript(pair: Pair): Check | undefined {
  const { source, target } = pair;
  const ideographs = wrongIdeographs(pair);
  if (ideographs.length > 0) return { kind: 'script', about: ideographs };
  const foreign = foreignWords(target.prose, target.language);
  if (foreign.length === 0) return undefined;
  const copied = source.prose.toLowerCase();
  const strange = foreign.filter(
    (word) => !latin.test(word) && !copied.includes(word.toLowerCase()),
  );
  if (strange.length > 0) return { kind: 'script', about: [...new Set(strange)] };
  const isMostly = mostlyForeign(target.prose, target.language);
  // Names stay as they are: what is left of the translation is its own.
  const isNamed = foreign.every(
    (word) => latin.test(word) && /\p{Lu}/u.test(word) && copied.includes(word.toLowerCase()),
  );
  if (isMostly && !isNamed) return { kind: 'script', about: shortened(foreign) };
  const run = latinRun(target.prose, target.language, copied);
  return run === undefined ? undefined : { kind: 'script', about: [run] };
}

const shortened = (words: readonly string[]): string[] => [...new Set(words)].slice(0, 5);

function mostlyForeign(text: string, language: Language): boolean {
  const writing = dominantScript(text);
  if (writing === undefined) return false;
  const { script } = writing;
  const own = language.script === 'Hans' || language.script === 'Hant' ? 'Hani' : language.script;
  if (script === own || second[language.code] === script) return false;
  return !(own === 'Jpan' && script === 'Hani') && !(own === 'Kore' && script === 'Hani');
}

/** Three words and more in small Latin letters that the source has not. */
function latinRun(text: string, language: Language, copied: string): string | undefined {
  if (language.script === 'Latn') return undefined;
  const runs =
    text.match(/(?<![\p{L}\p{N}.@/_-])\p{Script=Latin}+(?:[\s,]+\p{Script=Latin}+){2,}/gu) ?? [];
  return runs.find((run) => {
    const small = run.split(/[\s,]+/).filter((word) => /^\p{Ll}{2,}/u.test(word));
    return small.length >= 3 && small.some((word) => !copied.includes(word));
  });
}
